package furong.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Listens to the live stream as a screen does, and notes when the alert of each thing came. */
final class AlertWatch implements AutoCloseable {

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Long, Long> seenNs = new ConcurrentHashMap<>();

  AlertWatch(String url, String login, String password) throws IOException, InterruptedException {
    String basic =
        Base64.getEncoder()
            .encodeToString((login + ":" + password).getBytes(StandardCharsets.UTF_8));
    HttpResponse<Stream<String>> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url + "/api/live?division=510100"))
                .header("Authorization", "Basic " + basic)
                .build(),
            HttpResponse.BodyHandlers.ofLines());
    if (answer.statusCode() != 200) {
      throw new IOException("the live stream answered " + answer.statusCode());
    }
    Thread.ofPlatform().name("alert-watch").daemon().start(() -> listen(answer.body()));
  }

  private void listen(Stream<String> lines) {
    String[] event = {""};
    try {
      lines.forEach(line -> {
        if (line.startsWith("event:")) {
          event[0] = line.substring(6).strip();
        } else if (line.startsWith("data:") && event[0].equals("alert")) {
          JsonNode alert = json.readTree(line.substring(5));
          seenNs.putIfAbsent(alert.path("thing").path("id").asLong(), System.nanoTime());
        }
      });
    } catch (RuntimeException e) {
      // the city was closed
    }
  }

  /** When the first alert of a thing came, {@link System#nanoTime}; -1 when it did not. */
  long seenNs(long thing) {
    return seenNs.getOrDefault(thing, -1L);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
