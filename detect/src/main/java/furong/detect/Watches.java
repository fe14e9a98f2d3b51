package furong.detect;

import furong.detect.Heard.OfAlert;
import furong.pack.Rule;
import furong.pack.RuleMember;
import furong.pack.RuleProgram;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules across things of one book over the state of the city, by what they read: a change
 * reaches those that look at it. Follows from the state, so it is not kept but made anew after a
 * start and for other rules, at the cost of everything that is known.
 */
final class Watches {

  private record Ask(Watch watch, int member) {}

  final RuleBook book;

  private final List<Watch> all = new ArrayList<>();
  private final Map<String, List<Ask>> byKey = new HashMap<>();
  private final Map<String, List<Watch>> byAlert = new HashMap<>();
  private final Map<String, List<Watch>> byVital = new HashMap<>();
  private final Map<String, List<Watch>> byIndicator = new HashMap<>();

  Watches(RuleBook book, CityState state) {
    this.book = book;
    for (RuleProgram program : book.across()) {
      RuleProgram.Across across = Objects.requireNonNull(program.across());
      boolean neighbours = across.of() == Rule.Over.Of.NEIGHBOURS;
      Watch watch =
          neighbours
              ? new WatchNeighbours(program, across, state, book.schedule())
              : new WatchDivisions(program, across, state, book.schedule());
      all.add(watch);
      for (int m = 0; m < across.members().size(); m++) {
        RuleMember member = across.members().get(m);
        byKey.computeIfAbsent(member.key(), k -> new ArrayList<>()).add(new Ask(watch, m));
      }
      across.alerts().forEach(of -> add(byAlert, of, watch));
      across.vitals().forEach(of -> add(byVital, of, watch));
      across.indicators().forEach(of -> add(byIndicator, of, watch));
      watch.begin();
    }
    byAlert.keySet().forEach(rule -> state.alerts.of(rule).forEach(a -> alert(null, a)));
    for (String key : state.vitals.keySet()) {
      int bar = key.indexOf('|');
      vital(key.substring(0, bar), key.substring(bar + 1), true);
    }
    for (String indicator : byIndicator.keySet()) {
      state.figures.divisions(indicator).forEach(code -> figure(indicator, code, 1));
    }
  }

  private static void add(Map<String, List<Watch>> by, String of, Watch watch) {
    by.computeIfAbsent(of, k -> new ArrayList<>()).add(watch);
  }

  /** Every question that a rule of the book asks. */
  Set<String> keys() {
    return byKey.keySet();
  }

  /** A thing answers something else to a question. */
  void fact(String key, @Nullable Fact before, @Nullable Fact after) {
    for (Ask ask : byKey.getOrDefault(key, List.of())) {
      ask.watch.hear(ask.member, before, after);
    }
  }

  /** An alert began, changed, or was forgotten. */
  void alert(@Nullable OfAlert before, @Nullable OfAlert after) {
    if (before != null) {
      byAlert.getOrDefault(before.rule(), List.of()).forEach(w -> w.asked(before.division(), -1));
    }
    if (after != null) {
      byAlert.getOrDefault(after.rule(), List.of()).forEach(w -> w.asked(after.division(), 1));
    }
  }

  /** A window of a vital sign came, or more of one. */
  void vital(String property, String division, boolean first) {
    byVital.getOrDefault(property, List.of()).forEach(w -> w.asked(division, first ? 1 : 0));
  }

  /** Figures of an indicator in a division came or were forgotten. */
  void figure(String indicator, String division, int more) {
    for (Watch watch : byIndicator.getOrDefault(indicator, List.of())) {
      if (Codes.isOf(division, watch.across.of())) {
        watch.asked(division, more);
      }
    }
  }

  /** Judges every rule at a tick, in the order of the book. */
  void judge(long now, long before, boolean everywhere, Effects out) {
    all.forEach(watch -> watch.judge(now, before, everywhere, out));
  }
}
