package furong.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Result.Refusal;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ValuesTest {

  @Test
  void aTextFallsBackToChinese() {
    assertThat(Text.of("芙蓉", "").in("en")).isEqualTo("芙蓉");
    assertThat(Text.of("芙蓉", "Furong").in("en-GB")).isEqualTo("Furong");
    assertThat(Text.of("芙蓉", "Furong").in("zh-CN")).isEqualTo("芙蓉");
    assertThatThrownBy(() -> Text.of(" ", "Furong")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aRefusalPassesThroughEveryStep() {
    Result<Integer> refused =
        Result.refused(Refusal.CONFLICT, Notice.of("case.stale", "version", "changed meanwhile"));
    assertThat(refused.map(n -> n + 1).then(n -> Result.ok("never")))
        .isEqualTo(
            Result.refused(
                Refusal.CONFLICT, Notice.of("case.stale", "version", "changed meanwhile")));
    assertThatThrownBy(refused::orThrow)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("case.stale");
  }

  @Test
  void aValuePassesThroughEveryStep() {
    assertThat(Result.ok(1).map(n -> n + 1).then(n -> Result.ok("x" + n)).orThrow())
        .isEqualTo("x2");
  }

  @Test
  void redIsWorseThanBlue() {
    assertThat(Level.I.worseThan(Level.IV)).isTrue();
    assertThat(Level.IV.worseThan(Level.IV)).isFalse();
    assertThat(Level.III.number()).isEqualTo(3);
  }

  @Test
  void aRangeHoldsItsStartAndNotItsEnd() {
    TimeRange range = TimeRange.of(Instant.ofEpochSecond(10), Instant.ofEpochSecond(20));
    assertThat(range.contains(Instant.ofEpochSecond(10))).isTrue();
    assertThat(range.contains(Instant.ofEpochSecond(20))).isFalse();
    assertThatThrownBy(() -> TimeRange.of(Instant.ofEpochSecond(20), Instant.ofEpochSecond(20)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aQuantityIsANumber() {
    assertThat(Quantity.of(35, "ug/m3")).hasToString("35.0 ug/m3");
    assertThatThrownBy(() -> Quantity.of(Double.NaN, "ug/m3"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aNoticeNamesItsPlace() {
    assertThat(
            Notice.of("reading.not-a-number", "row 7", "\"abc\" is no number").withHint("use 1.5"))
        .hasToString("row 7: \"abc\" is no number [reading.not-a-number] - use 1.5");
  }

  @Test
  void aNoticeSaysTheChineseOfItsCodeWithItsOwnWordsBehind() {
    Notice refused = Notice.of("sheet.stale", "510104", "Somebody else changed it");
    assertThat(refused.zh()).isEqualTo("已被他人修改，请重新载入（Somebody else changed it）");
    assertThat(refused.withHint("load it again").said())
        .isEqualTo(
            Text.of(
                "已被他人修改，请重新载入（Somebody else changed it - load it again）",
                "Somebody else changed it - load it again"));
    assertThat(Notice.of("release.own", "", Text.of("不能发布自己的", "Not the own one")).zh())
        .isEqualTo("不能发布自己的");
    assertThat(Notice.of("cap.circle", "alert", "no circle").zh()).isEmpty();
  }
}
