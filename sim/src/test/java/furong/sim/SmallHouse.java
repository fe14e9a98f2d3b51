package furong.sim;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The doors of a house, as far as a device uses them, kept in memory. */
final class SmallHouse implements AutoCloseable {

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpServer server;
  private final Map<Long, ObjectNode> things = new LinkedHashMap<>();
  private final Map<Long, List<Long>> times = new TreeMap<>();
  private final Map<String, Long> shared = new HashMap<>();
  private final Set<String> heard = new HashSet<>();
  private long nextId = 1;
  private long made;
  private long doubled;
  private long latest;
  private int busyEvery;
  private int asked;

  SmallHouse() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  /** From now on every n-th request is answered "busy". */
  void busyEvery(int n) {
    busyEvery = n;
  }

  synchronized Map<Long, ObjectNode> things() {
    return new LinkedHashMap<>(things);
  }

  synchronized Map<Long, List<Long>> times() {
    return new TreeMap<>(times);
  }

  synchronized long made() {
    return made;
  }

  synchronized long heard() {
    return heard.size();
  }

  synchronized long doubled() {
    return doubled;
  }

  synchronized long latest() {
    return latest;
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (busyEvery > 0 && ++asked % busyEvery == 0) {
      reply(exchange, 503, "");
    } else if (path.equals("/health")) {
      reply(exchange, 200, "{}");
    } else if (path.equals("/api/ingest/observations")) {
      observe(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      reply(exchange, 200, "{}");
    } else if (exchange.getRequestMethod().equals("GET")) {
      reply(exchange, 200, list(exchange, path));
    } else {
      long id = make(path, (ObjectNode) json.readTree(exchange.getRequestBody().readAllBytes()));
      exchange.getResponseHeaders().set("Location", uri() + path.substring(1) + "(" + id + ")");
      reply(exchange, 201, "");
    }
    exchange.close();
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /** Two things a page, so that the next link is used. */
  private String list(HttpExchange exchange, String path) {
    ObjectNode page = json.createObjectNode();
    ArrayNode value = page.putArray("value");
    String query = exchange.getRequestURI().getQuery();
    if (path.endsWith("/Things")) {
      int skip = query.contains("$skip=") ? Integer.parseInt(query.replaceAll(".*skip=", "")) : 0;
      List<ObjectNode> all = new ArrayList<>(things.values());
      all.subList(skip, Math.min(skip + 2, all.size())).forEach(t -> value.add(withTimes(t)));
      if (skip + 2 < all.size()) {
        page.put("@iot.nextLink", uri() + path.substring(1) + "?$skip=" + (skip + 2));
      }
    } else {
      String name = query.replaceAll(".* eq '(.*)'.*", "$1");
      Long known = shared.get(name);
      if (known != null) {
        value.addObject().put("@iot.id", known);
      }
    }
    return json.writeValueAsString(page);
  }

  private JsonNode withTimes(ObjectNode thing) {
    ObjectNode copy = thing.deepCopy();
    for (JsonNode datastream : copy.path("Datastreams")) {
      List<Long> all = times.get(datastream.path("@iot.id").asLong());
      if (all != null) {
        ((ObjectNode) datastream)
            .put(
                "phenomenonTime",
                Instant.ofEpochMilli(all.getFirst()) + "/" + Instant.ofEpochMilli(all.getLast()));
      }
    }
    return copy;
  }

  private long make(String path, ObjectNode entity) {
    long id = nextId++;
    made++;
    if (path.endsWith("/Things")) {
      for (JsonNode datastream : entity.path("Datastreams")) {
        ((ObjectNode) datastream).put("@iot.id", nextId++);
      }
      things.put(id, entity);
    } else {
      shared.put(entity.path("definition").asString(entity.path("name").asString("")), id);
    }
    return id;
  }

  private void observe(String ndjson) {
    for (String line : ndjson.split("\n")) {
      JsonNode reading = json.readTree(line);
      long datastream = reading.path("d").asLong();
      long time = reading.path("t").asLong();
      doubled += heard.add(datastream + "@" + time) ? 0 : 1;
      times.computeIfAbsent(datastream, d -> new ArrayList<>()).add(time);
      latest = Math.max(latest, time);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
