package furong.notify.cap;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * XML of strangers: read without anything that XML can do to its reader. A document type
 * declaration is refused, and with it entities, bombs of entities and external files; nothing is
 * ever fetched.
 */
final class CapXml {

  /**
   * Most bytes of one document: the largest sample, a feed of signed alerts, has 25 KB; national
   * feeds that embed some hundred polygons stay below this.
   */
  static final int MAX_BYTES = 4 << 20;

  private CapXml() {}

  static Result<Document> parse(byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      return Result.refused(
          Refusal.TOO_LARGE, Notice.of("xml.large", "", "At most " + MAX_BYTES + " bytes"));
    }
    try {
      Document document = builder().parse(new ByteArrayInputStream(bytes));
      return Result.ok(document);
    } catch (SAXParseException e) {
      String place = e.getLineNumber() + ":" + e.getColumnNumber();
      String message = String.valueOf(e.getMessage());
      boolean doctype = message.toUpperCase(Locale.ROOT).contains("DOCTYPE");
      return Result.refused(
          Refusal.INVALID,
          doctype
              ? Notice.of(
                  "xml.doctype", place, "A document type declaration is not taken (entities)")
              : Notice.of("xml.broken", place, message));
    } catch (SAXException | IOException e) {
      return Result.refused(
          Refusal.INVALID, Notice.of("xml.broken", "", String.valueOf(e.getMessage())));
    }
  }

  /** An empty document. */
  static Document empty() {
    return builder().newDocument();
  }

  /** The element alone, as the root of a document of its own: what a signature in it covers. */
  static Document alone(Element element) {
    Document document = empty();
    document.appendChild(document.importNode(element, true));
    return document;
  }

  private static DocumentBuilder builder() {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
      factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
      factory.setXIncludeAware(false);
      factory.setExpandEntityReferences(false);
      factory.setNamespaceAware(true);
      DocumentBuilder builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new Strict());
      return builder;
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's own XML parser lacks a feature", e);
    }
  }

  /** Says nothing by itself; every fault ends the reading. */
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {}

    @Override
    public void error(SAXParseException e) throws SAXException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
      throw e;
    }
  }

  static List<Element> children(Element parent) {
    List<Element> children = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element child) {
        children.add(child);
      }
    }
    return children;
  }

  static List<Element> children(Element parent, String namespace, String name) {
    return children(parent).stream().filter(c -> is(c, namespace, name)).toList();
  }

  static boolean is(Element element, String namespace, String name) {
    return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
  }

  static String text(Element element) {
    return element.getTextContent().strip();
  }
}
