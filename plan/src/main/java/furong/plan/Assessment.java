package furong.plan;

import furong.plan.SteeringRules.Criterion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a month is worth for each unit (考核), by the city's weights.
 *
 * <pre>{@code
 * // 30 % reported in time 3 of 4, 40 % nothing lagging 4 of 4, 30 % supervised: none was due
 * // total = (30 * 0.75 + 40 * 1) / 70 = 89.3
 * }</pre>
 *
 * What the engine tells nobody has to report: it counts neither for nor against reports in time. A
 * criterion with nothing to do well does not count, neither for nor against.
 */
public final class Assessment {

  private static final double FULL = 100;

  private Assessment() {}

  /**
   * The scores of every unit that had entries in the month or something to be done by its closing.
   *
   * @param month that is closed now
   * @param since when a month was closed before: what fell due between the two counts here, so that
   *     each supervised item counts once and none before its day
   */
  static List<Score> of(
      Plan plan,
      DispatchMonth month,
      List<Entry> entries,
      List<Supervised> supervised,
      Instant since) {
    Instant closed = Objects.requireNonNull(month.closedAt(), "a month is weighed when it closes");
    List<Supervised> fallen =
        supervised.stream()
            .filter(s -> s.dueAt().isAfter(since) && !s.dueAt().isAfter(closed))
            .toList();
    TreeSet<String> units = new TreeSet<>(entries.stream().map(Entry::unit).toList());
    fallen.forEach(s -> units.add(s.unit()));
    List<Score> scores = new ArrayList<>();
    for (String unit : units) {
      List<Entry> own = entries.stream().filter(e -> e.unit().equals(unit)).toList();
      List<Supervised> due = fallen.stream().filter(s -> s.unit().equals(unit)).toList();
      for (Criterion c : plan.rules().assessment()) {
        scores.add(
            switch (c.measure()) {
              case REPORTED_IN_TIME ->
                  score(
                      month,
                      unit,
                      c,
                      own.stream().filter(e -> inTime(e, month)).count(),
                      (int) own.stream().filter(e -> !e.byEngine(plan)).count());
              case NOT_LAGGING ->
                  score(
                      month,
                      unit,
                      c,
                      own.stream().filter(e -> e.flags().isEmpty()).count(),
                      own.size());
              case SUPERVISED_IN_TIME ->
                  score(
                      month,
                      unit,
                      c,
                      due.stream().filter(Assessment::doneInTime).count(),
                      due.size());
            });
      }
    }
    return scores;
  }

  /** Of 100, over the criteria that count; empty when none does. */
  public static OptionalDouble total(List<Score> ofOneUnit) {
    List<Score> counting = ofOneUnit.stream().filter(s -> s.of() > 0).toList();
    int weights = counting.stream().mapToInt(Score::weight).sum();
    if (weights == 0) {
      return OptionalDouble.empty();
    }
    double sum = counting.stream().mapToDouble(s -> (double) s.weight() * s.good() / s.of()).sum();
    return OptionalDouble.of(sum / weights * FULL);
  }

  /**
   * Of a year: the mean of its months' totals, each by the weights of its time. A month in which
   * nothing counted is left out; empty when none counts.
   */
  public static OptionalDouble yearly(Collection<List<Score>> monthsOfOneUnit) {
    return monthsOfOneUnit.stream()
        .map(Assessment::total)
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .average();
  }

  private static Score score(DispatchMonth month, String unit, Criterion c, long good, int of) {
    return new Score(month.month(), unit, c.id(), c.weight(), (int) good, of);
  }

  private static boolean inTime(Entry entry, DispatchMonth month) {
    Entry.@Nullable Report report = entry.report();
    return entry.state() == EntryState.REPORTED
        && report != null
        && !report.at().isAfter(month.reportsDue());
  }

  private static boolean doneInTime(Supervised item) {
    return item.doneAt() != null && !item.doneAt().isAfter(item.dueAt());
  }
}
