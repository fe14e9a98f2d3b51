package furong.bench;

import furong.app.replay.Door;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Alerts on their way while something else loads the city: air stations that were calm for hours
 * and rise one after the other, and how long each alert takes to the screen. The rule is "sudden
 * rise"; each station is good for one alert.
 */
final class AlertProbe implements AutoCloseable {

  /**
   * Milliseconds.
   *
   * @param missed triggers that no alert came of within the patience
   */
  record Latency(int alerts, int missed, double p50, double p90, double p99, double max) {}

  /** Below and beyond what the rule "sudden rise" looks for: +80 and above 115 ug/m3. */
  private static final double CALM = 10;

  private static final double RISEN = 250;

  /** The last alerts on their way. */
  private static final long PATIENCE_MS = 5_000;

  private final CityProcess city;
  private final Door door;
  private final Supplier<String> key;
  private final List<LoadCity.Station> stations;
  private final long[] sentNs;
  private final long[] acknowledgedNs;
  private @Nullable AlertWatch watch;

  /**
   * Makes the stations.
   *
   * @param key gives another key for each batch
   */
  AlertProbe(CityProcess city, Door door, Supplier<String> key, int alerts)
      throws IOException, InterruptedException, ExecutionException {
    this.city = city;
    this.door = door;
    this.key = key;
    this.stations = new LoadCity(door).build(alerts, 1, "alarm");
    this.sentNs = new long[alerts];
    this.acknowledgedNs = new long[alerts];
  }

  int alerts() {
    return stations.size();
  }

  /** Sends the calm before: the rule wants its window of three hours covered; and looks. */
  void begin() throws IOException, InterruptedException {
    long now = System.currentTimeMillis();
    for (int minutes = 210; minutes >= 10; minutes -= 20) {
      long at = now - Duration.ofMinutes(minutes).toMillis();
      StringBuilder calm = new StringBuilder();
      stations.forEach(station -> calm.append(line(station, at, CALM)));
      send(calm.toString());
    }
    watch = new AlertWatch(city.url(), "operator", IngestBench.password(city.data(), "operator"));
  }

  /** A station rises; returns when that is acknowledged. */
  void rise(int station) throws IOException {
    String risen = line(stations.get(station), System.currentTimeMillis(), RISEN);
    sentNs[station] = System.nanoTime();
    send(risen);
    acknowledgedNs[station] = System.nanoTime();
  }

  private void send(String lines) throws IOException {
    door.observations(lines.getBytes(StandardCharsets.US_ASCII), key.get());
  }

  private static String line(LoadCity.Station station, long atMs, double value) {
    long stream = station.streams().getFirst();
    return "{\"d\":" + stream + ",\"t\":" + atMs + ",\"v\":" + value + "}\n";
  }

  /** Waits for the last ones. */
  void await() throws InterruptedException {
    Thread.sleep(PATIENCE_MS);
  }

  Latency fromAcknowledgement() {
    return since(acknowledgedNs);
  }

  Latency fromSending() {
    return since(sentNs);
  }

  /** Of the stations that rose. */
  private Latency since(long[] beginNs) {
    AlertWatch watching = Objects.requireNonNull(watch, "it has not begun");
    List<Double> all = new ArrayList<>();
    int missed = 0;
    for (int i = 0; i < stations.size(); i++) {
      long seen = watching.seenNs(stations.get(i).thing());
      if (acknowledgedNs[i] == 0) {
        continue; // the time was over before its turn
      }
      if (seen > 0) {
        all.add(Math.max(0, seen - beginNs[i]) / 1e6);
      } else {
        missed++;
      }
    }
    double[] sorted = all.stream().mapToDouble(d -> d).sorted().toArray();
    return sorted.length == 0
        ? new Latency(0, missed, 0, 0, 0, 0)
        : new Latency(
            sorted.length,
            missed,
            at(sorted, 0.5),
            at(sorted, 0.9),
            at(sorted, 0.99),
            Arrays.stream(sorted).max().orElse(0));
  }

  private static double at(double[] sorted, double quantile) {
    return sorted[(int) Math.min(sorted.length - 1, Math.ceil(quantile * sorted.length) - 1)];
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
  }
}
