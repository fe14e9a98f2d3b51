package furong.indicators;

import furong.base.DivisionLevel;
import furong.indicators.MovedFigures.Moved;
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
import java.util.function.Predicate;
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
 * is now. Cost: the first round of a day reads all figures; every other one a small query for each
 * indicator and period of which something moved, and none where nothing did.
 */
public final class FigureFeed {

  /** Some 100 bytes each: an entry of the log takes a thousand easily. */
  private static final int AT_ONCE = 1_000;

  private final List<FigureSource> sources;
  private final Supplier<Set<String>> read;
  private final MovedFigures moved;
  private final PackBook packs;
  private final Function<DivisionLevel, List<String>> divisions;
  private final LogGateway log;
  private final ZoneId zone;
  private final InstantSource clock;
  private Map<String, IndicatorFigure> told = Map.of();

  /** The day on which everything was read, and what was asked; of no day when a round broke. */
  private LocalDate wholeOn = LocalDate.MIN;

  private Set<String> wholeOf = Set.of();

  /**
   * @param read ids of the indicators that rules in force read
   * @param moved which figures were put since the last round
   * @param divisions codes of the divisions of a level
   */
  public FigureFeed(
      List<FigureSource> sources,
      Supplier<Set<String>> read,
      MovedFigures moved,
      PackBook packs,
      Function<DivisionLevel, List<String>> divisions,
      LogGateway log,
      ZoneId zone,
      InstantSource clock) {
    this.sources = List.copyOf(sources);
    this.read = read;
    this.moved = moved;
    this.packs = packs;
    this.divisions = divisions;
    this.log = log;
    this.zone = zone;
    this.clock = clock;
  }

  /** Tells what is new. @return how many figures */
  public int round() {
    LocalDate today = clock.instant().atZone(zone).toLocalDate();
    Set<String> asked = read.get();
    Set<Moved> since = moved.take();
    boolean all = !today.equals(wholeOn) || !asked.equals(wholeOf);
    wholeOn = LocalDate.MIN;
    Map<String, IndicatorFigure> now = figures(today, asked, m -> all || since.contains(m));
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
    if (!all) {
      told.forEach(now::putIfAbsent);
    }
    told = now;
    wholeOn = today;
    wholeOf = asked;
    return news.size();
  }

  private Map<String, IndicatorFigure> figures(
      LocalDate today, Set<String> asked, Predicate<Moved> wanted) {
    Map<String, IndicatorFigure> all = new LinkedHashMap<>();
    for (IndicatorDef def : packs.indicators()) {
      if (!def.isCounted() && !asked.contains(def.id())) {
        continue;
      }
      List<String> codes = def.levels().stream().flatMap(l -> divisions.apply(l).stream()).toList();
      for (IndicatorDef.In in : IndicatorDef.In.values()) {
        if (def.has(in) && wanted.test(new Moved(def.id(), in.period(today)))) {
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
