package furong.notify.cap;

import furong.base.XmlText;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Writes messages as CAP 1.2, the elements in the order of its schema. */
final class CapWriter {

  private CapWriter() {}

  /** A message as a document, not yet signed. */
  static Document document(CapMessage m) {
    Document document = CapXml.empty();
    Element alert = document.createElementNS(CapWords.NS_12, "alert");
    // said as an attribute too: a signature is made over the attributes that are there
    alert.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", CapWords.NS_12);
    document.appendChild(alert);
    for (String name : CapWords.ALERT) {
      switch (name) {
        case "code" -> m.codes().forEach(c -> text(alert, name, c));
        case "references" ->
            text(
                alert,
                name,
                m.references().stream().map(CapRef::toString).collect(Collectors.joining(" ")));
        case "info" -> m.infos().forEach(i -> info(alert, i));
        default -> text(alert, name, m.text(name));
      }
    }
    return document;
  }

  private static void info(Element alert, CapInfo i) {
    Element info = child(alert, "info");
    for (String name : CapWords.INFO) {
      switch (name) {
        case "category" -> i.categories().forEach(c -> text(info, name, c));
        case "responseType" -> i.responses().forEach(r -> text(info, name, r));
        case "eventCode" -> pairs(info, name, i.eventCodes());
        case "parameter" -> pairs(info, name, i.parameters());
        case "resource" -> i.resources().forEach(r -> resource(info, r));
        case "area" -> i.areas().forEach(a -> area(info, a));
        default -> text(info, name, i.text(name));
      }
    }
  }

  private static void resource(Element info, Map<String, String> r) {
    Element resource = child(info, "resource");
    CapWords.RESOURCE.forEach(name -> text(resource, name, r.getOrDefault(name, "")));
  }

  private static void area(Element info, CapArea a) {
    Element area = child(info, "area");
    text(area, "areaDesc", a.desc());
    a.polygons().forEach(p -> text(area, "polygon", p));
    a.circles().forEach(c -> text(area, "circle", c));
    pairs(area, "geocode", a.geocodes());
    text(area, "altitude", a.heights().getOrDefault("altitude", ""));
    text(area, "ceiling", a.heights().getOrDefault("ceiling", ""));
  }

  private static void pairs(Element parent, String name, List<CapPair> pairs) {
    for (CapPair pair : pairs) {
      Element element = child(parent, name);
      child(element, "valueName").setTextContent(XmlText.writable(pair.name()));
      child(element, "value").setTextContent(XmlText.writable(pair.value()));
    }
  }

  /** An element that has nothing to say is left out. */
  private static void text(Element parent, String name, String value) {
    if (!value.isEmpty()) {
      child(parent, name).setTextContent(XmlText.writable(value));
    }
  }

  private static Element child(Element parent, String name) {
    Element element = parent.getOwnerDocument().createElementNS(CapWords.NS_12, name);
    parent.appendChild(element);
    return element;
  }

  /** The document as text, nothing indented: white space is under the signature. */
  static String text(Document document) {
    try {
      Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
      transformer.setOutputProperty(OutputKeys.ENCODING, "UTF-8");
      StringWriter text = new StringWriter();
      transformer.transform(new DOMSource(document), new StreamResult(text));
      return text.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("the JDK cannot write its own document", e);
    }
  }
}
