package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Notice;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What the check of a pack says, it says in Chinese and in English. The compiler asks both of every
 * call; these tests look at what comes out, also of the parsers, which speak English alone.
 */
class MessagesTest {

  private static final String RULE = "rules/full.yaml";
  private static final Pattern CHINESE = Pattern.compile("[\\u4e00-\\u9fff]");

  /** One pack for each kind of fault: of files, references, numbers, units, names and proofs. */
  private static List<TextPack> broken() {
    return List.of(
        new TextPack().replace(RULE, "> params.high", "> 2.0"),
        new TextPack().replace(RULE, "max(level", "max(lovel"),
        new TextPack().replace(RULE, "params.high", "params.hihg"),
        new TextPack().replace(RULE, "params.high", "params.hour"),
        new TextPack().replace(RULE, "max(level, params.hour) > params.high", "max(level"),
        new TextPack().replace(RULE, "max(level, params.hour)", "time_of_day()"),
        new TextPack().replace(RULE, "why: 会溢出", "wy: 会溢出"),
        new TextPack().replace(RULE, "level: II", "level: VII"),
        new TextPack().replace(RULE, "reference: 测量", "procedure: none"),
        new TextPack().replace("params.yaml", "reason: 岸高, source: 测量", "reason: 岸高"),
        new TextPack().replace("params.yaml", "unit: m,", "unit: mm2s,"),
        new TextPack().replace("params.yaml", "high:", "high: ["),
        new TextPack().replace("properties/level.yaml", "decimals: 2", "decimals: two"),
        new TextPack()
            .replace("properties/level.yaml", "expected_silence: 2h", "expected_silence: {}"),
        new TextPack().replace("pack.yaml", "id: pond", "id: lake"),
        new TextPack().replace("pack.yaml", "status: draft", "status: draft\nneeds: [sea]"),
        new TextPack().replace("pack.yaml", "title: 水塘", "title: 水塘\ntitle: 湖"),
        new TextPack().without("golden/full/fires.yaml"),
        new TextPack().replace("golden/full/fires.yaml", "1 3", "1 x"));
  }

  @Test
  void everyFaultIsSaidInBothLanguages() {
    List<Notice> all = new ArrayList<>();
    for (TextPack pack : broken()) {
      List<Notice> notices = pack.load().notices();
      assertThat(notices).isNotEmpty();
      all.addAll(notices);
    }
    assertThat(all)
        .allSatisfy(n -> {
          assertThat(n.zh()).as(n.toString()).containsPattern(CHINESE);
          assertThat(n.message()).as(n.toString()).doesNotContainPattern(CHINESE);
          assertThat(n.said().in("zh-CN")).isEqualTo(n.zh());
        });
    // as many kinds of faults as there are in the list, or nearly: some break the same law
    assertThat(all.stream().map(Notice::code).distinct().count()).isGreaterThanOrEqualTo(12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "undeclared reference to 'lovel' (in container '')|没有“lovel”这个名称",
        "found no matching overload for '_>_' applied to '(double, duration)' (candidates: x)|“_>_”不能用于 (double, duration)",
        "expected type 'bool' but found 'double'|类型应为 bool，而不是 double",
        "mismatched input '<EOF>' expecting ')'|不应出现 '<EOF>'",
        "something that CEL never said|表达式有误：something that CEL never said",
      })
  void whatCelSaysIsSaidInChinese(String cel, String zh) {
    assertThat(CelLanguage.said(cel).zh()).isEqualTo(zh);
    assertThat(CelLanguage.said(cel).en()).isEqualTo(cel);
  }

  @Test
  void aHintStandsInBothAndALineOfTheConsoleIsInOne() {
    Notice notice =
        new TextPack()
            .replace(RULE, "reference: 测量", "clear_for: 3\nreference: 测量")
            .load()
            .notices()
            .getFirst();
    assertThat(notice.hint()).isEqualTo("write params.<name>");
    assertThat(notice.zh()).endsWith("；写作 params.<名称>");
    assertThat(notice.line("zh-CN"))
        .startsWith("packs/pond/rules/full.yaml:6:")
        .doesNotContain("write params");
    assertThat(notice.line("en")).endsWith("- write params.<name> [" + notice.code() + "]");
  }
}
