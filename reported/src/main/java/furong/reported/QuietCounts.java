package furong.reported;

import furong.base.Period;
import furong.base.TimeRange;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.pack.FormDef;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values of formulas for those who look, with the zeros that nobody writes: an hour in which no
 * alert began has no row, since each would be a row for each hour and division.
 *
 * <p>A formula over counts of alerts alone, or over them and facts of the division, is 0 in a
 * period that has begun, in a division that stood then, where what the rules read was heard at some
 * time of it ({@link AlertSources}). Otherwise it is not known: a city that nobody listens to is
 * not quiet. A formula that reads such a formula takes its zero as any other value: dust times
 * alarms is 0 in an hour without an alarm. What divides by things has no zeros here, since things
 * have no past.
 *
 * <pre>{@code
 * quiet.find("flood.road-water-hour", "510104", Period.parse("2026-03-01T17"))   // 0, or empty
 * }</pre>
 *
 * <p>Cost: one question for the rows of each formula below, for each zero a look into memory, and
 * where other inputs stand beside the counts a question for each of them.
 */
public final class QuietCounts {

  private final FormulaBook book;
  private final FormulaStore store;
  private final FormulaWork work;
  private final DivisionHistory history;
  private final AlertSources sources;
  private final ZoneId zone;
  private final InstantSource clock;

  public QuietCounts(
      FormulaBook book,
      FormulaStore store,
      FormulaWork work,
      DivisionHistory history,
      AlertSources sources,
      ZoneId zone,
      InstantSource clock) {
    this.book = book;
    this.store = store;
    this.work = work;
    this.history = history;
    this.sources = sources;
    this.zone = zone;
    this.clock = clock;
  }

  /** The value on record, or the one that needs none. */
  public Optional<FormulaValue> find(String indicator, String division, Period period) {
    return Optional.ofNullable(of(indicator, List.of(division), period).get(division));
  }

  /**
   * Values of one period in these divisions, by division; those that are not known are left out.
   */
  public Map<String, FormulaValue> of(
      String indicator, Collection<String> divisions, Period period) {
    Map<String, FormulaValue> found = new HashMap<>();
    store.of(indicator, divisions, period).forEach(v -> found.put(v.division(), v));
    Optional<Formula> formula = book.find(indicator).filter(this::counts);
    List<String> open = divisions.stream().filter(d -> lacks(found.get(d))).toList();
    if (formula.isEmpty() || open.isEmpty()) {
      return found;
    }
    Map<String, Map<String, FormulaValue>> below = new HashMap<>();
    below(formula.get()).forEach(id -> below.put(id, of(id, open, period)));
    for (String division : open) {
      unwritten(formula.get(), division, period, id -> known(below, id, division))
          .ifPresent(v -> found.put(division, v));
    }
    return found;
  }

  /**
   * Values of one division, by period.
   *
   * @param first any moment of the first period
   * @param last any moment of the last period
   */
  public List<FormulaValue> series(
      String indicator, String division, LocalDateTime first, LocalDateTime last) {
    Optional<Formula> found = book.find(indicator);
    if (found.isEmpty()) {
      return List.of();
    }
    Formula formula = found.get();
    FormDef.Cycle step = cycle(formula);
    Map<Period, FormulaValue> all = new TreeMap<>(Comparator.comparing(Period::text));
    store
        .series(indicator, division, step.of(first).text(), step.of(last).text())
        .forEach(v -> all.put(v.period(), v));
    Optional<TimeRange> heard = counts(formula) ? heard(formula, division) : Optional.empty();
    if (heard.isPresent()) {
      TimeRange range = heard.get();
      Map<String, Map<Period, FormulaValue>> below = new HashMap<>();
      for (String id : below(formula)) {
        Map<Period, FormulaValue> its = new HashMap<>();
        series(id, division, first, last).forEach(v -> its.put(v.period(), v));
        below.put(id, its);
      }
      LocalDateTime from = later(first, range.start().atZone(zone).toLocalDateTime());
      Period end = step.of(last);
      for (Period at = step.of(from);
          !at.start().isAfter(end.start()) && at.in(zone).start().isBefore(range.end());
          at = step.after(at)) {
        Period period = at;
        if (lacks(all.get(period))) {
          unwritten(formula, division, period, id -> known(below, id, period))
              .ifPresent(v -> all.put(period, v));
        }
      }
    }
    return List.copyOf(all.values());
  }

