package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.base.Mean;
import furong.detect.AlertChange;
import furong.detect.Standing;
import furong.detect.VitalWindow;
import furong.observe.ByteWriter;
import furong.observe.CorruptLog;
import furong.observe.IndicatorFigure;
import furong.observe.LogRecord;
import furong.observe.PackRelease;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EffectCodecTest {

  private static final EffectEntry ENTRY =
      new EffectEntry(
          77,
          List.of(
              new Effect.OfAlert(CountingJudge.alert(1, FlowWorld.NEW_YEAR, 312.5)),
              new Effect.OfVital(
                  new VitalWindow(
                      1,
                      "510104",
                      "air.pm25",
                      FlowWorld.NEW_YEAR,
                      300_000,
                      3,
                      -1.5,
                      -2,
                      1,
                      FlowWorld.NEW_YEAR + 5,
                      0.25,
                      true,
                      Mean.ARITHMETIC)),
              new Effect.OfVital(
                  new VitalWindow(
                      1,
                      "510104",
                      "sensing.noise-laeq",
                      FlowWorld.NEW_YEAR,
                      300_000,
                      2,
                      11_000_000,
                      60,
                      70,
                      FlowWorld.NEW_YEAR + 5,
                      70,
                      true,
                      Mean.ENERGY)),
              new Effect.OfFigure(
                  new IndicatorFigure("air.heavy-days", "510100", "2026-04", 2, 0.9, true)),
              new Effect.OfReleased(
                  new LogRecord.Released(
                      7, List.of(new PackRelease("air", 3, Map.of("air/params.yaml", "a: 1"))))),
              new Effect.OfStanding(
                  new Standing(1, "air.sensor-silent", "", 4, 0, 1, 2, FlowWorld.NEW_YEAR))));

  @Test
  void effectsComeBackAsTheyWere() {
    assertThat(EffectCodec.decode(EffectCodec.encode(ENTRY))).isEqualTo(ENTRY);
    EffectEntry mark = new EffectEntry(5, List.of());
    assertThat(EffectCodec.decode(EffectCodec.encode(mark))).isEqualTo(mark);
  }

  @Test
  void anAlertOfAnOlderVersionSaysNothingOfItsBeginning() {
    AlertChange now = CountingJudge.alert(1, FlowWorld.NEW_YEAR, 312.5);
    ByteWriter old = new ByteWriter(64);
    old.u8(1); // version
    old.varint(77);
    old.varint(1);
    old.u8(1); // an alert without its beginning
    old.text(now.alert());
    old.text(now.rule());
    old.text(now.pack());
    old.text(now.packVersion());
    old.text(now.kind().name());
    old.text(now.level().name());
    old.varint(now.thing());
    old.text(now.division());
    old.zigzag(now.atMs());
    old.u8(0);
    old.u8(1);
    old.varint(1);
    old.text("sum");
    old.f64(312.5);
    old.text(now.reason());
    Effect read = EffectCodec.decode(old.toBytes()).effects().getFirst();
    AlertChange change = ((Effect.OfAlert) read).change();
    assertThat(change.openedMs()).isEqualTo(AlertChange.UNSAID);
    assertThat(change.reason()).isEqualTo(now.reason());
    assertThat(change.inputs()).isEqualTo(now.inputs());
  }

  @Test
  void aShortenedEntryIsRefusedWithItsPlace() {
    byte[] whole = EffectCodec.encode(ENTRY);
    for (int length = 0; length < whole.length; length++) {
      byte[] torn = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> EffectCodec.decode(torn))
          .isInstanceOf(CorruptLog.class)
          .hasMessageContaining("at byte");
    }
  }
}
