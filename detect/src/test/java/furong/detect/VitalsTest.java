package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.base.Mean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Windows whose property is averaged in another way from now on, and windows of an older city. */
class VitalsTest {

  private static final long START = World.START;

  private static List<VitalWindow> told(Vitals vitals, long nowMs) {
    List<VitalWindow> told = new ArrayList<>();
    vitals.tick(
        0,
        nowMs,
        new Effects() {
          @Override
          public void alert(AlertChange change) {
            throw new AssertionError("no alert is asked for");
          }

          @Override
          public void vital(VitalWindow window) {
            told.add(window);
          }
        });
    return told;
  }

  private static void hear(Vitals vitals, Mean mean, long timeMs, double value) {
    vitals.cell("510100", "noise", mean).add(timeMs, value, false);
  }

  @Test
  void aWindowBeginsAnewWhereItsPropertyBecomesOneOfLevels() {
    Vitals vitals = new Vitals();
    hear(vitals, Mean.ARITHMETIC, START, 60);
    told(vitals, START + 1);
    hear(vitals, Mean.ENERGY, START + 2, 70);
    VitalWindow window = told(vitals, START + 3).getLast();
    assertThat(window.mean()).isEqualTo(Mean.ENERGY);
    assertThat(window.count()).as("60 was added up as a number, which is no energy").isEqualTo(1);
    assertThat(window.mean().of(window.sum(), window.count())).isCloseTo(70, within(1e-9));
  }

  @Test
  void aWindowGoesOnWhereNothingChanged() {
    Vitals vitals = new Vitals();
    hear(vitals, Mean.ENERGY, START, 60);
    told(vitals, START + 1);
    hear(vitals, Mean.ENERGY, START + 2, 70);
    VitalWindow window = told(vitals, START + 3).getLast();
    assertThat(window.count()).isEqualTo(2);
    assertThat(window.mean().of(window.sum(), window.count())).isCloseTo(67.40, within(0.005));
  }

  @Test
  void windowsOfLevelsSurviveARestart() throws IOException {
    Vitals vitals = new Vitals();
    hear(vitals, Mean.ENERGY, START, 60);
    told(vitals, START + 1);
    hear(vitals, Mean.ENERGY, START + 2, 70);
    Vitals back = new Vitals();
    back.read(in(bytes(vitals)), ShardState.MEANS);
    assertThat(bytes(back)).isEqualTo(bytes(vitals));
    assertThat(told(back, START + 3)).isEqualTo(told(vitals, START + 3));
  }

  @Test
  void sumsOfACityBeforeAreThoseOfNumbers() throws IOException {
    Vitals vitals = new Vitals();
    hear(vitals, Mean.ARITHMETIC, START, 60);
    byte[] now = bytes(vitals);
    // before, a cell had no last byte; behind it stands the number of windows, four bytes
    byte[] then = new byte[now.length - 1];
    System.arraycopy(now, 0, then, 0, now.length - 5);
    System.arraycopy(now, now.length - 4, then, now.length - 5, 4);
    Vitals back = new Vitals();
    back.read(in(then), ShardState.MEANS - 1);
    hear(back, Mean.ENERGY, START + 1, 70);
    List<VitalWindow> told = told(back, START + 2);
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().count()).isEqualTo(1);
    assertThat(told.getFirst().mean()).isEqualTo(Mean.ENERGY);
  }

  private static byte[] bytes(Vitals vitals) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    vitals.encode(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  private static DataInputStream in(byte[] bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes));
  }
}
