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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Of changes that come together, which alerts may be opened together: each is new, alone on its
 * thing, and no open case could cover it. And which may be cleared together: each is known, and
 * nothing else is told of it or its thing. That is what a storm is made of: a network falls silent,
 * and each of its sensors is a matter of its own; and it is heard again.
 *
 * @param together the worst first, then as they came
 * @param clearing as they came
 * @param others in their order: whatever needs a look at what is there
 */
record AlertBatch(List<AlertChange> together, List<Clearing> clearing, List<AlertChange> others) {

  /** The end of an alert as it is kept. */
  record Clearing(AlertChange change, Alert alert) {}

  static AlertBatch of(
      List<AlertChange> changes, AlertStore alerts, CaseStore cases, CaseBook book) {
    List<AlertChange> opening =
        changes.stream()
            .filter(c -> c.kind() == AlertChange.Kind.OPENED && c.thing() != 0)
            .filter(c -> book.rule(c.rule()).filter(RuleInfo::muteInDivision).isEmpty())
            .toList();
    List<AlertChange> ending = ending(changes);
    if (opening.size() + ending.size() < 2) {
      return new AlertBatch(List.of(), List.of(), changes);
    }
    Map<Long, Long> onThing = count(opening, AlertChange::thing);
    Map<String, Long> told = count(opening, AlertChange::alert);
    Map<String, Alert> known =
        alerts.lockAll(
            Stream.concat(opening.stream(), ending.stream())
                .map(AlertChange::alert)
                .distinct()
                .toList());
    Set<Long> covered = cases.withOpenCase(onThing.keySet());
    List<AlertChange> together =
        opening.stream()
            .filter(c -> onThing.getOrDefault(c.thing(), 0L) == 1)
            .filter(c -> told.getOrDefault(c.alert(), 0L) == 1)
            .filter(c -> !known.containsKey(c.alert()) && !covered.contains(c.thing()))
            .sorted(Comparator.comparing(AlertChange::level))
            .toList();
    List<Clearing> clearing = new ArrayList<>();
    for (AlertChange change : ending) {
      @Nullable Alert alert = known.get(change.alert());
      if (alert != null) {
        clearing.add(new Clearing(change, alert));
      }
    }
    Set<String> opened = together.stream().map(AlertChange::alert).collect(Collectors.toSet());
    Set<String> cleared = clearing.stream().map(c -> c.alert().id()).collect(Collectors.toSet());
    List<AlertChange> others = new ArrayList<>(changes);
    others.removeIf(c -> c.kind() == AlertChange.Kind.OPENED && opened.contains(c.alert()));
    others.removeIf(c -> cleared.contains(c.alert())); // it is all that is told of them
    return new AlertBatch(together, clearing, others);
  }

  /** Ends of alerts of which nothing else is told, nor of their things. */
  private static List<AlertChange> ending(List<AlertChange> changes) {
    Map<Long, Long> onThing = count(changes, AlertChange::thing);
    Map<String, Long> told = count(changes, AlertChange::alert);
    return changes.stream()
        .filter(c -> c.kind() == AlertChange.Kind.CLEARED && c.thing() != 0)
        .filter(c -> onThing.getOrDefault(c.thing(), 0L) == 1)
        .filter(c -> told.getOrDefault(c.alert(), 0L) == 1)
        .toList();
  }

  private static <K> Map<K, Long> count(List<AlertChange> of, Function<AlertChange, K> key) {
    Map<K, Long> counts = new HashMap<>();
    of.forEach(c -> counts.merge(key.apply(c), 1L, Long::sum));
    return counts;
  }
}
