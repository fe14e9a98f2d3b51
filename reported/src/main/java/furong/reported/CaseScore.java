package furong.reported;

import furong.evaluation.Rate;
import furong.evaluation.Tally;
import furong.indicators.CaseShare;
import furong.indicators.PackIndicators;
import furong.pack.Faults;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.reported.Score.Term;
import furong.reported.Score.Version;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A score whose terms read rates of cases and nothing else, for any counts of cases: those of an
 * organisation, of a kind of matter, of some days. Each term gives what its formula in the pack
 * says.
 *
 * <pre>{@code
 * // 应处置 200, 处置 190, 按期 180, 返工 6, 应结案 200, 超期待处置 4, 延期 10
 * score.points(tally, LocalDate.of(2026, 3, 31))   // 28.5 + 18 + 19.4 + 19.6 + 9.5 = 95.0
 * }</pre>
 *
 * It is the rule of a district and no national one; others have their own. It keeps nothing: what a
 * division came to in a month stands on a {@link ScoreCard}. Cost: a formula a term.
 */
public final class CaseScore {

  private final Score score;
  private final FormulaBook formulas;
  private final Map<String, Rate> rates;

  private CaseScore(Score score, FormulaBook formulas, Map<String, Rate> rates) {
    this.score = score;
    this.formulas = formulas;
    this.rates = rates;
  }

  /** The one of the packs in force. */
  public static Supplier<Optional<CaseScore>> following(PackBook packs) {
    return packs.follow(book -> find(Score.read(book), book, FormulaBook.of(book, new Faults())));
  }

  /** The first of the scores that is one of cases alone; empty when no pack has any. */
  public static Optional<CaseScore> find(List<Score> scores, PackBook packs, FormulaBook formulas) {
    Map<String, Rate> rates = new HashMap<>();
    for (CaseShare share : PackIndicators.caseShares(packs)) {
      rates.put(share.id(), share.rate());
    }
    return scores.stream()
        .filter(score ->
            score.versions().stream()
                .flatMap(version -> version.terms().stream())
                .flatMap(term -> formula(formulas, term).inputs().stream())
                .allMatch(input -> input.kind() == Kind.INDICATOR && rates.containsKey(input.id())))
        .findFirst()
        .map(score -> new CaseScore(score, formulas, rates));
  }

  private static Formula formula(FormulaBook formulas, Term term) {
    String id = term.indicator().id();
    return formulas.find(id).orElseThrow(() -> new IllegalArgumentException("no formula " + id));
  }

  public Score score() {
    return score;
  }

  /**
   * Empty before the first rules, and when there was nothing to handle or to close: no work is
   * neither good nor bad.
   *
   * @param day the last of the period; the rules in force on it count
   */
  public OptionalDouble points(Tally tally, LocalDate day) {
    @Nullable Version rules = score.on(day).orElse(null);
    if (rules == null || rules.open() != null) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (Term term : rules.terms()) {
      sum += formula(formulas, term).evaluate(input -> perCent(input, tally)).value();
    }
    return Double.isNaN(sum) ? OptionalDouble.empty() : OptionalDouble.of(sum);
  }

  /** NaN when there is nothing to divide by. */
  private double perCent(Input input, Tally tally) {
    @Nullable Rate rate = rates.get(input.id());
    OptionalDouble share = rate == null ? OptionalDouble.empty() : rate.of(tally).value();
    return share.isPresent() ? share.getAsDouble() * 100 : Double.NaN;
  }
}
