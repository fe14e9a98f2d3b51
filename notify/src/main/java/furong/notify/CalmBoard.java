package furong.notify;

import furong.base.Level;
import furong.base.Text;
import furong.cases.Alert;
import furong.city.Divisions;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All open alerts, and for each of them what keeps it quiet now, what it belongs to and who looks
 * after it.
 *
 * <pre>{@code
 * board.changed(alert);                        // after each commit
 * board.mute(alert, now)                       // by shelf, silence, window or a higher alert
 * board.groups(List.of("510104"), now)         // same cause, same place
 * }</pre>
 *
 * <p>Which inhibition rules an alert is the source or the target of is found once, when it comes
 * in; sources stand in a hash table by rule and by the values of the equal labels. So the question
 * whether an alert is muted costs one look-up for each rule that it is a target of, however many
 * alerts are open. Silences are asked one after the other: a city has tens. Memory: about 1 kB an
 * open alert. All methods may be called from any thread.
 */
public final class CalmBoard {

  private record Entry(Alert alert, Labels labels, List<InhibitRule> targetOf) {}

  private record SourceKey(String rule, List<String> equal) {}

  /** Alerts of the same cause and place. @param key values of the grouping labels */
  public record Group(
      Map<String, String> key, Level worst, int count, int muted, int acknowledged, Alert first) {}

  /** Worst first, then the newest. */
  private static final Comparator<Alert> ORDER =
      Comparator.comparing(Alert::level)
          .thenComparing(Alert::openedAt, Comparator.reverseOrder())
          .thenComparing(Alert::id);

  private final List<String> group;
  private final ZoneId zone;
  private final Map<String, Entry> open = new HashMap<>();
  private final Map<SourceKey, Set<String>> sources = new HashMap<>();
  private final Map<String, Shelf> shelves = new HashMap<>();
  private final Map<String, Assignment> assigned = new HashMap<>();
  private List<InhibitRule> inhibit;
  private Map<String, List<String>> groupByRule = Map.of();
  private List<Silence> silences = List.of();
  private @Nullable List<Entry> sorted;

  public CalmBoard(CityCalm rules, ZoneId zone) {
    group = rules.group();
    inhibit = rules.inhibit();
    this.zone = zone;
  }

  /** From now on by these; costs a look at each open alert when they are others than before. */
  public synchronized void inhibitBy(List<InhibitRule> now) {
    if (!now.equals(inhibit)) {
      inhibit = List.copyOf(now);
      load(open.values().stream().map(Entry::alert).toList());
    }
  }

  /** From now on alerts of these rules are told together by these labels, not by the city's. */
  public synchronized void groupBy(Map<String, List<String>> byRule) {
    groupByRule = Map.copyOf(byRule);
  }

  /** Which alerts keep which quiet. */
  public synchronized List<InhibitRule> inhibit() {
    return inhibit;
  }

  /** Begins anew with these alerts; those that are not open are left out. */
  public synchronized void load(List<Alert> alerts) {
    open.clear();
    sources.clear();
    alerts.forEach(this::changed);
    assigned.keySet().retainAll(open.keySet());
    sorted = null;
  }

  /** Takes an alert as it is now. */
  public synchronized void changed(Alert alert) {
    sorted = null;
    Entry before = open.remove(alert.id());
    if (before != null) {
      for (InhibitRule rule : inhibit) {
        if (Matcher.all(rule.source(), before.labels())) {
          Set<String> of = sources.getOrDefault(key(rule, before.labels()), new LinkedHashSet<>());
          of.remove(alert.id());
        }
      }
    }
    if (!alert.open()) {
      assigned.remove(alert.id());
      return;
    }
    Labels labels = Labels.of(alert);
    List<InhibitRule> targetOf = new ArrayList<>();
    for (InhibitRule rule : inhibit) {
      boolean source = Matcher.all(rule.source(), labels);
      boolean target = Matcher.all(rule.target(), labels);
      if (source) {
        sources.computeIfAbsent(key(rule, labels), k -> new LinkedHashSet<>()).add(alert.id());
      }
      // one that matches both sides is source only: two alike never silence each other
      if (target && !source) {
        targetOf.add(rule);
      }
    }
    open.put(alert.id(), new Entry(alert, labels, List.copyOf(targetOf)));
  }

  public synchronized void silences(List<Silence> now) {
    silences = List.copyOf(now);
  }

  public synchronized void shelves(List<Shelf> now) {
    shelves.clear();
    now.forEach(shelf -> shelves.put(shelf.alert(), shelf));
  }

  /** These were given to somebody; of an alert the newest counts, whichever is told first. */
  public synchronized void assigned(Collection<Assignment> given) {
    given.stream()
        .filter(a -> open.containsKey(a.alert()))
        .forEach(a -> assigned.merge(a.alert(), a, (x, y) -> y.at().isBefore(x.at()) ? x : y));
  }

