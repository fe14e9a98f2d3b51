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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Values of formulas for those who look, with the zeros that nobody writes: an hour in which no
 * alert began has no row, since each would be a row for each hour and division.
 *
 * <p>A formula over counts of alerts alone, or over them and facts of the division, is 0 in a
 * period that has begun, in a division that stood then, where what the rules read was heard at some
 * time of it ({@link AlertSources}). Otherwise it is not known: a city that nobody listens to is
 * not quiet. What divides by things has no zeros here, since things have no past.
 *
 * <pre>{@code
 * quiet.find("flood.road-water-hour", "510104", Period.parse("2026-03-01T17"))   // 0, or empty
 * }</pre>
 *
 * <p>Cost: one question for the rows, and for each zero a look into memory.
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

  /** The value on record, or the zero that needs none. */
  public Optional<FormulaValue> find(String indicator, String division, Period period) {
    return store
        .find(indicator, division, period)
        .or(() ->
            heard(indicator, division).flatMap(range -> zero(indicator, division, period, range)));
  }

  /**
   * Values of one period in these divisions, by division; those that are not known are left out.
   */
  public Map<String, FormulaValue> of(
      String indicator, Collection<String> divisions, Period period) {
    Map<String, FormulaValue> found = new HashMap<>();
    store.of(indicator, divisions, period).forEach(v -> found.put(v.division(), v));
    for (String division : divisions) {
      if (!found.containsKey(division)) {
        heard(indicator, division)
            .flatMap(range -> zero(indicator, division, period, range))
            .ifPresent(v -> found.put(division, v));
      }
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
    Optional<FormDef.Cycle> cycle = book.find(indicator).map(QuietCounts::cycle);
    if (cycle.isEmpty()) {
      return List.of();
    }
    FormDef.Cycle step = cycle.get();
    List<FormulaValue> stands =
        store.series(indicator, division, step.of(first).text(), step.of(last).text());
    Optional<TimeRange> heard = heard(indicator, division);
    if (heard.isEmpty()) {
      return stands;
    }
    TimeRange range = heard.get();
    Set<Period> known = new HashSet<>();
    stands.forEach(v -> known.add(v.period()));
    List<FormulaValue> all = new ArrayList<>(stands);
    LocalDateTime from = later(first, range.start().atZone(zone).toLocalDateTime());
    Period end = step.of(last);
    for (Period at = step.of(from);
        !at.start().isAfter(end.start()) && at.in(zone).start().isBefore(range.end());
        at = step.after(at)) {
      if (!known.contains(at)) {
        zero(indicator, division, at, range).ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparing(v -> v.period().text()));
    return all;
  }

  /** Whether a value says that nothing was counted and nobody wrote it down. */
  public boolean isQuiet(FormulaValue value) {
    return isOfAlerts(value.indicator())
        && value.inputs().stream().allMatch(u -> u.kind() != Kind.ALERTS || u.count() == 0);
  }

  private static LocalDateTime later(LocalDateTime a, LocalDateTime b) {
    return a.isAfter(b) ? a : b;
  }

  private boolean isOfAlerts(String indicator) {
    List<Input> inputs = book.find(indicator).map(Formula::inputs).orElse(List.of());
    return inputs.stream().anyMatch(i -> i.kind() == Kind.ALERTS)
        && inputs.stream().allMatch(i -> i.kind() == Kind.ALERTS || i.kind() == Kind.DIVISION);
  }

  /** When all rules that it counts were heard in a division; empty when it is no such formula. */
  private Optional<TimeRange> heard(String indicator, String division) {
    if (!isOfAlerts(indicator)) {
      return Optional.empty();
    }
    Instant from = Instant.MIN;
    Instant to = clock.instant();
    for (Input input : book.find(indicator).map(Formula::inputs).orElse(List.of())) {
      if (input.kind() == Kind.ALERTS) {
        Optional<TimeRange> one = sources.heard(input.id(), division);
        if (one.isEmpty()) {
          return Optional.empty();
        }
        from = one.get().start().isAfter(from) ? one.get().start() : from;
        to = one.get().end().isBefore(to) ? one.get().end() : to;
      }
    }
    return from.isBefore(to) ? Optional.of(TimeRange.of(from, to)) : Optional.empty();
  }

  private Optional<FormulaValue> zero(
      String indicator, String division, Period period, TimeRange heard) {
    Formula formula = book.find(indicator).orElseThrow();
    Optional<Division> then =
        history.in(period).find(division).filter(d -> FormulaWork.applies(formula, d, period));
    TimeRange range = period.in(zone);
    boolean listened = range.start().isBefore(heard.end()) && heard.start().isBefore(range.end());
    return then.isPresent() && listened
        ? Optional.of(work.quiet(formula, division, period)).filter(v -> v.value() != null)
        : Optional.empty();
  }

  private static FormDef.Cycle cycle(Formula formula) {
    return Objects.requireNonNull(formula.indicator().computed()).cycle();
  }
}
