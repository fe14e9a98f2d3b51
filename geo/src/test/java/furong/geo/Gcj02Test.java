package furong.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Gcj02Test {

  /** The worked examples are given to eight decimals. */
  private static final double PRINTED = 5e-9;

  @ParameterizedTest
  @CsvSource({
    "104.0657, 30.6574, 104.06820730, 30.65497823",
    "103.9,    30.5,    103.90206742, 30.49717193",
    "116.404,  39.915,  116.41024450, 39.91640428"
  })
  void shiftsThePublishedVectors(double lng, double lat, double gcjLng, double gcjLat) {
    LngLat gcj = Gcj02.fromWgs84(lng, lat);
    assertThat(gcj.lng()).isCloseTo(gcjLng, within(PRINTED));
    assertThat(gcj.lat()).isCloseTo(gcjLat, within(PRINTED));
  }

  /** On a sphere of 6,371 km, the mean radius of the earth. */
  @Test
  void theFirstOfThemLies360Point6MetresAway() {
    LngLat gcj = Gcj02.fromWgs84(104.0657, 30.6574);
    double north = Math.toRadians(gcj.lat() - 30.6574);
    double east = Math.toRadians(gcj.lng() - 104.0657) * Math.cos(Math.toRadians(30.6574));
    assertThat(6_371_000 * Math.hypot(north, east)).isCloseTo(360.6, within(0.05));
  }

  @Test
  void theWayBackErrsByLessThanAMicrometre() {
    Random random = new Random(11);
    for (int i = 0; i < 5_000; i++) {
      double lng = 74 + random.nextDouble() * 60;
      double lat = 5 + random.nextDouble() * 48;
      LngLat gcj = Gcj02.fromWgs84(lng, lat);
      LngLat back = Gcj02.toWgs84(gcj.lng(), gcj.lat());
      // one degree is at most 111,320 m: 1e-6 m are 9e-12 degrees
      assertThat(back.lng()).isCloseTo(lng, within(9e-12));
      assertThat(back.lat()).isCloseTo(lat, within(9e-12));
    }
  }

  @Test
  void leavesTheRestOfTheWorldWhereItIs() {
    assertThat(Gcj02.fromWgs84(2.35, 48.85)).isEqualTo(LngLat.of(2.35, 48.85));
    assertThat(Gcj02.toWgs84(-74.0, 40.7)).isEqualTo(LngLat.of(-74.0, 40.7));
  }
}
