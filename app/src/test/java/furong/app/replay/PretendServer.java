package furong.app.replay;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The public doors as a sender sees them: SensorThings entities in a map, readings in a list, a
 * batch whose key is known taken once. Enough to prove the sender; the doors have tests of their
 * own.
 */
final class PretendServer implements AutoCloseable {

  private static final Pattern OF_THING = Pattern.compile(".*/Things\\((\\d+)\\)/Datastreams");
  private static final Pattern FILTER = Pattern.compile("(\\S+) eq '(.*)'");

  private final JsonMapper json = JsonMapper.builder().build();
  private final Map<String, List<ObjectNode>> entities = new LinkedHashMap<>();
  private final Set<String> keys = new HashSet<>();
  private final List<JsonNode> readings = new ArrayList<>();
  private final HttpServer http;
  private int batches;
  private int failAtBatch = -1;
  private boolean failedBatchLands;

  PretendServer() throws IOException {
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  String url() {
    return "http://localhost:" + http.getAddress().getPort();
  }

  List<JsonNode> readings() {
    return readings;
  }

  List<ObjectNode> all(String collection) {
    return entities.getOrDefault(collection, List.of());
  }

  /** The n-th batch from now is answered 403, having landed or not. */
  void failAt(int n, boolean lands) {
    failAtBatch = batches + n;
    failedBatchLands = lands;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.equals("/api/ingest/observations")) {
      ingest(exchange, new String(body, StandardCharsets.UTF_8));
    } else if (exchange.getRequestMethod().equals("POST")) {
      String collection = path.substring(path.lastIndexOf('/') + 1);
      ObjectNode entity = (ObjectNode) json.readTree(body);
      List<ObjectNode> of = entities.computeIfAbsent(collection, c -> new ArrayList<>());
      of.add(entity);
      entity.put("@iot.id", of.size());
      send(exchange, 201, entity.toString());
    } else {
      send(exchange, 200, query(exchange, path).toString());
    }
  }

  private ObjectNode query(HttpExchange exchange, String path) {
    ObjectNode answer = json.createObjectNode();
    ArrayNode value = answer.putArray("value");
    Matcher ofThing = OF_THING.matcher(path);
    if (ofThing.matches()) {
      long thing = Long.parseLong(ofThing.group(1));
      all("Datastreams").stream()
          .filter(d -> d.path("Thing").path("@iot.id").asLong() == thing)
          .forEach(value::add);
      return answer;
    }
    String query =
        URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
    Matcher filter = FILTER.matcher(query.substring("$filter=".length()));
    if (!filter.matches()) {
      throw new AssertionError("not a filter: " + query);
    }
    String pointer = "/" + filter.group(1);
    all(path.substring(path.lastIndexOf('/') + 1)).stream()
        .filter(e -> e.at(pointer).asString("").equals(filter.group(2)))
        .forEach(value::add);
    return answer;
  }

  private void ingest(HttpExchange exchange, String lines) throws IOException {
    boolean fails = ++batches == failAtBatch;
    int n = 0;
    if (!fails || failedBatchLands) {
      boolean known = !keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
      for (String line : lines.strip().split("\n")) {
        n++;
        if (!known) {
          readings.add(json.readTree(line));
        }
      }
    }
    if (fails) {
      send(exchange, 403, "{\"title\":\"cut off\"}");
    } else {
      send(exchange, 200, "{\"accepted\":" + n + ",\"refused\":0,\"notices\":[]}");
    }
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
