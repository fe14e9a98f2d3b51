package furong.detect;

import furong.base.Level;
import furong.detect.Heard.OfAlert;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The alerts that rules across things ask for, by their rule and by every division that they lie
 * in, so that a division looks at its own only.
 */
final class AlertsHeard {

  private final TreeMap<String, TreeMap<String, OfAlert>> all = new TreeMap<>();

  // not kept: follows from the alerts
  private final Map<String, Map<String, OfAlert>> byPlace = new HashMap<>();
  private long oldestEnded = Long.MAX_VALUE;

  private static String place(String rule, String division) {
    return rule + "|" + division;
  }

  /** Takes in what an alert is now; answers what it was before. */
  @Nullable OfAlert learn(OfAlert now) {
    TreeMap<String, OfAlert> of = all.computeIfAbsent(now.rule(), k -> new TreeMap<>());
    OfAlert before = of.get(now.alert());
    OfAlert next = now;
    if (before != null) {
      leave(before);
      next =
          new OfAlert(
              now.rule(),
              now.alert(),
              now.division(),
              now.level(),
              now.open(),
              Math.max(before.openedAtMs(), now.openedAtMs()));
    }
    of.put(next.alert(), next);
    for (String code : Codes.upwards(next.division())) {
      byPlace
          .computeIfAbsent(place(next.rule(), code), k -> new TreeMap<>())
          .put(next.alert(), next);
    }
    if (!next.open()) {
      oldestEnded = Math.min(oldestEnded, next.openedAtMs());
    }
    return before;
  }

  private void leave(OfAlert alert) {
    for (String code : Codes.upwards(alert.division())) {
      String place = place(alert.rule(), code);
      Map<String, OfAlert> here = byPlace.get(place);
      if (here != null && here.remove(alert.alert()) != null && here.isEmpty()) {
        byPlace.remove(place);
      }
    }
  }

  /** Every alert of a rule. */
  Collection<OfAlert> of(String rule) {
    return all.getOrDefault(rule, new TreeMap<>()).values();
  }

  /** Those of a rule that lie in a division, of whatever level it is. */
  Collection<OfAlert> in(String rule, String division) {
    return byPlace.getOrDefault(place(rule, division), Map.of()).values();
  }

  /** How many of a rule are open in a division, as bad as a level or worse. */
  long open(String rule, String division, Level least) {
    return in(rule, division).stream()
        .filter(a -> a.open() && a.level().compareTo(least) <= 0)
        .count();
  }

  /** Forgets alerts of rules that are not asked for. */
  void retain(Predicate<String> asked) {
    for (String rule : List.copyOf(all.keySet())) {
      if (!asked.test(rule)) {
        of(rule).forEach(this::leave);
        all.remove(rule);
      }
    }
  }

  /** Forgets those that ended and had opened by {@code untilMs}; answers them. */
  List<OfAlert> forget(long untilMs) {
    if (oldestEnded > untilMs) {
      return List.of();
    }
    List<OfAlert> gone = new ArrayList<>();
    oldestEnded = Long.MAX_VALUE;
    for (TreeMap<String, OfAlert> of : all.values()) {
      for (OfAlert alert : of.values()) {
        if (!alert.open() && alert.openedAtMs() <= untilMs) {
          gone.add(alert);
        } else if (!alert.open()) {
          oldestEnded = Math.min(oldestEnded, alert.openedAtMs());
        }
      }
    }
    for (OfAlert alert : gone) {
      all.getOrDefault(alert.rule(), new TreeMap<>()).remove(alert.alert());
      leave(alert);
    }
    return gone;
  }

  void encode(DataOutput out) throws IOException {
    out.writeInt(all.values().stream().mapToInt(Map::size).sum());
    for (Map<String, OfAlert> of : all.values()) {
      for (OfAlert alert : of.values()) {
        alert.encode(out);
      }
    }
  }
}
