package furong.indicators;

import furong.base.Mean;
import furong.indicators.DayIndex.Judged;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From the day statistics of things to the index of divisions.
 *
 * <p>Method (HJ 663): the value of a division is the mean of the concentrations of its valid
 * stations, item by item; the index is taken of these means, never averaged itself. Real and
 * simulated things are never mixed: where a division has a real station that counts, the simulated
 * ones are left out.
 *
 * <p>Means are brought to 1e-9 of a unit: stations report integers and means divide by at most a
 * few thousand, so two different true values differ by far more, and the last bits of a floating
 * sum cannot push a value over a limit that it only touches.
 */
public final class DivisionDays {

  private DivisionDays() {}

  /**
   * The index of every division (city, county, street) in which one of these things lies.
   *
   * @param stats of one day; properties that the index does not take are passed over
   */
  public static List<DivisionDay> of(DayIndex index, LocalDate day, List<DayStat> stats) {
    Set<String> properties = new HashSet<>();
    index.items(day).forEach(item -> properties.add(item.property()));
    Map<String, List<DayStat>> byDivision = new TreeMap<>();
    for (DayStat stat : stats) {
      if (!stat.day().equals(day) || !properties.contains(stat.property())) {
        continue;
      }
      for (String division : DivisionCodes.upToStreet(stat.division())) {
        byDivision.computeIfAbsent(division, d -> new ArrayList<>()).add(stat);
      }
    }
    List<DivisionDay> days = new ArrayList<>(byDivision.size());
    byDivision.forEach((division, all) -> days.add(of(index, division, day, all)));
    return days;
  }

  private static @Nullable Double of(DayItem item, DayStat stat) {
    return stat.property().equals(item.property()) ? item.in(stat) : null;
  }

  /** The index of one division from the statistics of the things in it, all of one day. */
  public static DivisionDay of(
      DayIndex index, String division, LocalDate day, List<DayStat> within) {
    boolean anyReal = within.stream().anyMatch(s -> !s.simulated() && counts(index, day, s));
    boolean anySimulated = within.stream().anyMatch(s -> s.simulated() && counts(index, day, s));
    boolean simulated = !anyReal && anySimulated;
    List<DayStat> taken =
        within.stream()
            .filter(s -> s.simulated() == simulated)
            .sorted(Comparator.comparingLong(DayStat::thing).thenComparing(DayStat::property))
            .toList();
    Map<DayItem, Double> means = new LinkedHashMap<>();
    Set<Long> stations = new HashSet<>();
    long observations = 0;
    for (DayItem item : index.items(day)) {
      Mean kind = DayMean.kind(taken.stream().filter(s -> of(item, s) != null).toList());
      double sum = 0;
      int n = 0;
      for (DayStat stat : taken) {
        @Nullable Double value = of(item, stat);
        if (value != null && stat.kind() == kind) {
          sum += kind.step(value);
          n++;
          stations.add(stat.thing());
        }
      }
      if (n > 0) {
        means.put(item, DayMean.round(kind.of(sum, n)));
      }
    }
    for (DayStat stat : taken) {
      observations += counts(index, day, stat) ? stat.count() : 0;
    }
    Judged judged =
        means.isEmpty()
            ? new Judged(null, "no-valid-station", "", List.of())
            : index.judge(day, means);
    Map<String, Double> inputs = new LinkedHashMap<>();
    means.forEach((item, value) -> inputs.put(item.key(), value));
    return new DivisionDay(
        index.id(),
        division,
        day,
        judged.value(),
        judged.reason(),
        judged.category(),
        judged.primary(),
        index.ruleSet(day),
        inputs,
        stations.size(),
        observations,
        simulated);
  }

  private static boolean counts(DayIndex index, LocalDate day, DayStat stat) {
    for (DayItem item : index.items(day)) {
      if (item.property().equals(stat.property()) && item.in(stat) != null) {
        return true;
      }
    }
    return false;
  }
}
