package furong.reported;

import furong.base.Period;
import furong.city.Division;
import furong.city.Divisions;
import furong.pack.FormDef.Cycle;
import furong.pack.Formula;
import furong.pack.FormulaBook;
import furong.reported.Score.Term;
import furong.reported.Score.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A score of a division in a period, opened to its terms: what each gives, what it takes off and
 * what it was computed from.
 *
 * <p>A sum is only made when every term has a value; else {@code reason} says why there is none.
 *
 * @param version the rules in force at the end of the period; null when there were none yet
 * @param value the sum of the terms; null when it cannot be computed
 * @param reason {@code no-rules-yet}, {@code rules-open} or {@code missing-terms}; empty when there
 *     is a value
 */
public record ScoreCard(
    Score score,
    String division,
    Period period,
    @Nullable Version version,
    List<Line> lines,
    @Nullable Double value,
    String reason) {

  /**
   * One term with its value.
   *
   * @param off what it takes off its points; null when either is not known
   * @param recorded whether the value stands on record; else it was only tried, to name what it
   *     lacks
   */
  public record Line(Term term, FormulaValue value, @Nullable Double off, boolean recorded) {}

  /**
   * The score of a past month as its terms stand on record.
   *
   * @param version the rules in force at its end; null when there were none yet
   * @param reason as of a card; empty when there is a value
   */
  public record Past(
      Period period, @Nullable Version version, @Nullable Double value, String reason) {}

  public ScoreCard {
    lines = List.copyOf(lines);
  }

  /** Reads cards: the values of terms are kept up to date as those of every formula. */
  public static final class Reader {

    private final Supplier<List<Score>> scores;
    private final FormulaBook formulas;
    private final FormulaWork work;
    private final FormulaStore values;

    /**
     * @param scores those of the packs in force
     */
    public Reader(
        Supplier<List<Score>> scores, FormulaBook formulas, FormulaWork work, FormulaStore values) {
      this.scores = scores;
      this.formulas = formulas;
      this.work = work;
      this.values = values;
    }

    public List<Score> scores() {
      return scores.get();
    }

    public Optional<Score> find(String id) {
      return scores().stream().filter(s -> s.id().equals(id)).findFirst();
    }

    /** The scores that a division is given: its district's, where the terms are for its level. */
    public List<ScoreCard> of(Division division, Period period) {
      return scores().stream()
          .filter(score -> Divisions.isWithin(division.code(), score.division()))
          .map(score -> card(score, division, period))
          .filter(card -> card.version() == null || !card.lines().isEmpty())
          .toList();
    }

    public ScoreCard card(Score score, Division division, Period period) {
      Optional<Version> rules = score.on(period.last());
      List<Line> lines = new ArrayList<>();
      for (Term term : rules.map(Version::terms).orElse(List.of())) {
        if (term.indicator().givenFor(division.level(), division.code())) {
          // a release since the score was asked for may have taken the formula away
          formulas
              .find(term.indicator().id())
              .ifPresent(formula -> lines.add(line(term, formula, division.code(), period)));
        }
      }
      String reason =
          reason(rules, (int) lines.stream().filter(l -> l.value().value() != null).count());
      @Nullable Double sum = null;
      if (reason.isEmpty()) {
        double points = 0;
        for (Line line : lines) {
          points += Objects.requireNonNull(line.value().value());
        }
        sum = points;
      }
      return new ScoreCard(score, division.code(), period, rules.orElse(null), lines, sum, reason);
    }

    /**
     * The months up to {@code last}, oldest first, each by the rules of its time. One read a term;
     * nothing is computed.
     */
    public List<Past> history(Score score, Division division, Period last, int months) {
      List<Period> periods = new ArrayList<>();
      for (Period at = last; periods.size() < months; at = Cycle.MONTH.before(at)) {
        periods.addFirst(at);
      }
      Map<String, Map<Period, FormulaValue>> known = new HashMap<>();
      for (Version version : score.versions()) {
        for (Term term : version.terms()) {
          if (term.indicator().givenFor(division.level(), division.code())) {
            known.computeIfAbsent(term.indicator().id(), id -> series(id, division, periods));
          }
        }
      }
      return periods.stream().map(period -> past(score, period, known)).toList();
    }

    private Map<Period, FormulaValue> series(String id, Division division, List<Period> periods) {
      Map<Period, FormulaValue> by = new HashMap<>();
      values
          .series(id, division.code(), periods.getFirst().text(), periods.getLast().text())
          .forEach(value -> by.put(value.period(), value));
      return by;
    }

    private static Past past(
        Score score, Period period, Map<String, Map<Period, FormulaValue>> known) {
      Optional<Version> rules = score.on(period.last());
      double sum = 0;
      int found = 0;
      for (Term term : rules.map(Version::terms).orElse(List.of())) {
        FormulaValue value = known.getOrDefault(term.indicator().id(), Map.of()).get(period);
        @Nullable Double points = value == null ? null : value.value();
        if (points != null) {
          sum += points;
          found++;
        }
      }
      String reason = reason(rules, found);
      return new Past(period, rules.orElse(null), reason.isEmpty() ? sum : null, reason);
    }

    /**
     * @param found terms that have a value
     */
    private static String reason(Optional<Version> rules, int found) {
      if (rules.isEmpty()) {
        return "no-rules-yet";
      }
      if (rules.get().open() != null) {
        return "rules-open";
      }
      return found < rules.get().terms().size() ? "missing-terms" : "";
    }

    private Line line(Term term, Formula formula, String division, Period period) {
      String id = term.indicator().id();
      Optional<FormulaValue> stands = values.find(id, division, period);
      FormulaValue value = stands.orElseGet(() -> work.value(formula, division, period));
      @Nullable Double points = term.points();
      @Nullable Double came = value.value();
      @Nullable Double off = points == null || came == null ? null : points - came;
      return new Line(term, value, off, stands.isPresent());
    }
  }
}
