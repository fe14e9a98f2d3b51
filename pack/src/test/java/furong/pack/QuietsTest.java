package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import org.junit.jupiter.api.Test;

/** What a rule may keep quiet, and where it is refused. */
class QuietsTest {

  private static final String FULL = "rules/full.yaml";

  /** Two rules of a pond: it is full, it rises. */
  private static TextPack pond(String quietsOfFull) {
    return new TextPack()
        .replace(FULL, "reference:", quietsOfFull + "\nreference:")
        .put("rules/rising.yaml", rule("rising", ""))
        .put("golden/rising/fires.yaml", golden("1 3", "[{at: 1h, kind: OPENED, level: II}]"))
        .put("golden/rising/stays-quiet.yaml", golden("1 2", "[]"));
  }

  private static String rule(String name, String more) {
    return "name: "
        + name
        + "\ntitle: 涨\nwhy: 会满\nlevels:\n"
        + "  - {level: II, when: \"max(level, params.hour) > params.high\"}\n"
        + more
        + "reference: 测量\n";
  }

  private static String golden(String series, String expect) {
    return "start: 2026-01-01T00:00+08:00\nstep: 1h\nseries: {level: "
        + series
        + "}\nexpect: "
        + expect
        + "\n";
  }

  private static String quiets(String rules, String same) {
    return "quiets: [{rules: [" + rules + "], same: " + same + ", why: 已满}]";
  }

  @Test
  void aRuleKeepsAnotherOfItsPackQuietAndOneOfThatNameInEachPack() {
    PackReader.Loaded one = pond(quiets("rising", "thing")).load();
    assertThat(one.notices()).isEmpty();
    Rule.Quiets quiets = one.book().findRule("pond.full").orElseThrow().quiets().getFirst();
    assertThat(quiets.names("pond.rising")).isTrue();
    assertThat(quiets.names("pond.full")).isFalse();
    assertThat(quiets.from()).isEqualTo(Level.IV);
    assertThat(quiets.levels()).containsExactlyInAnyOrder(Level.values());

    PackReader.Loaded any = pond(quiets("'*.rising'", "street")).load();
    assertThat(any.notices()).isEmpty();
    Rule.Quiets wide = any.book().findRule("pond.full").orElseThrow().quiets().getFirst();
    assertThat(wide.names("lake.rising")).isTrue();
    assertThat(wide.names("lake.not-rising")).isFalse();
  }

  @Test
  void refusesARuleThatThereIsNotAtItsPlace() {
    var notice = pond(quiets("raising", "thing")).load().notices().getFirst();
    assertThat(notice.code()).isEqualTo("law.reference");
    assertThat(notice.place()).startsWith("packs/pond/rules/full.yaml:6:");
    assertThat(pond(quiets("'*.raising'", "thing")).codes()).containsExactly("law.reference");
  }

  @Test
  void refusesTwoThatWouldSilenceEachOther() {
    TextPack both =
        pond(quiets("rising", "thing"))
            .put("rules/rising.yaml", rule("rising", quiets("full", "thing") + "\n"));
    assertThat(both.codes()).containsExactly("law.quiets");
    assertThat(pond(quiets("full", "thing")).codes()).containsExactly("law.quiets");
  }

  @Test
  void refusesToShareAThingWhenTheRuleIsAboutADivision() {
    TextPack street =
        pond(quiets("rising", "thing"))
            .replace(FULL, "levels:", "over: street\nknown_share: params.share\nlevels:")
            .replace(FULL, "max(level, params.hour) > params.high", COUNT)
            .replace(
                "params.yaml",
                "hour:",
                "share: {title: 份, value: 0.5, unit: '1', reason: 半, source: 测量}\nhour:");
    assertThat(street.codes()).contains("law.quiets");
    assertThat(street.replace(FULL, "same: thing", "same: street").codes())
        .doesNotContain("law.quiets");
  }

  @Test
  void saysWhereItsAlertsAreOneMatterAndIsRefusedWhereNotEveryAlertHasSuchAPlace() {
    PackReader.Loaded county = pond("together: county").load();
    assertThat(county.notices()).isEmpty();
    assertThat(county.book().findRule("pond.full").orElseThrow().together())
        .isEqualTo(Rule.Quiets.Same.COUNTY);
    assertThat(pond("").load().book().findRule("pond.full").orElseThrow().together()).isNull();
    TextPack street =
        pond("together: thing")
            .replace(FULL, "levels:", "over: street\nknown_share: params.share\nlevels:")
            .replace(FULL, "max(level, params.hour) > params.high", COUNT)
            .replace(
                "params.yaml",
                "hour:",
                "share: {title: 份, value: 0.5, unit: '1', reason: 半, source: 测量}\nhour:");
    assertThat(street.codes()).contains("law.quiets");
    assertThat(street.replace(FULL, "together: thing", "together: county").codes())
        .doesNotContain("law.quiets");
  }

  private static final String COUNT = "number_of(last(level) > params.high) >= params.share";

  @Test
  void refusesAWordThatItDoesNotKnow() {
    assertThat(pond(quiets("rising", "planet")).codes()).containsExactly("yaml.word");
    assertThat(pond("quiets: [{rules: [], same: thing, why: 已满}]").codes())
        .containsExactly("rule.quiets");
  }
}
