package furong.indicators;

import furong.base.DivisionLevel;
import furong.observe.IndicatorFigure;
import furong.observe.LogGateway;
import furong.observe.LogRecord;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Writes into the log what indicators come to, so that rules read them at a place of the log and a
 * replay reads the same: of the running month, quarter and year and of those before, for the levels
 * of divisions that each is given for. Counts are told always; of the formulas, which are thousands
 * times divisions, only those that a rule in force reads.
 *
 * <pre>{@code
 * while (feed.round() > 0) {}
 * }</pre>
 *
 * A round tells what differs from what was told; the first one after a start tells everything once
 * more, which changes nothing. So a round that is cut off loses nothing, and a stream that lost its
 * checkpoints has the figures again. A figure that changed twice between two rounds is told as it
 * is now. Cost: three small queries for each indicator that is counted from days or cases.
 */
public final class FigureFeed {

  /** Some 100 bytes each: an entry of the log takes a thousand easily. */
  private static final int AT_ONCE = 1_000;

  private final List<FigureSource> sources;
  private final Supplier<Set<String>> read;
  private final PackBook packs;
  private final Function<DivisionLevel, List<String>> divisions;
  private final LogGateway log;
  private final ZoneId zone;
  private final InstantSource clock;
  private Map<String, IndicatorFigure> told = Map.of();

  /**
   * @param read ids of the indicators that rules in force read
   * @param divisions codes of the divisions of a level
   */
  public FigureFeed(
      List<FigureSource> sources,
      Supplier<Set<String>> read,
      PackBook packs,
      Function<DivisionLevel, List<String>> divisions,
      LogGateway log,
      ZoneId zone,
      InstantSource clock) {
    this.sources = List.copyOf(sources);
    this.read = read;
    this.packs = packs;
    this.divisions = divisions;
    this.log = log;
    this.zone = zone;
    this.clock = clock;
  }

  /** Tells what is new. @return how many figures */
  public int round() {
    Map<String, IndicatorFigure> now = figures(clock.instant().atZone(zone).toLocalDate());
    List<IndicatorFigure> news = new ArrayList<>();
    now.forEach((key, figure) -> {
      if (!figure.equals(told.get(key))) {
        news.add(figure);
      }
    });
    for (int from = 0; from < news.size(); from += AT_ONCE) {
      log.figures(new LogRecord.Figures(news.subList(from, Math.min(news.size(), from + AT_ONCE))))
          .join();
    }
    told = now;
    return news.size();
  }

  private Map<String, IndicatorFigure> figures(LocalDate today) {
    Map<String, IndicatorFigure> all = new LinkedHashMap<>();
    Set<String> asked = read.get();
    for (IndicatorDef def : packs.indicators()) {
      if (!def.isCounted() && !asked.contains(def.id())) {
        continue;
      }
      List<String> codes = def.levels().stream().flatMap(l -> divisions.apply(l).stream()).toList();
      for (IndicatorDef.In in : IndicatorDef.In.values()) {
        if (def.has(in)) {
          sources.stream()
              .filter(source -> source.keeps(def))
              .flatMap(source -> source.standing(def.id(), codes, in.period(today)).stream())
              .forEach(f -> all.put(f.indicator() + "|" + f.division() + "|" + f.period(), f));
        }
      }
    }
    return all;
  }
}
