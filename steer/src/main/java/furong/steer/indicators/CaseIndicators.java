package furong.steer.indicators;

import furong.base.Period;
import furong.base.Text;
import furong.city.CityProfile;
import furong.indicators.CaseFigures;
import furong.indicators.CaseFigures.Counted;
import furong.indicators.CaseShare;
import furong.indicators.DivisionCodes;
import furong.indicators.IndicatorValue;
import furong.serve.Lists;
import furong.steer.indicators.IndicatorViews.CaseLine;
import furong.steer.indicators.IndicatorViews.CasesBehind;
import furong.steer.indicators.IndicatorViews.DivisionView;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Indicators of case work, and the cases behind them. */
public final class CaseIndicators {

  private final List<CaseShare> shares;
  private final CaseFigures figures;
  private final CityProfile city;
  private final InstantSource clock;

  public CaseIndicators(
      List<CaseShare> shares, CaseFigures figures, CityProfile city, InstantSource clock) {
    this.shares = List.copyOf(shares);
    this.figures = figures;
    this.city = city;
    this.clock = clock;
  }

  Optional<CaseShare> find(String id) {
    return shares.stream().filter(share -> share.id().equals(id)).findFirst();
  }

  /** Counted now, for a division and period of which nothing stands on record. */
  IndicatorValue value(CaseShare share, String division, Period period) {
    return share.value(
        division, period, figures.figure(division, period.in(city.zone())), clock.instant());
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
