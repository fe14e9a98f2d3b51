package furong.cases;

import furong.cases.CaseBook.RuleInfo;
import furong.detect.AlertChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Of changes that come together, which alerts may be opened together: each is new, alone on its
 * thing, and no open case could cover it. That is what a storm is made of: a network falls silent,
 * and each of its sensors is a matter of its own.
 *
 * @param together the worst first, then as they came
 * @param others in their order: whatever needs a look at what is there
 */
record AlertBatch(List<AlertChange> together, List<AlertChange> others) {

  static AlertBatch of(
      List<AlertChange> changes, AlertStore alerts, CaseStore cases, CaseBook book) {
    List<AlertChange> opening =
        changes.stream()
            .filter(c -> c.kind() == AlertChange.Kind.OPENED && c.thing() != 0)
            .filter(c -> book.rule(c.rule()).filter(RuleInfo::muteInDivision).isEmpty())
            .toList();
    if (opening.size() < 2) {
      return new AlertBatch(List.of(), changes);
    }
    Map<Long, Long> onThing = count(opening, AlertChange::thing);
    Map<String, Long> told = count(opening, AlertChange::alert);
    Set<String> known =
        alerts.lockAll(opening.stream().map(AlertChange::alert).distinct().toList()).keySet();
    Set<Long> covered = cases.withOpenCase(onThing.keySet());
    List<AlertChange> together =
        opening.stream()
            .filter(c -> onThing.getOrDefault(c.thing(), 0L) == 1)
            .filter(c -> told.getOrDefault(c.alert(), 0L) == 1)
            .filter(c -> !known.contains(c.alert()) && !covered.contains(c.thing()))
            .sorted(Comparator.comparing(AlertChange::level))
            .toList();
    Set<String> taken = together.stream().map(AlertChange::alert).collect(Collectors.toSet());
    List<AlertChange> others = new ArrayList<>(changes);
    others.removeIf(c -> c.kind() == AlertChange.Kind.OPENED && taken.contains(c.alert()));
    return new AlertBatch(together, others);
  }

  private static <K> Map<K, Long> count(List<AlertChange> of, Function<AlertChange, K> key) {
    Map<K, Long> counts = new HashMap<>();
    of.forEach(c -> counts.merge(key.apply(c), 1L, Long::sum));
    return counts;
  }
}
