package furong.work.open311;

import furong.base.XmlText;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.json.JsonMapper;

/**
 * One document in both forms of GeoReport. A map is an object or an element with children; a list
 * is an array, or an element whose children have the name of one item ({@code services} -> {@code
 * service}); the rest is text. Null is {@code null}, or an empty element.
 *
 * @param root name of the XML root, which JSON does not have
 */
record Document(String root, Object content) {

  private static final MediaType XML = new MediaType("text", "xml", StandardCharsets.UTF_8);
  private static final MediaType JSON =
      new MediaType("application", "json", StandardCharsets.UTF_8);

  /** What one item of a list is called in XML. */
  private static final Map<String, String> ITEM =
      Map.of(
          "services", "service",
          "service_requests", "request",
          "attributes", "attribute",
          "values", "value",
          "endpoints", "endpoint",
          "formats", "format",
          "errors", "error");

  /** The answer in the form that the address asked for. */
  ResponseEntity<byte[]> answer(HttpStatusCode status, Form form) {
    String text = form == Form.XML ? xml() : JsonMapper.shared().writeValueAsString(content);
    return ResponseEntity.status(status)
        .contentType(form == Form.XML ? XML : JSON)
        .body(text.getBytes(StandardCharsets.UTF_8));
  }

  String xml() {
    StringWriter text = new StringWriter();
    try {
      XMLStreamWriter out = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
      out.writeStartDocument("UTF-8", "1.0");
      element(out, root, content);
      out.writeEndDocument();
      out.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("a document that is no XML", e);
    }
    return text.toString();
  }

  private static void element(XMLStreamWriter out, String name, @Nullable Object content)
      throws XMLStreamException {
    out.writeStartElement(name);
    switch (content) {
      case null -> {}
      case Map<?, ?> map -> {
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          element(out, String.valueOf(entry.getKey()), entry.getValue());
        }
      }
      case List<?> list -> {
        for (Object item : list) {
          element(out, ITEM.getOrDefault(name, "item"), item);
        }
      }
      default -> out.writeCharacters(XmlText.writable(content.toString()));
    }
    out.writeEndElement();
  }
}
