package furong.steer.vitals;

import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Text;
import furong.city.Division;
import furong.city.DivisionHistory;
import furong.city.Divisions;
import furong.city.Populations;
import furong.city.Populations.Population;
import furong.evaluation.CaseEvaluation;
import furong.evaluation.CaseEvaluation.By;
import furong.geo.Coverage;
import furong.indicators.CaseFigures;
import furong.reported.Counts;
import furong.reported.Counts.Counted;
import furong.steer.vitals.ComparedFigures.Amount;
import furong.steer.vitals.ComparedFigures.Choice;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sister divisions beside each other, by what is counted in them, per person and per area: a large
 * district has more of everything, and is not worse for that.
 *
 * <p>A division whose population no source gives has no figure per person and no rank by it; one
 * whose border is made up has none per area. Simulated things are counted and marked.
 */
public final class FairComparison {

  /** What is counted. */
  public enum Measure {
    CASES(Text.of("受理案件", "Cases received")),
    ALERTS(Text.of("预警", "Alerts")),
    THINGS(Text.of("在册感知设施", "Things in the register"));

    private final Text title;

    Measure(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }
  }

  /** What the count is divided by. */
  public enum Base {
    NONE,
    PEOPLE,
    AREA
  }

  /** Rates are told for ten thousand people (每万人), so that districts have figures above one. */
  private static final double PEOPLE = 10_000;

  /** In a square kilometre. */
  private static final double SQUARE_METRES = 1e6;

  /**
   * One division.
   *
   * @param count what is counted or reported; null when it is not known there
   * @param value of the base that was asked; null when that is not known
   * @param rank from the largest value on, equal values sharing one; null without a value
   * @param area in km2; null when the border is synthetic or not known
   */
  public record Line(
      String code,
      Text name,
      @Nullable Double count,
      @Nullable Double value,
      @Nullable Integer rank,
      @Nullable Population population,
      @Nullable Double area,
      boolean simulated) {}

  private final DivisionHistory history;
  private final Populations people;
  private final CaseEvaluation cases;
  private final CaseFigures figures;
  private final Counts counts;
  private final ZoneId zone;

  public FairComparison(
      DivisionHistory history,
      Populations people,
      CaseEvaluation cases,
      CaseFigures figures,
      Counts counts,
      ZoneId zone) {
    this.history = history;
    this.people = people;
    this.cases = cases;
    this.figures = figures;
    this.counts = counts;
    this.zone = zone;
  }

  /** The divisions right below {@code parent}, the largest value first, those without one last. */
  public List<Line> of(String parent, Measure measure, Base base, Period period) {
    Divisions divisions = history.in(period);
    List<Division> children = divisions.children(parent);
    Function<Division, Counted> count = counter(parent, children, measure, period);
    return of(
        children,
        divisions,
        base,
        child -> {
          Counted counted = count.apply(child);
          return new Amount((double) counted.count(), counted.simulated());
        });
  }

  /**
   * The same by what people report or a formula came to.
   *
   * @param period of the figure
   */
  public List<Line> of(
      String parent, ComparedFigures figures, Choice choice, Base base, Period period) {
    Divisions divisions = history.in(period);
    List<Division> children = divisions.children(parent);
    return of(children, divisions, base, figures.amounts(choice, children, period));
  }

  private List<Line> of(
      List<Division> children, Divisions divisions, Base base, Function<Division, Amount> amount) {
    List<Line> lines = new ArrayList<>();
    for (Division child : children) {
      lines.add(line(child, divisions, amount.apply(child), base));
    }
    lines.sort(
        Comparator.comparing(Line::value, Comparator.nullsLast(Comparator.reverseOrder()))
            .thenComparing(Line::code));
    return ranked(lines);
  }

  private Function<Division, Counted> counter(
      String parent, List<Division> children, Measure measure, Period period) {
    return switch (measure) {
      case ALERTS -> child -> counts.alerts("", child.code(), period);
      case THINGS -> child -> counts.things("", child.code());
      case CASES -> {
        Map<String, Long> received = new HashMap<>();
        if (!children.isEmpty()) {
          cases
              .evaluate(by(children.getFirst().level()), List.of(parent), period.in(zone))
              .forEach(line -> received.put(line.key(), line.tally().received()));
        }
        boolean simulated = figures.figure(parent, period.in(zone)).simulated();
        yield child -> {
          long count = received.getOrDefault(child.code(), 0L);
          return new Counted(count, simulated && count > 0);
        };
      }
    };
  }

  private static By by(DivisionLevel level) {
    return switch (level) {
      case CITY, COUNTY -> By.COUNTY;
      case STREET -> By.STREET;
      case COMMUNITY, GRID -> By.COMMUNITY;
    };
  }

  private Line line(Division division, Divisions divisions, Amount amount, Base base) {
    Optional<Population> population = people.of(division.code());
    @Nullable Double area =
        division.synthetic()
            ? null
            : divisions
                .area(division.code())
                .map(shape -> Coverage.squareMetres(shape) / SQUARE_METRES)
                .orElse(null);
    @Nullable Double count = amount.value();
    @Nullable Double value =
        count == null
            ? null
            : switch (base) {
              case NONE -> count;
              case PEOPLE -> population.map(p -> count * PEOPLE / p.people()).orElse(null);
              case AREA -> area == null || area == 0 ? null : count / area;
            };
    return new Line(
        division.code(),
        division.name(),
        count,
        value,
        null,
        population.orElse(null),
        area,
        amount.simulated());
  }

  private static List<Line> ranked(List<Line> sorted) {
    List<Line> ranked = new ArrayList<>();
    int rank = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Line at = sorted.get(i);
      if (i == 0 || !Objects.equals(at.value(), sorted.get(i - 1).value())) {
        rank = i + 1;
      }
      ranked.add(
          new Line(
              at.code(),
              at.name(),
              at.count(),
              at.value(),
              at.value() == null ? null : rank,
              at.population(),
              at.area(),
              at.simulated()));
    }
    return ranked;
  }
}
