package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import org.junit.jupiter.api.Test;

/** What a rule across things may say, and where it is refused. */
class AcrossLawsTest {

  private static final String RULE = "rules/full.yaml";
  private static final String ONE = "max(level, params.hour) > params.high";

  private static TextPack across(String over, String when) {
    return new TextPack()
        .replace(
            "params.yaml",
            "hour:",
            "many: {title: 多, value: 2, unit: '1', reason: 多, source: 测量}\nnear: {title: 近, value: 3, unit: km, reason: 近, source: 测量}\nhour:")
        .replace(RULE, "levels:", over + "\nlevels:")
        .replace(RULE, ONE, when);
  }

  private static final String STREET = "over: street\nknown_share: params.many";
  private static final String COUNT = "number_of(last(level) > params.high) >= params.many";

  @Test
  void acceptsACountOverAStreetAndAMedianOfNeighbours() {
    assertThat(across(STREET, COUNT).load().notices())
        .noneMatch(n -> !n.code().equals("law.proof"));
    assertThat(
            across(
                    "over: neighbours\nwithin: params.near\nknown_share: params.many",
                    "own(last(level)) - median_of(last(level)) > params.high")
                .load()
                .notices())
        .isEmpty();
  }

  @Test
  void refusesAReadingThatDoesNotSayOfWhichThingAtItsPlace() {
    Notice notice = across(STREET, "last(level) > params.high").load().notices().getFirst();
    assertThat(notice.code()).isEqualTo("expr.across");
    assertThat(notice.place()).startsWith("packs/pond/rules/full.yaml:7:");
  }

  @Test
  void refusesItsFunctionsInARuleOfOneThing() {
    assertThat(across("", COUNT).codes()).containsExactly("expr.across");
  }

  @Test
  void refusesOneWithinAnother() {
    assertThat(across(STREET, "number_of(max_of(last(level)) > params.high) > params.many").codes())
        .containsExactly("expr.nested");
  }

  @Test
  void refusesUnitsThatDoNotAgreeAndUnknownNames() {
    assertThat(across(STREET, "mean_of(last(level)) > params.many").codes())
        .containsExactly("expr.unit");
    assertThat(across(STREET, "alerts_open(rules.fool) > params.many").codes())
        .containsExactly("expr.invalid");
    assertThat(across(STREET, "alerts_open(rules.full, levels.V) > params.many").codes())
        .containsExactly("expr.invalid");
  }

  @Test
  void refusesARuleThatAsksForItself() {
    assertThat(across(STREET, "alerts_open(rules.full) > params.many").codes())
        .containsExactly("expr.nested");
  }

  @Test
  void wantsADistanceForNeighboursOnlyAndAKnownShareForThings() {
    assertThat(across("over: neighbours\nknown_share: params.many", COUNT).codes())
        .contains("rule.over");
    assertThat(across("over: street", COUNT).codes()).contains("rule.over");
    assertThat(across("over: street\nwithin: params.near\nknown_share: params.many", COUNT).codes())
        .contains("rule.over");
    assertThat(
            across("over: neighbours\nwithin: params.high\nknown_share: params.near", COUNT)
                .codes())
        .contains("rule.over");
  }

  @Test
  void aDivisionHasNoReadingOfItsOwnAndNeighboursHaveNoAlerts() {
    assertThat(across(STREET, "own(last(level)) > params.high").codes())
        .containsExactly("expr.across");
    assertThat(
            across(
                    "over: neighbours\nwithin: params.near\nknown_share: params.many",
                    "vital(level) > params.high")
                .codes())
        .containsExactly("expr.across");
  }

  private static TextPack counted(String over, String when) {
    String indicator =
        "name: %s\ntitle: 结\nversion: '1'\nformula: 比\nunit: m\ndirection: more-is-better\nlevels: [city]\n%s\nvalidity: 全\nreference:\nsource: 测\n";
    return across(over, when)
        .put("indicators/depth-year.yaml", indicator.formatted("depth-year", "cases: closing"))
        .put(
            "indicators/worked.yaml",
            indicator.formatted("worked", "computed: {of: params.high, cycle: quarter}"));
  }

  private static final String CITY = "over: city\nknown_share: params.many";
  private static final String FIGURE = "this_month(indicators.depth_year) > params.high";

  @Test
  void readsTheFigureOfAnIndicatorInItsUnit() {
    assertThat(counted(CITY, FIGURE).load().notices()).noneMatch(n -> n.code().startsWith("expr"));
    assertThat(counted(CITY, FIGURE.replace("high", "many")).codes()).contains("expr.unit");
    assertThat(
            counted(CITY, "this_year(indicators.depth_year) > last_month(indicators.depth_year)")
                .codes())
        .doesNotContain("expr.invalid", "expr.unit");
  }

  @Test
  void readsAFormulaInPeriodsOfItsOwnCycleOnly() {
    String quarter = "last_quarter(indicators.worked) > params.high";
    assertThat(counted(CITY, quarter).codes()).noneMatch(c -> c.startsWith("expr"));
    assertThat(counted(CITY, quarter.replace("last_quarter", "this_month")).codes())
        .contains("expr.indicator");
    assertThat(counted(CITY, quarter.replace("last_quarter", "last_year")).codes())
        .contains("expr.indicator");
    assertThat(counted(CITY, quarter.replace("worked", "depth_year")).codes())
        .as("a count has months and years")
        .contains("expr.indicator");
  }

  @Test
  void refusesUnknownIndicatorsOtherLevelsAndNoShareOfDays() {
    Notice notice =
        counted(CITY, FIGURE.replace("depth_year", "depth")).load().notices().stream()
            .filter(n -> n.code().equals("expr.invalid"))
            .findFirst()
            .orElseThrow();
    assertThat(notice.place()).startsWith("packs/pond/rules/full.yaml:");
    assertThat(counted(STREET, FIGURE).codes()).contains("expr.indicator");
    assertThat(counted("over: city", FIGURE).codes()).contains("rule.over");
    assertThat(counted("", FIGURE).codes()).contains("expr.across");
  }

  @Test
  void aGoldenChangesParametersThatThereAre() {
    String golden = "golden/full/stays-quiet.yaml";
    assertThat(new TextPack().replace(golden, "step:", "params: {high: 3}\nstep:").codes())
        .isEmpty();
    assertThat(new TextPack().replace(golden, "step:", "params: {hihg: 3}\nstep:").codes())
        .containsExactly("law.proof");
  }
}
