package furong.bench;

import furong.bench.CaseBench.Tallies;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.imageio.ImageIO;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** An operator, a street officer and an inspector, who take cases their whole way over HTTP. */
final class CaseWorkers {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final List<String> ROLES = List.of("operator", "street", "inspector");
  private static final String EDGE = "edge-of-a-part";

  private final String base;
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, String> passwords = new HashMap<>();

  /** The session of each role, of each user. */
  private final Map<String, String> cookies = new ConcurrentHashMap<>();

  private final byte[] photo;

  private CaseWorkers(String base) throws IOException {
    this.base = base;
    this.photo = photo();
  }

  /** Each user brings three sessions, one a role, as if fifty of each sat there. */
  static CaseWorkers logIn(String base, Path logins, int users)
      throws IOException, InterruptedException {
    CaseWorkers workers = new CaseWorkers(base);
    for (String line : Files.readAllLines(logins)) {
      List<String> words = List.of(line.split("\\s+", -1));
      workers.passwords.put(words.get(0), words.get(1));
    }
    for (int user = 0; user < users; user++) {
      for (String role : ROLES) {
        workers.logIn(role, user);
      }
    }
    return workers;
  }

  private void logIn(String role, int user) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request("/api/session", "")
                .header("Content-Type", "application/json")
                .POST(json(Map.of("login", role, "password", passwords.getOrDefault(role, ""))))
                .build(),
            BodyHandlers.ofString());
    String set = answer.headers().firstValue("Set-Cookie").orElse("");
    if (set.isEmpty()) {
      throw new IllegalStateException(role + " cannot log in: " + answer.body());
    }
    cookies.put(role + user, set.substring(0, set.indexOf(';')));
  }

  /** One case from its report to the search that finds it closed. */
  void lifecycle(int user, int round, Tallies tallies) {
    String word = "样" + Long.toString(System.nanoTime(), 36) + "案" + user + "号";
    try {
      JsonNode c =
          post(
              "operator" + user,
              "report",
              "/api/cases",
              json(
                  Map.of(
                      "title", "井盖破损 " + word,
                      "category", "part-0101",
                      "description", "路口东侧",
                      "lng", 104.03 + 0.001 * (user % 50),
                      "lat", 30.63 + 0.001 * (round % 50))),
              "application/json",
              tallies);
      c = act(c, "operator" + user, "accept", Map.of(), tallies);
      c = act(c, "inspector" + user, "verify", Map.of("note", "属实"), tallies);
      c = act(c, "operator" + user, "register", Map.of(), tallies);
      c = act(c, "operator" + user, "dispatch", Map.of(), tallies);
      c = act(c, "street" + user, "take", Map.of(), tallies);
      JsonNode kept =
          post(
              "street" + user,
              "photo",
              "/api/cases/" + c.path("id").asString() + "/photos",
              BodyPublishers.ofByteArray(photo),
              "multipart/form-data; boundary=" + EDGE,
              tallies);
      c =
          act(
              c,
              "street" + user,
              "finish",
              Map.of("note", "已更换", "photos", List.of(kept.path("id").asString())),
              tallies);
      c = act(c, "inspector" + user, "check_pass", Map.of(), tallies);
      c = act(c, "operator" + user, "close", Map.of(), tallies);
      search("operator" + user, c.path("id").asString(), word, tallies);
      tallies.lifecycles.incrementAndGet();
    } catch (IOException | IllegalStateException e) {
      tallies.errors.incrementAndGet();
      tallies.firstError.compareAndSet("", String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void search(String who, String id, String word, Tallies tallies)
      throws IOException, InterruptedException {
    JsonNode found =
        send(
            "search",
            request(
                    "/api/cases?q=" + URLEncoder.encode(word, StandardCharsets.UTF_8) + "&size=20",
                    who)
                .GET(),
            tallies);
    boolean seen =
        found.at("/items/0/id").asString().equals(id)
            && found.at("/items/0/state/code").asString().equals("CLOSED");
    if (!seen) {
      tallies.notFound.incrementAndGet();
    }
  }

  private JsonNode act(
      JsonNode c, String who, String action, Map<String, Object> with, Tallies tallies)
      throws IOException, InterruptedException {
    Map<String, Object> body = new HashMap<>(with);
    body.put("version", c.path("version").asLong());
    return post(
        who,
        action,
        "/api/cases/" + c.path("id").asString() + "/actions/" + action,
        json(body),
        "application/json",
        tallies);
  }

  private JsonNode post(
      String who, String step, String path, BodyPublisher body, String type, Tallies tallies)
      throws IOException, InterruptedException {
    return send(step, request(path, who).header("Content-Type", type).POST(body), tallies);
  }

  private JsonNode send(String step, HttpRequest.Builder request, Tallies tallies)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
    tallies.took(step, System.nanoTime() - begun);
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(step + ": " + answer.statusCode() + " " + answer.body());
    }
    return JSON.readTree(answer.body());
  }

  private HttpRequest.Builder request(String path, String who) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path)).header("X-Furong", "1");
    String cookie = cookies.getOrDefault(who, "");
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private static BodyPublisher json(Map<String, Object> body) {
    return BodyPublishers.ofString(JSON.writeValueAsString(body));
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
