package furong.bench;

import furong.cases.Alert;
import furong.engine.PostgresProcess;
import furong.notify.InhibitRule;
import furong.notify.Silence;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The same open alerts, inhibition rules and silences in a whole city and in Alertmanager, asked
 * over HTTP by one client, one question after the other, in one run.
 *
 * <p>Alertmanager keeps alerts in memory, has no pages and no permissions; a city keeps them in
 * PostgreSQL and works out for each row what mutes it, where it is and who may see it. Memory of
 * the city is the whole tree with log, stream and database in it.
 */
final class AlertRace {

  /** The slowest question has an end: a quarter of a minute, but at least ten times. */
  private static final Duration LONGEST = Duration.ofSeconds(15);

  private static final int LEAST = 10;
  private static final int WARM_UP = 30;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** One question. @param paths asked one after the other; together they are the answer */
  private record Question(String name, List<String> paths) {}

  /** What came of one question. */
  record Answer(
      String who,
      String question,
      int rounds,
      double p50Ms,
      double p99Ms,
      double worstMs,
      double cpuMs,
      long bytes) {}

  private final Path home;
  private final Path scratch;
  private final PrintStream out;
  private final HttpClient http = HttpClient.newHttpClient();

  AlertRace(Path home, Path scratch, PrintStream out) {
    this.home = home;
    this.scratch = scratch;
    this.out = out;
  }

  /** Asks both; what the peer lacks is said and left out. */
  Map<String, Object> run(
      AlertBench.Options o,
      PostgresProcess postgres,
      List<Alert> alerts,
      List<InhibitRule> rules,
      List<Silence> silences)
      throws IOException, InterruptedException {
    List<Answer> answers = new ArrayList<>();
    Map<String, Object> result = new LinkedHashMap<>();
    String db =
        "%s?user=%s&password=%s"
            .formatted(postgres.jdbcUrl(), postgres.user(), postgres.password());
    try (CityProcess city =
        CityProcess.start(
            home, scratch.resolve("city"), "--db=" + db, "--city=" + city(rules).toString())) {
      city.awaitReady();
      String cookie = logIn(city);
      for (Silence s : silences) {
        silence(city, cookie, s);
      }
      for (Question q : ours(o)) {
        answers.add(ask("furong", city.url(), cookie, q, o, city.handle()));
      }
      result.put("furongMemoryMb", city.residentBytes() >> 20);
    }
    Optional<AlertPeer> installed = AlertPeer.start(scratch, rules);
    result.put("alertmanager", installed.isPresent() ? "measured" : "not installed here");
    if (installed.isPresent()) {
      try (AlertPeer peer = installed.get()) {
        peer.load(alerts);
        peer.silence(silences);
        for (Question q : theirs()) {
          answers.add(ask("alertmanager", peer.url(), "", q, o, peer.handle()));
        }
        result.put("alertmanagerMemoryMb", resident(peer.handle()) >> 20);
      }
    } else {
      out.println("prometheus-alertmanager is not installed here: only ours is measured");
    }
    result.put("answers", answers);
    return result;
  }

  private static List<Question> ours(AlertBench.Options o) {
    int pages = (o.alerts() + 999) / 1_000;
    return List.of(
        new Question("a page of 50", List.of("/api/alerts?state=open&size=50")),
        new Question(
            "a page of 50 that nothing mutes", List.of("/api/calm/alerts?muted=false&size=50")),
        new Question("50 groups", List.of("/api/calm/groups?size=50")),
        new Question(
            "all alerts",
            IntStream.range(0, pages)
                .mapToObj(p -> "/api/calm/alerts?size=1000&page=" + p)
                .toList()));
  }

  private static List<Question> theirs() {
    return List.of(
        new Question("all alerts", List.of("/api/v2/alerts")),
        new Question(
            "all that nothing mutes", List.of("/api/v2/alerts?silenced=false&inhibited=false")),
        new Question("all groups", List.of("/api/v2/alerts/groups")));
  }

