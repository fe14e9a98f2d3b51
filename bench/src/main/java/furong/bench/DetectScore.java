package furong.bench;

import furong.sim.PlantedWorld.Planted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Holds alerts against what was planted.
 *
 * <p>An incident is found by a rule when an alert of that rule opened on its sensor while it went
 * on, or within {@link #GRACE_MS} after. The first such alert is the hit, each further one a
 * duplicate; an alert that belongs to nothing planted is false. What was under way when the run
 * began or ended counts neither way. Precision counts duplicates as wrong. An alert of a rule that
 * a near miss is just short of is false, and said to be that of the near miss.
 */
final class DetectScore {

  /** One reporting interval of the slowest sensors but for the daily ones: 15 minutes. */
  static final long GRACE_MS = 15 * 60_000L;

  /**
   * An alert that opened.
   *
   * @param atMs its event time
   * @param toldMs when the stream told it
   */
  record Opened(String rule, int sensor, long atMs, long toldMs) {}

  /** One rule that ought to have found one incident, or an alert that ought not to be. */
  record Wrong(String rule, String what, int sensor, long atMs) {}

  /**
   * Figures of one pack, or of all; delays in seconds from the beginning to the telling.
   *
   * @param near near misses that ought to stay quiet; one that is told is among the false
   */
  record Row(
      int expected,
      int found,
      int falseAlerts,
      int duplicates,
      int near,
      double recall,
      double precision,
      double delayP50,
      double delayP90,
      double delayMax) {}

  /** Of a rule that nothing was expected of and that told nothing. */
  static final Row NOTHING = new Count().row();

  private final Map<String, Count> counts = new TreeMap<>();
  private final List<Wrong> missed = new ArrayList<>();
  private final List<Wrong> falseAlerts = new ArrayList<>();
  private final List<Wrong> duplicates = new ArrayList<>();

  private static final class Count {
    int expected;
    int found;
    int falseAlerts;
    int duplicates;
    int near;
    final List<Double> delays = new ArrayList<>();

    void add(Count other) {
      expected += other.expected;
      found += other.found;
      falseAlerts += other.falseAlerts;
      duplicates += other.duplicates;
      near += other.near;
      delays.addAll(other.delays);
    }

    Row row() {
      double[] sorted = delays.stream().mapToDouble(d -> d).sorted().toArray();
      int told = found + falseAlerts + duplicates;
      return new Row(
          expected,
          found,
          falseAlerts,
          duplicates,
          near,
          expected == 0 ? 1 : (double) found / expected,
          told == 0 ? 1 : (double) found / told,
          at(sorted, 0.5),
          at(sorted, 0.9),
          at(sorted, 1));
    }

    private static double at(double[] sorted, double quantile) {
      return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(quantile * sorted.length) - 1];
    }
  }

  private record Place(String rule, int sensor) {}

  /**
   * @param planted all, also what reaches beyond the run
   * @param fromMs beginning of the run, {@code untilMs} its end
   */
  static DetectScore of(
      Collection<Planted> planted, Collection<Opened> alerts, long fromMs, long untilMs) {
    DetectScore score = new DetectScore();
    Map<Place, List<Planted>> truth = new HashMap<>();
    Map<Place, List<Planted>> near = new HashMap<>();
    for (Planted p : planted) {
      for (String rule : p.near()) {
        near.computeIfAbsent(new Place(rule, p.sensor()), k -> new ArrayList<>()).add(p);
        score.count(rule).near += whole(p, fromMs, untilMs) ? 1 : 0;
      }
      for (String rule : p.rules()) {
        truth.computeIfAbsent(new Place(rule, p.sensor()), k -> new ArrayList<>()).add(p);
      }
    }
    Set<List<String>> hit = new HashSet<>();
    for (Opened alert : alerts.stream().sorted(Comparator.comparingLong(Opened::atMs)).toList()) {
      score.judge(alert, truth, near, hit, fromMs, untilMs);
    }
    truth.forEach((place, all) -> {
      for (Planted p : all) {
        if (whole(p, fromMs, untilMs)) {
          Count count = score.count(place.rule);
          count.expected++;
          if (!hit.contains(List.of(place.rule, p.id()))) {
            score.missed.add(new Wrong(place.rule, p.id(), p.sensor(), p.fromMs()));
          }
        }
      }
    });
    return score;
  }

  private void judge(
      Opened alert,
      Map<Place, List<Planted>> truth,
      Map<Place, List<Planted>> near,
      Set<List<String>> hit,
      long fromMs,
      long untilMs) {
    Place place = new Place(alert.rule, alert.sensor);
    for (Planted p : truth.getOrDefault(place, List.of())) {
      if (within(p, alert)) {
        boolean first = hit.add(List.of(alert.rule, p.id()));
        if (!whole(p, fromMs, untilMs)) {
          return;
        }
        Count count = count(alert.rule);
        if (first) {
          count.found++;
          count.delays.add((alert.toldMs - p.fromMs()) / 1_000.0);
        } else {
          count.duplicates++;
          duplicates.add(new Wrong(alert.rule, p.id(), alert.sensor, alert.atMs));
        }
        return;
      }
    }
    if (alert.atMs >= fromMs && alert.atMs < untilMs) {
      count(alert.rule).falseAlerts++;
      String what =
          near.getOrDefault(place, List.of()).stream()
              .filter(p -> within(p, alert))
              .findFirst()
              .map(Planted::id)
              .orElse("");
      falseAlerts.add(new Wrong(alert.rule, what, alert.sensor, alert.atMs));
    }
  }

  private static boolean within(Planted p, Opened alert) {
    return alert.atMs >= p.fromMs() && alert.atMs <= p.untilMs() + GRACE_MS;
  }

  private static boolean whole(Planted p, long fromMs, long untilMs) {
    return p.fromMs() >= fromMs && p.untilMs() + GRACE_MS <= untilMs;
  }

  private Count count(String rule) {
    return counts.computeIfAbsent(rule, k -> new Count());
  }

  Map<String, Row> rules() {
    return rows(counts);
  }

  Map<String, Row> packs() {
    Map<String, Count> packs = new TreeMap<>();
    counts.forEach((rule, count) ->
        packs.computeIfAbsent(rule.substring(0, rule.indexOf('.')), k -> new Count()).add(count));
    return rows(packs);
  }

  private static Map<String, Row> rows(Map<String, Count> counts) {
    Map<String, Row> rows = new TreeMap<>();
    counts.forEach((name, count) -> rows.put(name, count.row()));
    return rows;
  }

  Row total() {
    Count all = new Count();
    counts.values().forEach(all::add);
    return all.row();
  }

  List<Wrong> missed() {
    return byTime(missed);
  }

  List<Wrong> falseAlerts() {
    return byTime(falseAlerts);
  }

  List<Wrong> duplicates() {
    return byTime(duplicates);
  }

  private static List<Wrong> byTime(List<Wrong> all) {
    Wrong[] sorted = all.toArray(Wrong[]::new);
    Arrays.sort(sorted, Comparator.comparingLong(Wrong::atMs).thenComparing(Wrong::rule));
    return List.of(sorted);
  }
}
