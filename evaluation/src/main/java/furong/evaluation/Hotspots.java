package furong.evaluation;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.TimeRange;
import furong.city.Divisions;
import furong.evaluation.CasePlaces.Places;
import furong.geo.Bounds;
import furong.geo.GetisOrd;
import furong.geo.GetisOrd.Score;
import furong.geo.LngLat;
import furong.geo.SquareGrid;
import furong.geo.SquareGrid.Cell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where cases gather, and since when: {@link GetisOrd} on squares, for the period asked and for the
 * periods of the same length before it.
 *
 * <p>A square is hot in a period when its z is above 0 and its q below {@link #Q}, and {@link
 * #FEWEST_CASES} cases stand in it and around it. What its hot periods make of it is a {@link
 * Trend}. It shows where much is reported, not where much is wrong: more people report more.
 */
public final class Hotspots {

  /** Of what is called hot, one in twenty is expected to be so by chance. */
  public static final double Q = 0.05;

  /**
   * Fewer cases in a square and around it are no gathering: where nearly all squares are empty, the
   * normal distribution calls a single case hot. Our own choice; no source gives a number.
   */
  public static final long FEWEST_CASES = 5;

  /** Half a million look-ups a period; the city in squares of 350 m. */
  private static final int MOST_SQUARES = 120_000;

  /** What the periods say of a square; the last one is the period asked. */
  public enum Trend {
    /** Hot in the last period and in none before. */
    NEW,
    /** Hot in the last period and in at least half of those before. */
    PERSISTENT,
    /** Hot in the last period and in fewer than half of those before, but in one at least. */
    RECURRING,
    /** Not hot in the last period, but in one before. */
    FADING
  }

  /**
   * A square that is or was hot.
   *
   * @param cases of each period, the one asked last
   * @param hot in each period
   * @param score of the period asked; null when that one has no spread at all
   */
  public record Spot(
      Cell cell,
      Bounds bounds,
      LngLat centre,
      List<Long> cases,
      List<Boolean> hot,
      @Nullable Score score,
      Trend trend) {
    public Spot {
      cases = List.copyOf(cases);
      hot = List.copyOf(hot);
    }
  }

  /**
   * @param periods oldest first, the one asked last
   * @param squares how many the part has: the n of the statistic
   * @param cases of the period asked that stand in a square
   * @param unplaced of it that stand in none
   * @param simulated of all periods
   * @param spots hottest first, faded ones last
   */
  public record Found(
      int side,
      List<TimeRange> periods,
      int squares,
      long cases,
      long unplaced,
      long simulated,
      List<Spot> spots) {
    public Found {
      periods = List.copyOf(periods);
      spots = List.copyOf(spots);
    }
  }

  /**
   * What is asked.
   *
   * @param within divisions; none: the whole city
   * @param category code of it or what it begins with; empty for all
   * @param side of a square in metres
   * @param periods how many, the one asked included
   */
  public record Question(
      List<String> within, String category, TimeRange period, int side, int periods) {
    public Question {
      within = List.copyOf(within);
    }
  }

  private final CasePlaces places;
  private final Divisions divisions;

  public Hotspots(CasePlaces places, Divisions divisions) {
    this.places = places;
    this.divisions = divisions;
  }

  public Result<Found> find(Question asked) {
    if (asked.side() < 100 || asked.side() > 20_000) {
      return refused("side", "A square's side is 100 to 20000 metres");
    }
    if (asked.periods() < 1 || asked.periods() > 24) {
      return refused("periods", "1 to 24 periods are compared");
    }
    SquareGrid grid = SquareGrid.over(bounds(asked.within()), asked.side());
    if ((long) grid.columns() * grid.rows() > MOST_SQUARES * 2L) {
      return refused("side", "So small a square makes too many of them here");
    }
    Set<Cell> part = part(grid, asked.within());
    List<TimeRange> periods = before(asked.period(), asked.periods());
    List<Places> counted = new ArrayList<>();
    for (TimeRange period : periods) {
      Places found = places.count(grid, asked.within(), asked.category(), period);
      counted.add(found);
      // a case at the border may stand in a square whose centre lies outside
      part.addAll(found.cells().keySet());
    }
    if (part.size() < GetisOrd.FEWEST) {
      return refused("side", "Fewer than " + GetisOrd.FEWEST + " squares: take smaller ones");
    }
    Places last = counted.getLast();
    return Result.ok(
        new Found(
            asked.side(),
            periods,
            part.size(),
            last.cells().values().stream().mapToLong(Long::longValue).sum(),
            last.unplaced(),
            counted.stream().mapToLong(Places::simulated).sum(),
            spots(grid, part, counted)));
  }

