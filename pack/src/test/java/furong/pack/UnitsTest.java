package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;

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
  void refusesWhatNeedsMoreKnowledge() {
    assertThat(Units.convert("[ppb]", "ug/m3")).isEmpty();
    assertThat(Units.convert("furlong", "m")).isEmpty();
    assertThat(Units.convert("work-hour", "work-day")).isEmpty();
  }
}
