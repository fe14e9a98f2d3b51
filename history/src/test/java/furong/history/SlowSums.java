package furong.history;

import furong.observe.Grid;
import furong.observe.Observation;
import furong.observe.Summaries.Slot;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Intervals by the calendar and plain loops: the slow second method. */
final class SlowSums {

  private SlowSums() {}

  /**
   * @param rows in the order of time, then id
   */
  static List<Slot> of(List<Observation> rows, Grid grid, boolean levels) {
    Map<Long, Map<Long, List<Observation>>> groups =
        rows.stream()
            .collect(
                Collectors.groupingBy(
                    Observation::datastream,
                    TreeMap::new,
                    Collectors.groupingBy(
                        o -> start(o.timeMs(), grid), TreeMap::new, Collectors.toList())));
    List<Slot> all = new ArrayList<>();
    groups.forEach(
        (d, byStart) -> byStart.forEach((start, in) -> all.add(slot(d, start, in, levels))));
    return all;
  }

  private static Slot slot(long datastream, long start, List<Observation> in, boolean levels) {
    List<Observation> usable =
        in.stream()
            .filter(o -> Double.isFinite(o.value()) && (o.flags() & 0b10111) == 0)
            .filter(o -> !levels || Math.abs(o.value()) <= 3000)
            .toList();
    int left = in.size() - usable.size();
    if (usable.isEmpty()) {
      double none = Double.NaN;
      return new Slot(datastream, start, 0, none, none, none, none, 0, left);
    }
    return new Slot(
        datastream,
        start,
        usable.size(),
        usable.stream().mapToDouble(Observation::value).min().orElseThrow(),
        usable.stream().mapToDouble(Observation::value).max().orElseThrow(),
        levels ? level(usable) : plain(usable),
        usable.getLast().value(),
        usable.getLast().timeMs(),
        left);
  }

  private static double plain(List<Observation> in) {
    return in.stream().mapToDouble(Observation::value).sum() / in.size();
  }

  /** Over the loudest, so that it is another way of adding up. */
  private static double level(List<Observation> in) {
    double most = in.stream().mapToDouble(Observation::value).max().orElseThrow();
    double share = in.stream().mapToDouble(o -> Math.pow(10, (o.value() - most) / 10)).sum();
    return most + 10 * Math.log10(share / in.size());
  }

  /** Midnight of the day, then whole intervals on; no clock changed in these worlds. */
  private static long start(long ms, Grid grid) {
    ZonedDateTime at = Instant.ofEpochMilli(ms).atZone(grid.zone());
    LocalDate day = at.toLocalDate();
    long midnight = day.atStartOfDay(grid.zone()).toInstant().toEpochMilli();
    return grid.days() ? midnight : midnight + (ms - midnight) / grid.everyMs() * grid.everyMs();
  }
}