  private Bounds bounds(List<String> within) {
    List<Bounds> all =
        within.stream().flatMap(d -> divisions.find(d).stream()).map(d -> d.bounds()).toList();
    return all.isEmpty()
        ? divisions.root().bounds()
        : all.stream()
            .reduce((a, b) ->
                Bounds.of(
                    Math.min(a.west(), b.west()),
                    Math.min(a.south(), b.south()),
                    Math.max(a.east(), b.east()),
                    Math.max(a.north(), b.north())))
            .orElseThrow();
  }

  /** Squares whose centre lies in one of the divisions. */
  private Set<Cell> part(SquareGrid grid, List<String> within) {
    Set<Cell> part = new HashSet<>();
    for (int column = 0; column < grid.columns(); column++) {
      for (int row = 0; row < grid.rows(); row++) {
        Cell cell = new Cell(column, row);
        LngLat centre = grid.centre(cell);
        boolean inside =
            divisions
                .locate(centre.lng(), centre.lat())
                .filter(d ->
                    within.isEmpty()
                        || within.stream().anyMatch(w -> Divisions.isWithin(d.code(), w)))
                .isPresent();
        if (inside) {
          part.add(cell);
        }
      }
    }
    return part;
  }

  /** Periods of the same length that end where the next one begins, the one given last. */
  static List<TimeRange> before(TimeRange last, int periods) {
    Duration length = Duration.between(last.start(), last.end());
    List<TimeRange> all = new ArrayList<>();
    for (int i = periods - 1; i >= 0; i--) {
      Instant end = last.end().minus(length.multipliedBy(i));
      all.add(TimeRange.of(end.minus(length), end));
    }
    return all;
  }

  private static List<Spot> spots(SquareGrid grid, Set<Cell> part, List<Places> counted) {
    List<Map<Cell, Score>> scores = new ArrayList<>();
    for (Places places : counted) {
      Map<Cell, Long> values = new LinkedHashMap<>();
      part.forEach(cell -> values.put(cell, places.cells().getOrDefault(cell, 0L)));
      scores.add(GetisOrd.scores(values));
    }
    List<Spot> spots = new ArrayList<>();
    for (Cell cell : part) {
      List<Boolean> hot = new ArrayList<>();
      for (int i = 0; i < scores.size(); i++) {
        hot.add(isHot(scores.get(i).get(cell)) && around(counted.get(i), cell) >= FEWEST_CASES);
      }
      @Nullable Trend trend = trend(hot);
      if (trend != null) {
        List<Long> cases = counted.stream().map(p -> p.cells().getOrDefault(cell, 0L)).toList();
        Score now = scores.getLast().get(cell);
        spots.add(new Spot(cell, grid.bounds(cell), grid.centre(cell), cases, hot, now, trend));
      }
    }
    spots.sort(
        Comparator.comparing((Spot s) -> s.trend() == Trend.FADING)
            .thenComparingDouble(s -> s.score() == null ? 0 : -s.score().z())
            .thenComparingInt(s -> s.cell().column())
            .thenComparingInt(s -> s.cell().row()));
    return spots;
  }

  /** Cases of the square and of those that touch it. */
  private static long around(Places places, Cell cell) {
    long sum = 0;
    for (int column = cell.column() - 1; column <= cell.column() + 1; column++) {
      for (int row = cell.row() - 1; row <= cell.row() + 1; row++) {
        sum += places.cells().getOrDefault(new Cell(column, row), 0L);
      }
    }
    return sum;
  }

  private static boolean isHot(@Nullable Score score) {
    return score != null && score.z() > 0 && score.q() < Q;
  }

  /** Null when it was never hot. */
  static @Nullable Trend trend(List<Boolean> hot) {
    List<Boolean> earlier = hot.subList(0, hot.size() - 1);
    long times = earlier.stream().filter(h -> h).count();
    if (!hot.getLast()) {
      return times > 0 ? Trend.FADING : null;
    }
    if (times == 0) {
      return Trend.NEW;
    }
    return 2 * times >= earlier.size() ? Trend.PERSISTENT : Trend.RECURRING;
  }

  private static <T> Result<T> refused(String place, String message) {
    return Result.refused(Refusal.INVALID, Notice.of("hotspots." + place, place, message));
  }
}