  /** To whom an open alert is given. */
  public synchronized Optional<Assignment> assigned(String alert) {
    return Optional.ofNullable(assigned.get(alert));
  }

  /** How many open alerts in or below these divisions each person looks after; those who do. */
  public synchronized Map<String, Integer> assignees(List<String> within) {
    Map<String, Integer> byPerson = new TreeMap<>();
    for (Assignment a : assigned.values()) {
      Entry entry = open.get(a.alert());
      if (entry != null && isWithin(entry.alert(), within)) {
        byPerson.merge(a.to(), 1, Integer::sum);
      }
    }
    return byPerson;
  }

  /** What keeps it quiet; the person's own doing first. */
  public synchronized Optional<Mute> mute(Alert alert, Instant now) {
    Entry entry = open.get(alert.id());
    return entry == null ? Optional.empty() : Optional.ofNullable(mute(entry, now));
  }

  private @Nullable Mute mute(Entry entry, Instant now) {
    Shelf shelf = shelves.get(entry.alert().id());
    if (shelf != null && now.isBefore(shelf.until())) {
      return new Mute(
          Mute.Kind.SHELVED, shelf.by(), Text.of(shelf.reason(), shelf.reason()), shelf.until());
    }
    for (Silence silence : silences) {
      Instant until = silence.quietUntil(now, zone);
      if (until != null && Matcher.all(silence.matchers(), entry.labels())) {
        return new Mute(
            silence.weekly() != null ? Mute.Kind.MAINTENANCE : Mute.Kind.SILENCED,
            Long.toString(silence.id()),
            Text.of(silence.reason(), silence.reason()),
            until);
      }
    }
    for (InhibitRule rule : entry.targetOf()) {
      Set<String> of = sources.get(key(rule, entry.labels()));
      if (of != null && !of.isEmpty()) {
        return new Mute(Mute.Kind.INHIBITED, of.iterator().next(), rule.why(), null);
      }
    }
    return null;
  }

  private static SourceKey key(InhibitRule rule, Labels labels) {
    return new SourceKey(rule.id(), rule.equal().stream().map(labels::get).toList());
  }

  /**
   * The values of the grouping labels of an alert, which its pack or else the city names. One that
   * lies above such a place stands for its own division: alerts of two counties are no one matter
   * only because neither has a street.
   */
  public synchronized Map<String, String> group(Alert alert) {
    Labels labels = Labels.of(alert);
    Map<String, String> key = new LinkedHashMap<>();
    for (String label : groupByRule.getOrDefault(alert.rule(), group)) {
      String value = labels.get(label);
      key.put(label, value.isEmpty() ? alert.division() : value);
    }
    return key;
  }

  /** The open alerts in or below these divisions by group, the worst and fullest first. */
  public synchronized List<Group> groups(List<String> within, Instant now) {
    Map<Map<String, String>, List<Entry>> byKey = new LinkedHashMap<>();
    inOrder(within)
        .forEach(e -> byKey.computeIfAbsent(group(e.alert()), k -> new ArrayList<>()).add(e));
    return byKey.entrySet().stream()
        .map(g -> {
          List<Entry> all = g.getValue();
          int muted = (int) all.stream().filter(e -> mute(e, now) != null).count();
          int seen = (int) all.stream().filter(e -> e.alert().acknowledgedBy() != null).count();
          Alert first = all.getFirst().alert();
          return new Group(g.getKey(), first.level(), all.size(), muted, seen, first);
        })
        .sorted(
            Comparator.comparing(Group::worst)
                .thenComparing(Group::count, Comparator.reverseOrder()))
        .toList();
  }

  /**
   * The open alerts in or below these divisions, worst first.
   *
   * @param muted only those that are quiet, or only those that are not; null for all
   * @param group only those of one group; null for all
   */
  public synchronized List<Alert> list(
      List<String> within,
      @Nullable Boolean muted,
      @Nullable Map<String, String> group,
      Instant now) {
    return inOrder(within)
        .filter(e -> group == null || group(e.alert()).equals(group))
        .filter(e -> muted == null || muted == (mute(e, now) != null))
        .map(Entry::alert)
        .toList();
  }

  private Stream<Entry> inOrder(List<String> within) {
    List<Entry> all = sorted;
    if (all == null) {
      all = open.values().stream().sorted(Comparator.comparing(Entry::alert, ORDER)).toList();
      sorted = all;
    }
    return all.stream().filter(e -> isWithin(e.alert(), within));
  }

  private static boolean isWithin(Alert alert, List<String> within) {
    return within.isEmpty()
        || within.stream().anyMatch(d -> Divisions.isWithin(alert.division(), d));
  }

  /** Ids of the open alerts. */
  public synchronized List<String> ids() {
    return List.copyOf(open.keySet());
  }

  /** How many alerts are open. */
  public synchronized int size() {
    return open.size();
  }
}
