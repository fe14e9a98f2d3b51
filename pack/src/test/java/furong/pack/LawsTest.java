package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import org.junit.jupiter.api.Test;

/** Each law accepts the small pack and refuses it with one thing broken, and says where. */
class LawsTest {

  private static final String RULE = "rules/full.yaml";

  @Test
  void acceptsAPackThatObeys() {
    assertThat(new TextPack().load().notices()).isEmpty();
  }

  /** Expressions write a hyphen as an underscore, since CEL reads it as minus. */
  @Test
  void acceptsAPackWithAHyphenInItsName() {
    assertThat(new TextPack("duck-pond").load().notices()).isEmpty();
  }

  @Test
  void refusesANumberInARule() {
    TextPack pack = new TextPack().replace(RULE, "> params.high", "> 2.0");
    assertThat(pack.codes()).containsExactly("rule.number");
  }

  @Test
  void refusesASpanWrittenOut() {
    TextPack pack = new TextPack().replace(RULE, "params.hour", "duration('1h')");
    assertThat(pack.codes()).contains("rule.number");
  }

  @Test
  void refusesAnUnknownNameAtItsLineAndColumn() {
    Notice notice =
        new TextPack().replace(RULE, "max(level", "max(lovel").load().notices().getFirst();
    assertThat(notice.code()).isEqualTo("expr.invalid");
    assertThat(notice.message()).contains("lovel");
    assertThat(notice.place()).startsWith("packs/pond/rules/full.yaml:5:");
  }

  @Test
  void refusesAnUnknownParameter() {
    assertThat(new TextPack().replace(RULE, "params.high", "params.hihg").load().notices())
        .singleElement()
        .satisfies(n -> assertThat(n.code()).isEqualTo("expr.invalid"))
        .satisfies(n -> assertThat(n.message()).contains("there is no params.hihg"));
  }

  @Test
  void refusesATypeThatDoesNotFit() {
    assertThat(new TextPack().replace(RULE, "params.high", "params.hour").codes())
        .containsExactly("expr.invalid");
  }

  @Test
  void refusesUnitsThatDoNotAgree() {
    assertThat(
            new TextPack()
                .replace("params.yaml", "value: 2, unit: m", "value: 2, unit: kPa")
                .codes())
        .containsExactly("expr.unit");
  }

  @Test
  void refusesAUnitNobodyKnows() {
    assertThat(new TextPack().replace("properties/level.yaml", "unit: m", "unit: ell").codes())
        .contains("law.unit");
  }

  @Test
  void refusesAThresholdWithoutAReason() {
    assertThat(new TextPack().replace("params.yaml", "reason: 岸高, ", "").codes())
        .contains("yaml.missing");
  }

  @Test
  void refusesARuleWithoutProofs() {
    assertThat(new TextPack().without("golden/full/fires.yaml").codes())
        .containsExactly("law.proof");
    assertThat(new TextPack().without("golden/full/stays-quiet.yaml").codes())
        .containsExactly("law.proof");
    assertThat(
            new TextPack()
                .replace(RULE, "reference", "mute_when: [case-open-on-thing]\nreference")
                .codes())
        .containsExactly("law.proof");
  }

  @Test
  void refusesAReferenceThatLeadsNowhere() {
    assertThat(new TextPack().replace(RULE, "reference", "procedure: none\nreference").codes())
        .containsExactly("law.reference");
  }

  @Test
  void refusesAnIdTwice() {
    TextPack pack = new TextPack();
    pack.put(
        "properties/level2.yaml",
        "name: level\ntitle: 水位\nunit: m\nsymbol: m\ndecimals: 2\nexpected_silence: 2h\nsource: 测量\n");
    assertThat(pack.codes()).containsExactly("law.id-twice");
  }

  @Test
  void refusesAMisspeltKey() {
    Notice notice =
        new TextPack()
            .replace(RULE, "why:", "wy:").load().notices().stream()
                .filter(n -> n.code().equals("yaml.unknown-key"))
                .findFirst()
                .orElseThrow();
    assertThat(notice.place()).isEqualTo("packs/pond/rules/full.yaml:3:5");
  }

  @Test
  void anUnknownThresholdIsKeptEmptyAndCannotJudge() {
    PackReader.Loaded loaded =
        new TextPack().replace("params.yaml", "value: 2, unit: m", "value: , unit: m").load();
    assertThat(loaded.notices()).isEmpty();
    Faults faults = new Faults();
    RuleProgram program = RuleCompiler.compile(loaded.book(), faults).getFirst();
    assertThat(program.levels().getFirst().conditions().getFirst().when().eval(new NoReadings()))
        .isNaN();
  }
}