  /** The city of the bench with the rules of the bench. */
  private Path city(List<InhibitRule> rules) throws IOException {
    Path from = home.resolve("cities/chengdu");
    Path to = scratch.resolve("chengdu");
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Path target = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target);
        }
      }
    }
    String text = Files.readString(to.resolve("calm.yaml"));
    int begin = text.indexOf("inhibit:");
    int end = text.indexOf("# Nobody acknowledges");
    String mine =
        rules.stream()
            .map(r ->
                "  - {id: %s, why: {zh: 说明, en: why}, source: [%s], target: [%s], equal: [%s]}\n"
                    .formatted(
                        r.id(),
                        quoted(r.source()),
                        quoted(r.target()),
                        String.join(", ", r.equal())))
            .collect(Collectors.joining("", "inhibit:\n", "\n"));
    Files.writeString(
        to.resolve("calm.yaml"), text.substring(0, begin) + mine + text.substring(end));
    return to;
  }

  private static String quoted(List<?> matchers) {
    return matchers.stream().map(m -> "\"" + m + "\"").collect(Collectors.joining(", "));
  }

  private String logIn(CityProcess city) throws IOException, InterruptedException {
    String password =
        Files.readAllLines(city.data().resolve("demo-logins.txt")).stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(words -> words[0].equals("operator"))
            .map(words -> words[1])
            .findFirst()
            .orElseThrow();
    HttpResponse<String> answer =
        http.send(
            request(city.url() + "/api/session", "")
                .header("Content-Type", "application/json")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "{\"login\":\"operator\",\"password\":\"" + password + "\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    return answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  private void silence(CityProcess city, String cookie, Silence s)
      throws IOException, InterruptedException {
    String body =
        "{\"matchers\":[%s],\"to\":\"%s\",\"reason\":\"bench\"}"
            .formatted(quoted(s.matchers()), Instant.now().plus(Duration.ofHours(1)));
    int status =
        http.send(
                request(city.url() + "/api/calm/silences", cookie)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(),
                HttpResponse.BodyHandlers.discarding())
            .statusCode();
    if (status / 100 != 2) {
      throw new IOException("a silence was refused: " + status);
    }
  }

  private HttpRequest.Builder request(String url, String cookie) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).header("X-Furong", "1");
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private Answer ask(
      String who, String url, String cookie, Question q, AlertBench.Options o, ProcessHandle of)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    for (int i = 0; i < WARM_UP && System.nanoTime() - begun < LONGEST.toNanos() / 4; i++) {
      once(url, cookie, q);
    }
    Duration cpu = cpu(of);
    List<Long> nanos = new ArrayList<>();
    long bytes = 0;
    long start = System.nanoTime();
    while (nanos.size() < o.rounds()
        && (nanos.size() < LEAST || System.nanoTime() - start < LONGEST.toNanos())) {
      long begin = System.nanoTime();
      bytes = once(url, cookie, q);
      nanos.add(System.nanoTime() - begin);
    }
    double spent = cpu(of).minus(cpu).toNanos() / 1e6 / nanos.size();
    long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
    Answer answer =
        new Answer(
            who,
            q.name(),
            sorted.length,
            round(sorted[sorted.length / 2]),
            round(sorted[sorted.length * 99 / 100]),
            round(sorted[sorted.length - 1]),
            Math.round(spent * 100) / 100.0,
            bytes);
    out.printf(
        Locale.ROOT,
        "%-12s %-32s %5d times  p50 %8.2f ms  p99 %8.2f ms  worst %8.2f ms  CPU %7.2f ms  %,d bytes%n",
        who,
        q.name(),
        answer.rounds(),
        answer.p50Ms(),
        answer.p99Ms(),
        answer.worstMs(),
        answer.cpuMs(),
        bytes);
    return answer;
  }

  private static double round(long nanos) {
    return Math.round(nanos / 1e4) / 100.0;
  }

  private long once(String url, String cookie, Question q)
      throws IOException, InterruptedException {
    long bytes = 0;
    for (String path : q.paths()) {
      HttpResponse<byte[]> answer =
          http.send(
              request(url + path, cookie).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(
            path
                + " -> "
                + answer.statusCode()
                + " "
                + new String(answer.body(), StandardCharsets.UTF_8));
      }
      bytes += answer.body().length;
    }
    return bytes;
  }

  /** Processor time of a process and of all below it. */
  private static Duration cpu(ProcessHandle of) {
    try (Stream<ProcessHandle> below = of.descendants()) {
      return Stream.concat(Stream.of(of), below)
          .flatMap(p -> p.info().totalCpuDuration().stream())
          .reduce(Duration.ZERO, Duration::plus);
    }
  }

  private static long resident(ProcessHandle of) throws IOException {
    return Arrays.stream(Files.readString(Path.of("/proc/" + of.pid() + "/status")).split("\n"))
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .sum()
        * 1024;
  }
}
