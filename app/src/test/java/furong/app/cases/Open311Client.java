package furong.app.cases;

import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A program written from wiki.open311.org/GeoReport_v2 alone. It reads either form into the same
 * lists of fields, so that what one form says is held against the other.
 */
final class Open311Client {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Fields of each item; nested lists (attributes, values) are flattened to {@code a/b}. */
  record Answer(int status, String type, List<Map<String, String>> items) {
    String first(String field) {
      return items.isEmpty() ? "" : items.getFirst().getOrDefault(field, "");
    }

    List<String> all(String field) {
      return items.stream().map(item -> item.getOrDefault(field, "")).toList();
    }
  }

  private final String base;
  private final String format;

  Open311Client(String base, String format) {
    this.base = base + "/open311/v2/";
    this.format = format;
  }

  Answer get(String resource, Map<String, String> query) {
    return send(
        HttpRequest.newBuilder(URI.create(base + resource + "." + format + "?" + form(query)))
            .GET());
  }

  Answer post(Map<String, String> fields) {
    return send(
        HttpRequest.newBuilder(URI.create(base + "requests." + format))
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .POST(BodyPublishers.ofString(form(fields))));
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> enc(e.getKey()) + "=" + enc(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> answer = HTTP.send(request.build(), BodyHandlers.ofString());
      String type = answer.headers().firstValue("Content-Type").orElse("");
      return new Answer(
          answer.statusCode(),
          type,
          format.equals("xml") ? xml(answer.body()) : json(answer.body()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static List<Map<String, String>> json(String body) {
    JsonNode root = JsonMapper.shared().readTree(body);
    List<Map<String, String>> items = new ArrayList<>();
    if (root.isArray()) {
      root.forEach(item -> items.add(flat(item)));
    } else {
      items.add(flat(root));
    }
    return items;
  }

  private static Map<String, String> flat(JsonNode item) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : item.properties()) {
      if (field.getValue().isArray()) {
        int i = 0;
        for (JsonNode part : field.getValue()) {
          String at = field.getKey() + "/" + i++;
          if (part.isObject()) {
            flat(part).forEach((name, value) -> fields.put(at + "/" + name, value));
          } else {
            fields.put(at, part.asString());
          }
        }
      } else {
        fields.put(field.getKey(), field.getValue().isNull() ? "" : field.getValue().asString());
      }
    }
    return fields;
  }

  private static List<Map<String, String>> xml(String body) throws IOException {
    try {
      Element root =
          DocumentBuilderFactory.newDefaultInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(body)))
              .getDocumentElement();
      boolean list = List.of("services", "service_requests", "errors").contains(root.getNodeName());
      List<Map<String, String>> items = new ArrayList<>();
      for (Element item : list ? children(root) : List.of(root)) {
        items.add(flat(item));
      }
      return items;
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(body, e);
    }
  }

  private static Map<String, String> flat(Element item) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (Element field : children(item)) {
      List<Element> parts = children(field);
      if (parts.isEmpty()) {
        fields.put(field.getNodeName(), field.getTextContent());
      }
      for (int i = 0; i < parts.size(); i++) {
        String at = field.getNodeName() + "/" + i;
        if (children(parts.get(i)).isEmpty()) {
          fields.put(at, parts.get(i).getTextContent());
        } else {
          flat(parts.get(i)).forEach((name, value) -> fields.put(at + "/" + name, value));
        }
      }
    }
    return fields;
  }

  private static List<Element> children(Element parent) {
    List<Element> all = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element e) {
        all.add(e);
      }
    }
    return all;
  }
}
