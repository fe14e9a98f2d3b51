package furong.pack;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The limits of class II in table 1 of GB 3095: of 2012, of 2026 until the end of 2030, and of 2026
 * from then on. Particles have limits of 24 hours, gases of one.
 */
class AirLimitsTest {

  private static final PackBook BOOK = PackReader.load(PacksTest.root().resolve("packs")).book();

  @ParameterizedTest
  @CsvSource({
    "so2, 500, 500, 150",
    "no2, 200, 200, 200",
    "co, 10, 10, 10",
    "o3, 200, 200, 200",
    "pm10, 150, 120, 100",
    "pm25, 75, 60, 50"
  })
  void eachDayHasTheLimitsOfItsEdition(String name, double old, double transitional, double last) {
    Property property = BOOK.findProperty("air." + name).orElseThrow();
    assertThat(high(property, LocalDate.of(2026, 2, 28))).isEqualTo(old);
    assertThat(high(property, LocalDate.of(2026, 3, 1))).isEqualTo(transitional);
    assertThat(high(property, LocalDate.of(2030, 12, 31))).isEqualTo(transitional);
    assertThat(high(property, LocalDate.of(2031, 1, 1))).isEqualTo(last);
  }

  private static Double high(Property property, LocalDate day) {
    return property.reference(day).map(Reference::high).orElseThrow();
  }
}
