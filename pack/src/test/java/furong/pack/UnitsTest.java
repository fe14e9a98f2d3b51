package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Units convert exactly or not at all. */
class UnitsTest {

  @Test
  void convertsWithinADimension() {
    assertThat(Units.convert("mg/m3", "ug/m3")).contains(new Units.Conversion(1_000, 0));
    assertThat(Units.convert("µg/m³", "ug/m3")).contains(new Units.Conversion(1, 0));
    assertThat(Units.convert("ug/m3", "mg/m3").orElseThrow().factor()).isEqualTo(0.001);
    assertThat(Units.convert("K", "Cel").orElseThrow().offset()).isEqualTo(-273.15);
  }

  @Test
  void readsWhatDevicesWrite() {
    for (String[] pair :
        new String[][] {
          {"dB(A)", "dB[A]"},
          {"%LEL", "%{LEL}"},
          {"μg/m^3", "ug/m3"},
          {"℃", "Cel"},
          {"m³/s", "m3/s"},
          {"人", "{person}"},
          {"l/s", "L/s"}
        }) {
      assertThat(Units.convert(pair[0], pair[1])).as(pair[0]).contains(Units.Conversion.SAME);
    }
    // a litre is a thousandth of a cubic metre, an hour 3,600 seconds
    assertThat(Units.convert("m3/h", "m3/s").orElseThrow().apply(7_200)).isEqualTo(2);
    assertThat(Units.convert("L/s", "m3/s").orElseThrow().apply(1_500)).isEqualTo(1.5);
    assertThat(Units.convert("mbar", "hPa").orElseThrow().apply(1_013)).isEqualTo(1_013);
    // 212 degrees Fahrenheit are 100 Celsius
    assertThat(Units.convert("[degF]", "Cel").orElseThrow().apply(212))
        .isCloseTo(100, within(1e-9));
  }

  @Test
  void refusesWhatNeedsMoreKnowledge() {
    assertThat(Units.convert("[ppm]", "%")).as("of what?").isEmpty();
    assertThat(Units.convert("", "ug/m3")).isEmpty();
    assertThat(Units.convert("[ppb]", "ug/m3")).isEmpty();
    assertThat(Units.convert("furlong", "m")).isEmpty();
    assertThat(Units.convert("work-hour", "work-day")).isEmpty();
  }
}
