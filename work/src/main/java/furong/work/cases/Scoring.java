package furong.work.cases;

import furong.base.Text;
import furong.base.TimeRange;
import furong.city.CityProfile;
import furong.city.Division;
import furong.evaluation.Tally;
import furong.reported.CaseScore;
import furong.reported.Score.Version;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How the lines of an evaluation are scored: by the rule of a district that a pack of this city
 * gives, or not at all.
 *
 * @param whose the district's name; 无 without a rule
 * @param rule what a reader is told of it: its terms, its source, that it is no national standard
 * @param points of some counts; empty when there was no work
 */
record Scoring(Text whose, Text rule, Function<Tally, OptionalDouble> points) {

  private static final Scoring NONE =
      new Scoring(
          Text.of("无", "No"),
          Text.of("本市没有按案件率评分的规则", "This city has no rule that scores rates of cases"),
          tally -> OptionalDouble.empty());

  /**
   * @param period the rules of its last day count
   */
  static Scoring of(Optional<CaseScore> score, CityProfile city, TimeRange period) {
    LocalDate last = LocalDate.ofInstant(period.end().minusMillis(1), city.zone());
    return score
        .flatMap(s -> s.score().on(last).map(rules -> of(s, rules, city, last)))
        .orElse(NONE);
  }

  private static Scoring of(CaseScore score, Version rules, CityProfile city, LocalDate last) {
    Text title = score.score().title();
    Text whose = city.divisions().find(score.score().division()).map(Division::name).orElse(title);
    Text rule =
        Text.of(
            "得分按%s“%s”规则：%s。只是一个区的规则，不是国家标准；来源：%s"
                .formatted(whose.zh(), title.zh(), terms(rules, Text::zh), rules.source()),
            "Score by the rule of %s, %s: %s. One district's rule, no national standard; source: %s"
                .formatted(whose.en(), title.en(), terms(rules, Text::en), rules.source()));
    return new Scoring(whose, rule, tally -> score.points(tally, last));
  }

  private static String terms(Version rules, Function<Text, String> language) {
    return rules.terms().stream()
        .map(term -> language.apply(term.indicator().formula()))
        .collect(Collectors.joining(" + "));
  }
}
