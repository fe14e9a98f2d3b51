package furong.indicators;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.detect.PastFigures;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The figures of the record by the time at which each was computed, for {@code pack replay}: a rule
 * is judged by what was known then, not by what is known today.
 *
 * <p>A figure of a past that was loaded later is known from its computing on, so that such a past
 * raises no alert here, as it raised none then. Cost: for each indicator and period one query, and
 * one for each division that has a figure.
 */
public final class FigureHistory implements PastFigures {

  private final List<FigureSource> sources;
  private final PackBook packs;
  private final Function<DivisionLevel, List<String>> divisions;
  private final ZoneId zone;

  /**
   * @param divisions codes of the divisions of a level
   */
  public FigureHistory(
      List<FigureSource> sources,
      PackBook packs,
      Function<DivisionLevel, List<String>> divisions,
      ZoneId zone) {
    this.sources = List.copyOf(sources);
    this.packs = packs;
    this.divisions = divisions;
    this.zone = zone;
  }

  @Override
  public List<Dated> of(Set<String> indicators, long fromMs, long toMs) {
    List<Dated> all = new ArrayList<>();
    for (String id : indicators) {
      packs.findIndicator(id).ifPresent(def -> add(def, fromMs, toMs, all));
    }
    all.sort(Comparator.comparingLong(Dated::atMs));
    return all;
  }

  private void add(IndicatorDef def, long fromMs, long toMs, List<Dated> all) {
    List<String> codes = def.levels().stream().flatMap(l -> divisions.apply(l).stream()).toList();
    for (Period period : periods(def, fromMs, toMs)) {
      for (FigureSource source : sources) {
        if (source.keeps(def)) {
          source.versions(def.id(), codes, period).stream()
              .filter(dated -> dated.atMs() < toMs)
              .forEach(all::add);
        }
      }
    }
  }

  /** What rules could ask for on any day of the span: every period begins with a month. */
  private Set<Period> periods(IndicatorDef def, long fromMs, long toMs) {
    Set<Period> found = new LinkedHashSet<>();
    LocalDate last = day(toMs);
    for (LocalDate month = day(fromMs).withDayOfMonth(1);
        !month.isAfter(last);
        month = month.plusMonths(1)) {
      for (IndicatorDef.In in : IndicatorDef.In.values()) {
        if (def.has(in)) {
          found.add(in.period(month));
        }
      }
    }
    return found;
  }

  private LocalDate day(long ms) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(ms), zone);
  }
}
