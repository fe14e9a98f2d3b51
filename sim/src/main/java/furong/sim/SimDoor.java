package furong.sim;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The public doors of a running house, as a device sees them. */
final class SimDoor {

  /** The house answered, and the answer was no. */
  static final class Refused extends IOException {
    Refused(String message) {
      super(message);
    }
  }

  /** A batch waits for the log at most 30 s; twice that is not an answer any more. */
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private static final Logger LOG = LoggerFactory.getLogger(SimDoor.class);

  /** A busy house is asked again after a tenth of a second, then ever more rarely. */
  private static final long FIRST_PAUSE_MS = 100;

  /** A restarting house is back within this or a few of it. */
  private static final long LAST_PAUSE_MS = 10_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final JsonMapper json = JsonMapper.builder().build();
  private final URI base;
  private final @Nullable String ingestKey;

  /**
   * @param ingestKey null where the house takes data from its own machine without one
   */
  SimDoor(URI base, @Nullable String ingestKey) {
    this.base = base;
    this.ingestKey = ingestKey;
  }

  JsonMapper json() {
    return json;
  }

  boolean ready() throws InterruptedException {
    try {
      return http.send(request("/health").GET().build(), BodyHandlers.discarding()).statusCode()
          == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * @param pathOrUrl below the base, or absolute as in {@code @iot.nextLink}
   */
  JsonNode get(String pathOrUrl) throws IOException, InterruptedException {
    return json.readTree(send(request(pathOrUrl).GET().build()).body());
  }

  /** Makes a SensorThings entity and gives its id. */
  long create(String collection, JsonNode entity) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        send(
            request("/sensorthings/v1.1/" + collection)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json.writeValueAsString(entity)))
                .build());
    String location = answer.headers().firstValue("Location").orElse("");
    int from = location.lastIndexOf('(');
    int to = location.lastIndexOf(')');
    if (from < 0 || to < from) {
      throw new IOException("no place came back for the new " + collection + ": " + location);
    }
    return Long.parseLong(location.substring(from + 1, to));
  }

  /** Posts readings; returns when they are durable. */
  void observe(String ndjson, String idempotencyKey) throws IOException, InterruptedException {
    send(
        request("/api/ingest/observations")
            .header("Content-Type", "application/x-ndjson")
            .header("Idempotency-Key", idempotencyKey)
            .POST(BodyPublishers.ofString(ndjson))
            .build());
  }

  private HttpRequest.Builder request(String pathOrUrl) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(base.resolve(pathOrUrl)).timeout(TIMEOUT);
    if (ingestKey != null) {
      builder.header("Authorization", "Bearer " + ingestKey);
    }
    return builder;
  }

  /** The answer; asked again and again while the house is only busy. */
  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    for (long pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 2, LAST_PAUSE_MS)) {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      int status = answer.statusCode();
      if (status < 400) {
        return answer;
      }
      String body = answer.body();
      String what =
          request.method()
              + " "
              + request.uri()
              + " -> "
              + status
              + " "
              + body.substring(0, Math.min(500, body.length()));
      if (status != 429 && status < 500) {
        throw new Refused(what);
      }
      LOG.debug("simulator: {}", what);
      Thread.sleep(pause);
    }
  }
}
