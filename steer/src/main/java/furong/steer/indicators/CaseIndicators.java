package furong.steer.indicators;

import furong.base.Period;
import furong.base.Text;
import furong.base.TimeRange;
import furong.city.CityProfile;
import furong.indicators.CaseFigures;
import furong.indicators.CaseFigures.Counted;
import furong.indicators.CaseShare;
import furong.indicators.CasesByPeriod;
import furong.indicators.DivisionCodes;
import furong.indicators.IndicatorValue;
import furong.indicators.PackIndicators;
import furong.pack.FormDef;
import furong.pack.PackBook;
import furong.serve.Lists;
import furong.steer.indicators.IndicatorViews.CaseLine;
import furong.steer.indicators.IndicatorViews.CasesBehind;
import furong.steer.indicators.IndicatorViews.DivisionView;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Indicators of case work, and the cases behind them. */
public final class CaseIndicators {

  private final PackBook packs;
  private final CaseFigures figures;
  private final CityProfile city;
  private final InstantSource clock;

  /**
   * @param packs what is in force, now and later
   */
  public CaseIndicators(
      PackBook packs, CaseFigures figures, CityProfile city, InstantSource clock) {
    this.packs = packs;
    this.figures = figures;
    this.city = city;
    this.clock = clock;
  }

  Optional<CaseShare> find(String id) {
    return PackIndicators.caseShares(packs).stream()
        .filter(share -> share.id().equals(id))
        .findFirst();
  }

  /** Counted now, for a division and period of which nothing stands on record. */
  IndicatorValue value(CaseShare share, String division, Period period) {
    return share.value(
        division, period, figures.figure(division, period.in(city.zone())), clock.instant());
  }

  /** Of a period in which no case was counted: 0 of 0 is no rate. */
  IndicatorValue none(CaseShare share, String division, Period period) {
    return share.none(division, period, clock.instant());
  }

  /**
   * Counted now, period after period: for hours, days and quarters, which are not kept. Cost: one
   * look at the cases that may count in the span.
   */
  List<IndicatorValue> series(
      CaseShare share, String division, FormDef.Cycle cycle, Period from, Period to) {
    ZoneId zone = city.zone();
    Instant now = clock.instant();
    CasesByPeriod sums = new CasesByPeriod(cycle::of, zone);
    figures.each(division, TimeRange.of(from.in(zone).start(), to.in(zone).end()), sums);
    List<IndicatorValue> values = new ArrayList<>();
    Period at = cycle.of(from.start());
    while (at.in(zone).start().isBefore(to.in(zone).end()) && !at.in(zone).start().isAfter(now)) {
      values.add(share.value(division, at, sums.of(at), now));
      at = cycle.after(at);
    }
    return values;
  }

  CasesBehind behind(CaseShare share, String division, Period period) {
    List<Counted> found =
        figures.cases(share.rate(), division, period.in(city.zone()), Lists.MAX_EXPORT + 1);
    boolean more = found.size() > Lists.MAX_EXPORT;
    List<CaseLine> lines = found.stream().limit(Lists.MAX_EXPORT).map(this::line).toList();
    return new CasesBehind(
        share.id(), division(division), period.text(), lines, lines.size(), more);
  }

  private CaseLine line(Counted c) {
    return new CaseLine(
        c.id(),
        c.number(),
        Text.of(c.titleZh(), c.titleEn()),
        c.state().name(),
        c.state().title(),
        division(c.division()),
        c.openedAt(),
        c.closedAt(),
        c.numerator(),
        c.denominator(),
        c.simulated());
  }

  private DivisionView division(String code) {
    return city.history()
        .find(code)
        .map(d -> new DivisionView(d.code(), d.name(), d.level()))
        .orElseGet(() -> new DivisionView(code, Text.of(code, code), DivisionCodes.level(code)));
  }
}
