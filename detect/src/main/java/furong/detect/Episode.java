package furong.detect;

import furong.base.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One alert from its opening to its end.
 *
 * @param thing 0 when it is of a division
 * @param openedMs event time, Unix ms; as the last change said, for late readings may move it
 * @param clearedMs null while open
 * @param worst the worst level that it reached
 */
public record Episode(
    String rule,
    long thing,
    String division,
    long openedMs,
    @Nullable Long clearedMs,
    Level worst,
    String reason) {

  /** The episodes of changes, in the order in which they opened. */
  static List<Episode> of(List<AlertChange> changes) {
    Map<String, Episode> byAlert = new HashMap<>();
    List<String> order = new ArrayList<>();
    for (AlertChange c : changes) {
      Episode before = byAlert.get(c.alert());
      if (before == null) {
        order.add(c.alert());
        before =
            new Episode(c.rule(), c.thing(), c.division(), c.atMs(), null, c.level(), c.reason());
      }
      long opened = c.openedMs() == AlertChange.UNSAID ? before.openedMs : c.openedMs();
      boolean cleared = c.kind() == AlertChange.Kind.CLEARED;
      byAlert.put(
          c.alert(),
          new Episode(
              before.rule,
              before.thing,
              before.division,
              opened,
              cleared ? c.atMs() : null,
              c.level().compareTo(before.worst) < 0 ? c.level() : before.worst,
              before.reason));
    }
    return order.stream()
        .flatMap(id -> java.util.stream.Stream.ofNullable(byAlert.get(id)))
        .sorted(
            java.util.Comparator.comparingLong(Episode::openedMs)
                .thenComparing(Episode::rule)
                .thenComparingLong(Episode::thing))
        .toList();
  }

  /** The end; beyond all time while open. */
  long endMs() {
    Long cleared = clearedMs;
    return cleared == null ? Long.MAX_VALUE : cleared;
  }

  boolean overlaps(Episode other) {
    return openedMs <= other.endMs() && other.openedMs <= endMs();
  }

  /** The same episode of the same rule on the same thing, told alike. */
  boolean alike(Episode other) {
    return openedMs == other.openedMs && endMs() == other.endMs() && worst == other.worst;
  }
}
