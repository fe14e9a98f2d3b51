package furong.steer.vitals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Text;
import furong.base.TimeRange;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.Divisions;
import furong.city.Populations;
import furong.city.Populations.Population;
import furong.evaluation.CaseEvaluation;
import furong.evaluation.Rate;
import furong.evaluation.Tally;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.indicators.CaseFigures;
import furong.indicators.CountedCase;
import furong.pack.Formula.Input;
import furong.reported.Counts;
import furong.steer.vitals.FairComparison.Base;
import furong.steer.vitals.FairComparison.Line;
import furong.steer.vitals.FairComparison.Measure;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** Three counties: a large one of 2 million people, a small one of 100,000, one nobody counted. */
class FairComparisonTest {

  private static final Period YEAR = Period.parse("2026");
  private static final String LARGE = "510104";
  private static final String SMALL = "510105";
  private static final String MADE_UP = "510106";
  private static final Map<String, Long> COUNT = Map.of(LARGE, 300L, SMALL, 30L, MADE_UP, 30L);

  private final FairComparison comparison =
      new FairComparison(
          DivisionHistory.of(
              Divisions.of(
                  List.of(
                      division("510100", DivisionLevel.CITY, "", false),
                      division(LARGE, DivisionLevel.COUNTY, "510100", false),
                      division(SMALL, DivisionLevel.COUNTY, "510100", false),
                      division(MADE_UP, DivisionLevel.COUNTY, "510100", true)),
                  Map.of(LARGE, square(0.1), SMALL, square(0.01), MADE_UP, square(0.1)))),
          Populations.of(
              Map.of(
                  LARGE, new Population(2_000_000, 2010, "普查"),
                  SMALL, new Population(100_000, 2010, "普查"))),
          new Cases(),
          new NoneSimulated(),
          new Alerts(),
          ZoneId.of("Asia/Shanghai"));

  @Test
  void aLargeDistrictHasMoreOfEverything() {
    List<Line> lines = comparison.of("510100", Measure.ALERTS, Base.NONE, YEAR);
    assertThat(lines).extracting(Line::code).containsExactly(LARGE, SMALL, MADE_UP);
    // equal counts share a rank
    assertThat(lines).extracting(Line::rank).containsExactly(1, 2, 2);
  }

  @Test
  void perPersonTheSmallOneHasTwiceAsMany() {
    List<Line> lines = comparison.of("510100", Measure.CASES, Base.PEOPLE, YEAR);
    assertThat(lines).extracting(Line::code).containsExactly(SMALL, LARGE, MADE_UP);
    // 30 / 100,000 and 300 / 2,000,000, for ten thousand
    assertThat(lines.get(0).value()).isCloseTo(3.0, within(1e-12));
    assertThat(lines.get(1).value()).isCloseTo(1.5, within(1e-12));
  }

  @Test
  void whoWasNeverCountedHasNoFigurePerPersonAndNoRank() {
    Line unknown = comparison.of("510100", Measure.CASES, Base.PEOPLE, YEAR).getLast();
    assertThat(unknown.value()).isNull();
    assertThat(unknown.rank()).isNull();
    assertThat(unknown.count()).isEqualTo(30);
  }

  /** The large square has 100 times the area of the small one and ten times the alerts. */
  @Test
  void aBorderThatIsMadeUpGivesNoFigurePerArea() {
    List<Line> lines = comparison.of("510100", Measure.ALERTS, Base.AREA, YEAR);
    assertThat(lines).extracting(Line::code).containsExactly(SMALL, LARGE, MADE_UP);
    double small = Objects.requireNonNull(lines.get(0).value());
    double large = Objects.requireNonNull(lines.get(1).value());
    assertThat(small / large).isCloseTo(10, within(0.02));
    assertThat(lines.get(2).value()).isNull();
  }

  @Test
  void nothingLiesBelowAGrid() {
    assertThat(comparison.of(LARGE, Measure.CASES, Base.NONE, YEAR)).isEmpty();
  }

  static final class Cases implements CaseEvaluation {
    @Override
    public List<Line> evaluate(By by, List<String> within, String category, TimeRange period) {
      return COUNT.entrySet().stream()
          .map(e -> new Line(e.getKey(), received(e.getValue())))
          .toList();
    }

    private static Tally received(long count) {
      return new Tally(count, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
  }

  static final class NoneSimulated implements CaseFigures {
    @Override
    public Figure figure(String division, TimeRange period) {
      return new Figure(Tally.NONE, 0, false);
    }

    @Override
    public void each(String division, TimeRange span, Consumer<CountedCase> reader) {}

    @Override
    public List<Counted> cases(Rate rate, String division, TimeRange period, int limit) {
      return List.of();
    }
  }

  private static final class Alerts implements Counts {
    @Override
    public Counted alerts(String rule, String division, Period period) {
      return new Counted(COUNT.getOrDefault(division, 0L), false);
    }

    @Override
    public Counted things(String kind, String division) {
      return new Counted(0, false);
    }

    @Override
    public List<Behind> behind(Input input, String division, Period period, int from, int most) {
      return List.of();
    }
  }

  private static Division division(
      String code, DivisionLevel level, String parent, boolean synthetic) {
    return new Division(
        code,
        level,
        Text.of("区划" + code, code),
        parent,
        synthetic,
        new LngLat(104, 30),
        new Bounds(104, 30, 104, 30));
  }

  private static Geometry square(double side) {
    return new GeometryFactory()
        .createPolygon(
            new Coordinate[] {
              new Coordinate(104, 30),
              new Coordinate(104 + side, 30),
              new Coordinate(104 + side, 30 + side),
              new Coordinate(104, 30 + side),
              new Coordinate(104, 30)
            });
  }
}
