package furong.bench;

import furong.app.replay.Door;
import furong.app.reports.ReportImport;
import furong.app.reports.ReportImport.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./furong bench requests FOLDER}: a year's real requests of another city through Open311,
 * with their times; then all of them again, which must make nothing; then how long pages take over
 * them.
 */
final class RequestsBench {

  /** Enough that the slowest hundredth is more than one answer. */
  private static final int LOOKS = 300;

  /** The year of Ottawa's table, in the words of the page of rates. */
  private static final String EVALUATION =
      "/api/case-evaluation?by=category&from=2014-01-01&to=2015-01-01";

  private static final String RECEIVED = "/counts/received";

  /** A line each half minute or so. */
  private static final int TELL_EACH = 5_000;

  /** Before that the program is still compiling itself. */
  private static final int WARM_UP = 50;

  /** How long pages take, in ms. */
  record Page(String path, int bytes, double p50, double p95, double p99, double max) {}

  record Result(
      Instant at,
      int processors,
      double loadBefore,
      Outcome first,
      double firstSeconds,
      Outcome again,
      double againSeconds,
      long cases,
      long counted,
      Map<String, Integer> rates,
      List<Page> pages) {

    /** Every row that was taken is one case that rates count, and the second round made none. */
    boolean allOnce() {
      return cases == first.made()
          && counted == cases
          && again.made() == 0
          && again.known() == first.made();
    }

    /** The slowest hundredth of the slowest page, in ms. */
    double slowest() {
      return pages.stream().mapToDouble(Page::p99).max().orElse(0);
    }
  }

  private final Path home;
  private final Path scratch;
  private final PrintStream out;
  private final HttpClient http = HttpClient.newHttpClient();
  private final JsonMapper json = JsonMapper.shared();

  RequestsBench(Path home, Path scratch, PrintStream out) {
    this.home = home;
    this.scratch = scratch;
    this.out = out;
  }

