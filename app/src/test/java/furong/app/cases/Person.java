package furong.app.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at a browser: a session cookie, and requests as the pages make them. */
final class Person {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** An answer: its status and its document. */
  record Answer(int status, JsonNode body, HttpResponse<String> raw) {
    Answer is(int wanted) {
      assertThat(status).as(raw.body()).isEqualTo(wanted);
      return this;
    }

    String text(String pointer) {
      return body.at(pointer).asString();
    }

    String notice() {
      return text("/notices/0/code");
    }
  }

  private final String base;
  private final String cookie;

  private Person(String base, String cookie) {
    this.base = base;
    this.cookie = cookie;
  }

  static Person nobody(String base) {
    return new Person(base, "");
  }

  static Person logIn(String base, String login, String password) {
    Answer answer =
        nobody(base).post("/api/session", Map.of("login", login, "password", password)).is(200);
    String set = answer.raw().headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(set).contains("HttpOnly", "SameSite=Strict", "Path=/");
    return new Person(base, set.substring(0, set.indexOf(';')));
  }

  /** The same person at another address: the house after a restart. */
  Person at(String otherBase) {
    return new Person(otherBase, cookie);
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  Answer get(String path) {
    return send(request(path).GET());
  }

  Answer post(String path, Object body) {
    return send(
        request(path)
            .header("X-Furong", "1")
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  Answer delete(String path) {
    return send(request(path).header("X-Furong", "1").DELETE());
  }

  /** Does an action to a case at the version that this person sees. */
  Answer act(String caseId, String action, Map<String, Object> with) {
    Map<String, Object> body = new java.util.HashMap<>(with);
    body.putIfAbsent("version", get("/api/cases/" + caseId).body().at("/version").asLong());
    return post("/api/cases/" + caseId + "/actions/" + action, body);
  }

  Answer upload(String path, byte[] file) throws IOException {
    String edge = "edge-of-a-part";
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(
        ("--"
                + edge
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                + "Content-Type: image/png\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    out.write(file);
    out.write(("\r\n--" + edge + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return send(
        request(path)
            .header("X-Furong", "1")
            .header("Content-Type", "multipart/form-data; boundary=" + edge)
            .POST(BodyPublishers.ofByteArray(out.toByteArray())));
  }

  static Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> raw = HTTP.send(request.build(), BodyHandlers.ofString());
      boolean json =
          raw.headers().firstValue("Content-Type").filter(t -> t.contains("json")).isPresent();
      return new Answer(
          raw.statusCode(), json ? JSON.readTree(raw.body()) : JSON.createObjectNode(), raw);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static HttpClient http() {
    return HTTP;
  }
}
