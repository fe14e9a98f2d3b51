package furong.app.replay;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public HTTP interface of a running server, seen from outside. */
public final class Door {

  /** The server refused or is not there; the message is for the person at the terminal. */
  public static final class DoorException extends IOException {
    private final int status;

    DoorException(int status, String message) {
      super(message);
      this.status = status;
    }

    /** HTTP status; 0 when nobody answered. */
    public int status() {
      return status;
    }

    /** Whether the same request may succeed a little later: busy, not ready, not there. */
    public boolean passing() {
      return status == 0 || status == 429 || status >= 500;
    }
  }

  /** An answer within this is slow but alive; a batch waits for the log at most 30 s. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  /** A file of 4 GiB at 5 MB/s is through in a quarter of an hour. */
  private static final Duration FILE_TIMEOUT = Duration.ofMinutes(30);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final JsonMapper json = JsonMapper.builder().build();
  private final String base;
  private final @Nullable String key;

  /**
   * @param base such as {@code http://localhost:8080}
   * @param key ingest key; null where the server takes data from its own machine without one
   */
  public Door(String base, @Nullable String key) {
    this.base = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
    this.key = key;
  }

  public String base() {
    return base;
  }

  public JsonNode get(String path) throws IOException {
    return body(send(request(path).GET().build()));
  }

  /** The entities of a SensorThings collection that a filter keeps. */
  public JsonNode filter(String collection, String filter, String more) throws IOException {
    return get("/sensorthings/v1.1/"
            + collection
            + "?$filter="
            + URLEncoder.encode(filter, StandardCharsets.UTF_8).replace("+", "%20")
            + more)
        .path("value");
  }

  /** Makes a SensorThings entity and gives its id. */
  public long create(String collection, JsonNode entity) throws IOException {
    HttpResponse<String> answer =
        send(
            request("/sensorthings/v1.1/" + collection)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(entity)))
                .build());
    JsonNode made = answer.body().isBlank() ? json.createObjectNode() : body(answer);
    if (made.path("@iot.id").isNumber()) {
      return made.path("@iot.id").asLong();
    }
    String location = answer.headers().firstValue("Location").orElse("");
    int from = location.lastIndexOf('(');
    if (from < 0) {
      throw new DoorException(answer.statusCode(), "no id came back for the new " + collection);
    }
    return Long.parseLong(location.substring(from + 1, location.lastIndexOf(')')));
  }

  /** An answer with its status. */
  public record Reply(int status, JsonNode body) {}

  /** Sends a form, as browsers do and Open311 asks for. */
  public Reply form(String path, Map<String, String> fields) throws IOException {
    StringJoiner text = new StringJoiner("&");
    fields.forEach((name, value) ->
        text.add(
            URLEncoder.encode(name, StandardCharsets.UTF_8)
                + "="
                + URLEncoder.encode(value, StandardCharsets.UTF_8)));
    HttpResponse<String> answer =
        send(
            request(path)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(BodyPublishers.ofString(text.toString()))
                .build());
    return new Reply(answer.statusCode(), body(answer));
  }

  /** Sends readings as NDJSON; the answer says how many were taken and what was refused. */
  public JsonNode observations(byte[] ndjson, String idempotencyKey) throws IOException {
    return body(
        send(
            request("/api/ingest/observations")
                .header("Content-Type", "application/x-ndjson")
                .header("Idempotency-Key", idempotencyKey)
                .POST(BodyPublishers.ofByteArray(ndjson))
                .build()));
  }

  /** Sends a file as it is: CSV, lines of JSON by the end of its name, gzip when it ends in gz. */
  public JsonNode file(String path, Path file) throws IOException {
    String name = file.getFileName().toString();
    String plain = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
    HttpRequest.Builder request =
        request(path + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8))
            .timeout(FILE_TIMEOUT)
            .header(
                "Content-Type",
                plain.endsWith("json") || plain.endsWith("jsonl")
                    ? "application/x-ndjson"
                    : "text/csv");
    if (!plain.equals(name)) {
      request.header("Content-Encoding", "gzip");
    }
    return body(send(request.POST(BodyPublishers.ofFile(file)).build()));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path)).timeout(TIMEOUT);
    if (key != null) {
      builder.header("Authorization", "Bearer " + key);
    }
    return builder;
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 400) {
        throw new DoorException(
            answer.statusCode(),
            request.method()
                + " "
                + request.uri()
                + " -> "
                + answer.statusCode()
                + " "
                + shortened(answer.body()));
      }
      return answer;
    } catch (ConnectException e) {
      throw new DoorException(0, "nobody answers at " + base + "; is `furong up` running there?");
    } catch (DoorException e) {
      throw e;
    } catch (IOException e) {
      throw new DoorException(0, base + " broke off: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DoorException(0, "interrupted");
    }
  }

  private static String shortened(String body) {
    return body.length() <= 500 ? body : body.substring(0, 500) + "...";
  }

  private JsonNode body(HttpResponse<String> answer) throws IOException {
    try {
      return json.readTree(answer.body());
    } catch (tools.jackson.core.JacksonException e) {
      throw new DoorException(
          answer.statusCode(), answer.uri() + " did not answer JSON: " + shortened(answer.body()));
    }
  }
}
