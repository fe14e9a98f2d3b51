package furong.indicators;

import furong.base.Period;
import furong.base.TimeRange;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Adds up cases by periods that no figures are kept for, such as hours: each case counts in the
 * periods in which something happened to it.
 *
 * <pre>{@code
 * var hours = new CasesByPeriod(Period::hour, zone);
 * figures.each(division, day.in(zone), hours);
 * hours.of(Period.parse("2026-03-01T17"));
 * }</pre>
 */
public final class CasesByPeriod implements Consumer<CountedCase> {

  private final Function<LocalDateTime, Period> cycle;
  private final ZoneId zone;
  private final Map<Period, TimeRange> ranges = new HashMap<>();
  private final Map<Period, CaseSum> sums = new HashMap<>();

  /**
   * @param cycle the period that holds a time
   */
  public CasesByPeriod(Function<LocalDateTime, Period> cycle, ZoneId zone) {
    this.cycle = cycle;
    this.zone = zone;
  }

  @Override
  public void accept(CountedCase counted) {
    Set<Period> touched = new HashSet<>();
    counted.moments().forEach(at -> touched.add(cycle.apply(at.atZone(zone).toLocalDateTime())));
    for (Period period : touched) {
      TimeRange range = ranges.computeIfAbsent(period, p -> p.in(zone));
      sums.merge(period, counted.in(range), CaseSum::and);
    }
  }

  /** What a period came to. */
  public CaseFigures.Figure of(Period period) {
    return sums.getOrDefault(period, CaseSum.NONE).figure();
  }
}
