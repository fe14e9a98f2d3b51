package furong.work.cases;

import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.TimeRange;
import furong.cases.CityCases;
import furong.city.CityProfile;
import furong.evaluation.CaseEvaluation;
import furong.evaluation.CaseEvaluation.By;
import furong.evaluation.CaseEvaluation.Line;
import furong.evaluation.Tally;
import furong.serve.Problems;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an evaluation: one for each organisation, division or category in a period, or one
 * for each month of it; each with what it was in the period before.
 */
final class EvaluationLines {

  /** One line for each month of the period, of all that is asked for together. */
  private static final String MONTH = "month";

  /** Three years: each month is one pass over its cases. */
  private static final int MOST_MONTHS = 36;

  /**
   * What is asked for.
   *
   * @param by organisation, county, street, community, category or month
   */
  record Asked(String by, List<String> within, String category, TimeRange period) {}

  /**
   * One line.
   *
   * @param before what was counted in the period before
   * @param centre of a division, longitude and latitude; null for the rest
   */
  record Measured(String key, Text name, Tally now, Tally before, @Nullable List<Double> centre) {}

  private final CaseEvaluation evaluation;
  private final CityProfile city;
  private final LineNames names;

  EvaluationLines(CaseEvaluation evaluation, CityProfile city, CityCases rules) {
    this.evaluation = evaluation;
    this.city = city;
    this.names = new LineNames(city, rules);
  }

  List<Measured> of(Asked asked) {
    if (asked.by().equals(MONTH)) {
      return months(asked);
    }
    By by = by(asked.by());
    Map<String, Tally> before =
        lines(by, asked, Days.before(city.zone(), asked.period())).stream()
            .collect(Collectors.toMap(Line::key, Line::tally));
    return lines(by, asked, asked.period()).stream()
        .map(line ->
            new Measured(
                line.key(),
                names.of(by, line.key()),
                line.tally(),
                before.getOrDefault(line.key(), Tally.NONE),
                centre(line.key())))
        .toList();
  }

  /** What lines are about, by its word in addresses. */
  static By by(String word) {
    return Arrays.stream(By.values())
        .filter(b -> b.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() ->
            Problems.refuse(
                Refusal.INVALID,
                "by",
                "by is organisation, county, street, community or category, of the table also month"));
  }

  /** A month in which nothing was counted stands there as well: a gap would look like good work. */
  private List<Measured> months(Asked asked) {
    ZoneId zone = city.zone();
    LocalDate from = LocalDate.ofInstant(asked.period().start(), zone);
    LocalDate to = LocalDate.ofInstant(asked.period().end(), zone);
    YearMonth last = YearMonth.from(to);
    boolean whole = from.getDayOfMonth() == 1 && to.getDayOfMonth() == 1;
    if (!whole || from.plusMonths(MOST_MONTHS).isBefore(to)) {
      throw Problems.refuse(
          Refusal.INVALID, "period", "By month means whole months, at most " + MOST_MONTHS);
    }
    List<Measured> months = new ArrayList<>();
    YearMonth first = YearMonth.from(from);
    Tally before = all(asked, first.minusMonths(1));
    for (YearMonth month = first; month.isBefore(last); month = month.plusMonths(1)) {
      Tally now = all(asked, month);
      Text name =
          Text.of("%d年%d月".formatted(month.getYear(), month.getMonthValue()), month.toString());
      months.add(new Measured(month.toString(), name, now, before, null));
      before = now;
    }
    return months;
  }

  /** Every case has one category, so lines of categories add up to all of them. */
  private Tally all(Asked asked, YearMonth month) {
    TimeRange span =
        TimeRange.of(
            month.atDay(1).atStartOfDay(city.zone()).toInstant(),
            month.plusMonths(1).atDay(1).atStartOfDay(city.zone()).toInstant());
    return lines(By.CATEGORY, asked, span).stream().map(Line::tally).reduce(Tally.NONE, Tally::and);
  }

  private List<Line> lines(By by, Asked asked, TimeRange span) {
    return evaluation.evaluate(by, asked.within(), asked.category(), span);
  }

  private @Nullable List<Double> centre(String key) {
    return Optional.of(key)
        .flatMap(city.divisions()::find)
        .map(d -> List.of(d.centre().lng(), d.centre().lat()))
        .orElse(null);
  }
}