  /** Whether a value says that nothing was counted and nobody wrote it down. */
  public boolean isQuiet(FormulaValue value) {
    Optional<Formula> formula = book.find(value.indicator()).filter(this::counts);
    if (formula.isEmpty()) {
      return false;
    }
    List<String> below = below(formula.get());
    return value.inputs().stream()
        .filter(u -> u.kind() == Kind.ALERTS || below.contains(u.id()))
        .allMatch(u -> u.value() != null && u.value() == 0);
  }

  private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
    return a.isAfter(b) ? a : b;
  }

  private static <K> @Nullable FormulaValue known(
      Map<String, Map<K, FormulaValue>> below, String id, K key) {
    return below.getOrDefault(id, Map.of()).get(key);
  }

  /** Nothing is on record, or what is waits for an input. */
  private static boolean lacks(@Nullable FormulaValue value) {
    return value == null || value.value() == null;
  }

  /**
   * Whether a formula may have values that nobody writes: it counts alerts, or reads one that does.
   */
  private boolean counts(Formula formula) {
    if (formula.inputs().stream().anyMatch(i -> i.kind() == Kind.THINGS)) {
      return false;
    }
    return isOfAlerts(formula) || !below(formula).isEmpty();
  }

  private static boolean isOfAlerts(Formula formula) {
    List<Input> inputs = formula.inputs();
    return inputs.stream().anyMatch(i -> i.kind() == Kind.ALERTS)
        && inputs.stream().allMatch(i -> i.kind() == Kind.ALERTS || i.kind() == Kind.DIVISION);
  }

  /** The formulas that it reads and that may have values that nobody writes. */
  private List<String> below(Formula formula) {
    return formula.inputs().stream()
        .filter(i -> i.kind() == Kind.INDICATOR)
        .map(Input::id)
        .filter(id -> book.find(id).filter(this::counts).isPresent())
        .toList();
  }

  /** From the first to the last moment at which any rule that it counts was heard in a division. */
  private Optional<TimeRange> heard(Formula formula, String division) {
    List<TimeRange> ranges = new ArrayList<>();
    for (Input input : formula.inputs()) {
      if (input.kind() == Kind.ALERTS) {
        sources.heard(input.id(), division).ifPresent(ranges::add);
      }
    }
    below(formula)
        .forEach(id -> heard(book.find(id).orElseThrow(), division).ifPresent(ranges::add));
    Instant now = clock.instant();
    Optional<Instant> from = ranges.stream().map(TimeRange::start).min(Instant::compareTo);
    Optional<Instant> to = ranges.stream().map(TimeRange::end).max(Instant::compareTo);
    return from.isPresent() && from.get().isBefore(now)
        ? Optional.of(TimeRange.of(from.get(), to.get().isBefore(now) ? to.get() : now))
        : Optional.empty();
  }

  /** What a formula without a row comes to, where the division stood and its rules were heard. */
  private Optional<FormulaValue> unwritten(
      Formula formula,
      String division,
      Period period,
      Function<String, @Nullable FormulaValue> below) {
    Optional<Division> then =
        history.in(period).find(division).filter(d -> FormulaWork.applies(formula, d, period));
    TimeRange range = period.in(zone);
    boolean listened =
        range.start().isBefore(clock.instant())
            && formula.inputs().stream()
                .filter(i -> i.kind() == Kind.ALERTS)
                .allMatch(
                    i -> sources.heard(i.id(), division).filter(h -> meet(range, h)).isPresent());
    boolean read = below(formula).stream().allMatch(id -> !lacks(below.apply(id)));
    return then.isPresent() && listened && read
        ? Optional.of(work.unwritten(formula, division, period, below, isOfAlerts(formula)))
            .filter(v -> v.value() != null)
        : Optional.empty();
  }

  private static boolean meet(TimeRange a, TimeRange b) {
    return a.start().isBefore(b.end()) && b.start().isBefore(a.end());
  }

  private static FormDef.Cycle cycle(Formula formula) {
    return Objects.requireNonNull(formula.indicator().computed()).cycle();
  }
}
