package furong.detect;

import furong.pack.RuleProgram;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Lets other versions of the rules across things take over at a tick. A rule that stays keeps its
 * episodes, one that is gone ends its alerts, one that is new begins with nothing.
 */
final class Takeover {

  private Takeover() {}

  static void of(CityState state, RuleBook before, RuleBook next, long now, Effects out) {
    for (Map.Entry<String, TreeMap<String, Group>> of : List.copyOf(state.groups.entrySet())) {
      RuleProgram from = before.findAcross(of.getKey());
      RuleProgram to = next.findAcross(of.getKey());
      if (from == null) {
        continue; // of a restart under other files: pruned as one that no longer applies
      }
      if (to == null || looksElsewhere(from, to)) {
        String why = to == null ? "rule withdrawn" : "rule looks elsewhere";
        of.getValue().values().forEach(group -> group.close(from, now, why, out));
        state.groups.remove(of.getKey());
      } else if (!before.said(of.getKey()).equals(next.said(of.getKey()))) {
        of.getValue().values().forEach(group -> group.under(from, to));
      }
    }
    for (String rule : next.alertsAsked()) {
      if (!before.asksForAlerts(rule)) {
        state.askedSince.put(rule, now); // open ones are told anew, those that ended are not
      } else if (next.alertsMs() > before.alertsMs()) {
        state.askedSince.merge(rule, now - before.alertsMs(), Math::max);
      }
    }
    state.askedSince.keySet().retainAll(next.alertsAsked());
  }

  /** Its divisions are of another level: an alert of a street says nothing of a county. */
  private static boolean looksElsewhere(RuleProgram from, RuleProgram to) {
    return Objects.requireNonNull(from.across()).of() != Objects.requireNonNull(to.across()).of();
  }
}
