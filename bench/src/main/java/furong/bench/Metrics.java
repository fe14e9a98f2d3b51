package furong.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Figures that a running city shows at {@code /metrics}. */
final class Metrics {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI address;

  Metrics(String url) {
    this.address = URI.create(url + "/metrics");
  }

  /** How far the log, the history and the effects have come, in entries over all shards. */
  record Progress(long acknowledged, long history, long effects) {}

  Progress progress() throws IOException, InterruptedException {
    String all =
        http.send(
                HttpRequest.newBuilder(address).GET().build(), HttpResponse.BodyHandlers.ofString())
            .body();
    return new Progress(
        sum(all, "furong_log_acknowledged"),
        sum(all, "furong_history_seen"),
        sum(all, "furong_effects_applied"));
  }

  private static long sum(String all, String name) {
    return Math.round(
        all.lines()
            .filter(line -> line.startsWith(name))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum());
  }
}