  Result run(Path folder) throws IOException, InterruptedException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    try (CityProcess city = CityProcess.start(home, scratch.resolve("data"))) {
      out.printf(Locale.ROOT, "ready in %.1f s%n", city.awaitReady().toMillis() / 1000.0);
      String key =
          send(
                  city,
                  "admin",
                  "POST",
                  "/api/clients",
                  "{\"name\":\"requests\",\"trusted\":true,\"perMinute\":100000}")
              .path("key")
              .asString();
      long began = System.nanoTime();
      Outcome first = send(city, key, folder);
      double firstSeconds = seconds(began);
      out.printf(Locale.ROOT, "%s in %.0f s%n", first, firstSeconds);
      began = System.nanoTime();
      Outcome again = send(city, key, folder);
      double againSeconds = seconds(began);
      out.printf(Locale.ROOT, "again: %s in %.0f s%n", again, againSeconds);
      long cases = send(city, "operator", "GET", "/api/cases?size=1", "").path("total").asLong();
      JsonNode evaluated = send(city, "operator", "GET", EVALUATION, "").path("items");
      long counted = evaluated.valueStream().mapToLong(l -> l.at(RECEIVED).asLong()).sum();
      Map<String, Integer> rates = rates(evaluated);
      out.printf(
          Locale.ROOT,
          "%,d counted in %d kinds; kinds by rate: %s%n",
          counted,
          evaluated.size(),
          rates);
      List<Page> pages = pages(city);
      Result result =
          new Result(
              Instant.now(),
              Runtime.getRuntime().availableProcessors(),
              load,
              first,
              firstSeconds,
              again,
              againSeconds,
              cases,
              counted,
              rates,
              pages);
      out.printf(
          Locale.ROOT,
          "%s; the slowest page answers within %.0f ms (p99)%n",
          result.allOnce() ? "all in, none twice, all counted" : "NOT ALL IN ONCE",
          result.slowest());
      return result;
    }
  }

  /**
   * How many kinds have each rate: requests of another city come without the acts of those who
   * handled them, so rates of handling have nothing to divide by and say so.
   */
  private static Map<String, Integer> rates(JsonNode kinds) {
    Map<String, Integer> rates = new TreeMap<>();
    for (JsonNode kind : kinds) {
      kind.path("rates")
          .properties()
          .forEach(rate ->
              rates.merge(
                  rate.getKey(), rate.getValue().path("value").isNumber() ? 1 : 0, Integer::sum));
    }
    return rates;
  }

  private Outcome send(CityProcess city, String key, Path folder) throws IOException {
    Door door = new Door(city.url(), null);
    ReportImport sender = new ReportImport(door, key, home.resolve("bench/mappings"));
    int made = 0;
    int known = 0;
    int refused = 0;
    List<Path> files;
    try (Stream<Path> inside = Files.list(folder)) {
      files = inside.filter(f -> f.toString().matches(".*\\.csv(\\.gz)?")).sorted().toList();
    }
    for (Path file : files) {
      long began = System.nanoTime();
      Outcome o =
          sender.run(
              file,
              scratch.resolve(file.getFileName() + ".report.csv"),
              rows -> tell(file, rows, began));
      made += o.made();
      known += o.known();
      refused += o.refused();
      out.println(file.getFileName() + " " + o);
    }
    return new Outcome(made, known, refused);
  }

  private void tell(Path file, int rows, long began) {
    if (rows % TELL_EACH == 0) {
      out.printf(
          Locale.ROOT, "  %s %,d rows, %.0f/s%n", file.getFileName(), rows, rows / seconds(began));
    }
  }

  /** Pages that people and programs open, over all of it. */
  private List<Page> pages(CityProcess city) throws IOException, InterruptedException {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("/api/cases?size=50", "operator");
    asked.put("/api/cases?size=50&page=1000", "operator");
    asked.put("/api/cases?size=50&q=sidewalk", "operator");
    asked.put("/api/cases?size=50&division=510104", "operator");
    asked.put("/api/reports?size=50", "operator");
    asked.put("/api/reports?size=50&view=overdue", "operator");
    asked.put("/open311/v2/requests.json?start_date=2014-04-01T00:00:00Z&page_size=50", "");
    asked.put(
        "/open311/v2/requests.xml?start_date=2014-04-01T00:00:00Z&page_size=50"
            + "&service_code=event-0113&status=open",
        "");
    asked.put("/api/pub/kinds", "");
    asked.put(EVALUATION, "operator");
    List<Page> pages = new ArrayList<>();
    for (Map.Entry<String, String> page : asked.entrySet()) {
      Page measured = page(city, page.getValue(), page.getKey());
      pages.add(measured);
      out.printf(
          Locale.ROOT,
          "%-90s p50 %6.1f  p95 %6.1f  p99 %6.1f  max %6.1f ms%n",
          measured.path(),
          measured.p50(),
          measured.p95(),
          measured.p99(),
          measured.max());
    }
    return pages;
  }

  private Page page(CityProcess city, String login, String path)
      throws IOException, InterruptedException {
    double[] ms = new double[LOOKS];
    int bytes = 0;
    HttpRequest request = request(city, login, path).GET().build();
    for (int i = -WARM_UP; i < LOOKS; i++) {
      long began = System.nanoTime();
      HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IOException(path + " -> " + answer.statusCode());
      }
      bytes = answer.body().length;
      if (i >= 0) {
        ms[i] = (System.nanoTime() - began) / 1e6;
      }
    }
    Arrays.sort(ms);
    return new Page(path, bytes, at(ms, 0.5), at(ms, 0.95), at(ms, 0.99), ms[LOOKS - 1]);
  }

  private static double at(double[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)];
  }

  private JsonNode send(CityProcess city, String login, String method, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer =
        http.send(
            request(city, login, path)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(path + " -> " + answer.statusCode() + " " + answer.body());
    }
    return json.readTree(answer.body());
  }

  private static HttpRequest.Builder request(CityProcess city, String login, String path)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(city.url() + path)).timeout(Duration.ofMinutes(1));
    if (login.isEmpty()) {
      return request;
    }
    String pair = login + ":" + IngestBench.password(city.data(), login);
    String coded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return request.header("Authorization", "Basic " + coded);
  }

  private static double seconds(long began) {
    return (System.nanoTime() - began) / 1e9;
  }
}
