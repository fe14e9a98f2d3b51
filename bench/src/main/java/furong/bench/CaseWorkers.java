package furong.bench;

import furong.bench.CaseBench.Tallies;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Operators, street officers and inspectors, who take cases their whole way over HTTP. */
final class CaseWorkers {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final String EDGE = "edge-of-a-part";
  private static final List<String> ROLES = List.of("operator", "street", "inspector");
  private static final String JSON_TYPE = "application/json";

  /** What a worker remembers of a case. */
  private record Known(String id, long version) {}

  /** The city refused or failed. */
  private static final class Refused extends RuntimeException {
    Refused(String message) {
      super(message);
    }
  }

  private final String base;
  private final int users;
  private final Map<String, String> passwords = new HashMap<>();

  /** The session of each role, of each user. */
  private final Map<String, String> cookies = new ConcurrentHashMap<>();

  /** The newest version of each case that the city has acknowledged. */
  private final Map<Long, Long> acknowledged = new ConcurrentHashMap<>();

  private final byte[] photo;

  private CaseWorkers(String base, int users) throws IOException {
    this.base = base;
    this.users = users;
    this.photo = photo();
  }

  /** Each user brings three sessions, one a role, as if so many of each sat there. */
  static CaseWorkers logIn(String base, Path logins, int users) throws IOException {
    CaseWorkers workers = new CaseWorkers(base, users);
    for (String line : Files.readAllLines(logins)) {
      List<String> words = List.of(line.split("\\s+", -1));
      workers.passwords.put(words.get(0), words.get(1));
    }
    try (Wire wire = new Wire(base)) {
      for (int user = 0; user < users; user++) {
        for (String role : ROLES) {
          workers.logIn(wire, role, user);
        }
      }
    }
    return workers;
  }

  private void logIn(Wire wire, String role, int user) throws IOException {
    Map<String, Object> who = Map.of("login", role, "password", passwords.getOrDefault(role, ""));
    Wire.Answer answer =
        wire.send(
            "POST",
            "/api/session",
            "X-Furong: 1\r\nContent-Type: " + JSON_TYPE + "\r\n",
            json(who));
    String set = answer.headers().getOrDefault("set-cookie", "");
    if (set.isEmpty()) {
      throw new IllegalStateException(role + " cannot log in: " + answer.status());
    }
    cookies.put(role + user, set.substring(0, set.indexOf(';')));
  }

  Map<Long, Long> acknowledged() {
    return acknowledged;
  }

  /** One person at one connection; more of them than users share the sessions of these. */
  Worker worker(int number) throws IOException {
    return new Worker(number);
  }

  final class Worker implements AutoCloseable {
    private final int number;
    private final Wire wire;

    Worker(int number) throws IOException {
      this.number = number;
      this.wire = new Wire(base);
    }

    /** One case from its report to the search that finds it closed. */
    void lifecycle(int round, Tallies tallies) {
      String word = "样" + Long.toString(System.nanoTime(), 36) + "案" + number + "号";
      try {
        Known c = report(word, round, tallies);
        c = act(c, "operator", "accept", Map.of(), tallies);
        c = act(c, "inspector", "verify", Map.of("note", "属实"), tallies);
        c = act(c, "operator", "register", Map.of(), tallies);
        c = act(c, "operator", "dispatch", Map.of(), tallies);
        c = act(c, "street", "take", Map.of(), tallies);
        String id = c.id();
        Known kept =
            known(
                send(
                    "street",
                    "photo",
                    "POST",
                    "/api/cases/" + id + "/photos",
                    "multipart/form-data; boundary=" + EDGE,
                    photo,
                    tallies));
        Map<String, Object> done = Map.of("note", "已更换", "photos", List.of(kept.id()));
        c = act(c, "street", "finish", done, tallies);
        c = act(c, "inspector", "check_pass", Map.of(), tallies);
        act(c, "operator", "close", Map.of(), tallies);
        search(id, word, tallies);
        tallies.lifecycles.incrementAndGet();
      } catch (IOException | Refused e) {
        tallies.errors.incrementAndGet();
        tallies.firstError.compareAndSet("", String.valueOf(e.getMessage()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private Known report(String word, int round, Tallies tallies)
        throws IOException, InterruptedException {
      Map<String, Object> seen =
          Map.of(
              "title", "井盖破损 " + word,
              "category", "part-0101",
              "description", "路口东侧",
              "lng", 104.03 + 0.001 * (number % 50),
              "lat", 30.63 + 0.001 * (round % 50));
      return noted(
          send("operator", "report", "POST", "/api/cases", JSON_TYPE, json(seen), tallies));
    }

    private void search(String id, String word, Tallies tallies)
        throws IOException, InterruptedException {
      String path = "/api/cases?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8) + "&size=20";
      JsonNode found =
          JSON.readTree(send("operator", "search", "GET", path, JSON_TYPE, new byte[0], tallies));
      boolean seen =
          found.at("/items/0/id").asString().equals(id)
              && found.at("/items/0/state/code").asString().equals("CLOSED");
      if (!seen) {
        tallies.notFound.incrementAndGet();
      }
    }

    private Known act(
        Known c, String role, String action, Map<String, Object> with, Tallies tallies)
        throws IOException, InterruptedException {
      Map<String, Object> body = new HashMap<>(with);
      body.put("version", c.version());
      String path = "/api/cases/" + c.id() + "/actions/" + action;
      return noted(send(role, action, "POST", path, JSON_TYPE, json(body), tallies));
    }

    private Known noted(byte[] answer) {
      Known c = known(answer);
      acknowledged.merge(Long.parseLong(c.id()), c.version(), Math::max);
      return c;
    }

    /** Asks again, as long as it is told to wait, when the city has too much to do. */
    private byte[] send(
        String role,
        String step,
        String method,
        String path,
        String type,
        byte[] body,
        Tallies tallies)
        throws IOException, InterruptedException {
      String headers =
          "X-Furong: 1\r\nContent-Type: "
              + type
              + "\r\nCookie: "
              + cookies.getOrDefault(role + number % users, "")
              + "\r\n";
      while (true) {
        long begun = System.nanoTime();
        Wire.Answer answer = wire.send(method, path, headers, body);
        if (answer.status() == 429) {
          tallies.told.incrementAndGet();
          Thread.sleep(
              1_000L * Integer.parseInt(answer.headers().getOrDefault("retry-after", "1")));
          continue;
        }
        tallies.took(step, System.nanoTime() - begun);
        if (answer.status() >= 300) {
          throw new Refused(
              step
                  + ": "
                  + answer.status()
                  + " "
                  + new String(answer.body(), StandardCharsets.UTF_8));
        }
        return answer.body();
      }
    }

    @Override
    public void close() throws IOException {
      wire.close();
    }
  }

  /** Id and version of what was answered; the rest is not read, people elsewhere would do that. */
  private static Known known(byte[] answer) {
    String id = "";
    long version = 0;
    try (JsonParser json = JSON.createParser(answer)) {
      json.nextToken();
      while ((id.isEmpty() || version == 0) && json.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = json.currentName();
        json.nextToken();
        switch (name) {
          case "id" -> id = json.getString();
          case "version" -> version = json.getLongValue();
          default -> json.skipChildren();
        }
      }
    }
    return new Known(id, version);
  }

  private static byte[] json(Map<String, Object> body) {
    return JSON.writeValueAsBytes(body);
  }

  /** A small picture: what is measured is case work, not the shrinking of photos. */
  private static byte[] photo() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(
        ("--"
                + EDGE
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "png", out);
    out.write(("\r\n--" + EDGE + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }
}
