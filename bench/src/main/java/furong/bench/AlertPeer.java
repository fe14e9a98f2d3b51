package furong.bench;

import furong.cases.Alert;
import furong.notify.InhibitRule;
import furong.notify.Matcher;
import furong.notify.Silence;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Prometheus Alertmanager as Debian packs it, with the alerts, inhibition rules and silences of the
 * bench: one process, no cluster, nobody told.
 */
final class AlertPeer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/prometheus-alertmanager");
  private static final Duration READY_WITHIN = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** A post of so many alerts stays below a megabyte. */
  private static final int BATCH = 1_000;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final String url;

  private AlertPeer(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  /** Starts it; empty when it is not installed here. */
  static Optional<AlertPeer> start(Path scratch, List<InhibitRule> rules)
      throws IOException, InterruptedException {
    if (!Files.isExecutable(PROGRAM)) {
      return Optional.empty();
    }
    Path config = Files.writeString(scratch.resolve("alertmanager.yml"), config(rules));
    String address;
    try (ServerSocket socket = new ServerSocket(0)) {
      address = "127.0.0.1:" + socket.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "--config.file=" + config,
                "--storage.path=" + scratch.resolve("alertmanager"),
                "--web.listen-address=" + address,
                "--cluster.listen-address=")
            .redirectErrorStream(true)
            .redirectOutput(scratch.resolve("alertmanager.out").toFile())
            .start();
    AlertPeer peer = new AlertPeer(process, "http://" + address);
    peer.awaitReady();
    return Optional.of(peer);
  }

  private static String config(List<InhibitRule> rules) {
    return """
    route: {receiver: none, group_by: [rule, street], group_wait: 30s, group_interval: 5m}
    receivers: [{name: none}]
    inhibit_rules:
    """
        + rules.stream()
            .map(r ->
                "- {source_matchers: [%s], target_matchers: [%s], equal: [%s]}\n"
                    .formatted(
                        matchers(r.source()), matchers(r.target()), String.join(", ", r.equal())))
            .collect(Collectors.joining());
  }

  /** Ours are {@code level=2|3|4}; theirs {@code level=~"2|3|4"}. */
  private static String matchers(List<Matcher> matchers) {
    return matchers.stream()
        .map(Matcher::toString)
        .map(m ->
            "'" + m.substring(0, m.indexOf('=')) + "=~\"" + m.substring(m.indexOf('=') + 1) + "\"'")
        .collect(Collectors.joining(", "));
  }

  private void awaitReady() throws IOException, InterruptedException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        if (http.send(
                    HttpRequest.newBuilder(URI.create(url + "/-/ready")).build(),
                    HttpResponse.BodyHandlers.discarding())
                .statusCode()
            == 200) {
          return;
        }
      } catch (IOException notYet) {
        // it does not listen yet
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    close();
    throw new IllegalStateException("alertmanager is not ready");
  }

  /** Gives it the alerts, which end long after the bench. */
  void load(List<Alert> alerts) throws IOException, InterruptedException {
    for (int from = 0; from < alerts.size(); from += BATCH) {
      post(
          "/api/v2/alerts",
          alerts.subList(from, Math.min(alerts.size(), from + BATCH)).stream()
              .map(AlertPeer::alert)
              .collect(Collectors.joining(",", "[", "]")));
    }
  }

  private static String alert(Alert a) {
    return """
    {"labels":{"alertname":"%s","rule":"%s","pack":"%s","level":"%d","street":"%s","thing":"%d"},
     "annotations":{"reason":"%s"},"startsAt":"%s","endsAt":"%s"}\
    """
        .formatted(
            a.rule(),
            a.rule(),
            a.pack(),
            a.level().number(),
            a.division(),
            a.thing(),
            a.reason(),
            a.openedAt(),
            Instant.now().plus(Duration.ofDays(1)));
  }

  void silence(List<Silence> silences) throws IOException, InterruptedException {
    Instant now = Instant.now();
    for (Silence s : silences) {
      post(
          "/api/v2/silences",
          """
          {"matchers":[%s],"startsAt":"%s","endsAt":"%s","createdBy":"op","comment":"bench"}\
          """
              .formatted(
                  s.matchers().stream()
                      .map(Matcher::toString)
                      .map(m ->
                          "{\"name\":\"%s\",\"value\":\"%s\",\"isRegex\":false}"
                              .formatted(
                                  m.substring(0, m.indexOf('=')), m.substring(m.indexOf('=') + 1)))
                      .collect(Collectors.joining(",")),
                  now,
                  now.plus(Duration.ofHours(1))));
    }
  }

  private void post(String path, String body) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            HttpRequest.newBuilder(URI.create(url + path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(path + " -> " + answer.statusCode() + " " + answer.body());
    }
  }

  String url() {
    return url;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
