package furong.notify.cap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import furong.geo.LngLat;
import furong.notify.SmallTown;
import furong.notify.cap.WarnedAreas.Area;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The town's western county lies from 104 to 104.5, the eastern one from there to 105. */
class WarnedAreasTest {

  private static Optional<Area> area(byte[] message) {
    CapReader.Part part = new CapReader(CapTrust.none()).read(message).orThrow().parts().getFirst();
    return new WarnedAreas(SmallTown.city()).of(part.message());
  }

  @Test
  void aMapShowsWhatTheyDrew() {
    String square = SmallCap.square(30.2, 104.1, 30.8, 104.4);
    Area drawn = area(SmallCap.warning("w1", "Alert", "", square)).orElseThrow();
    assertThat(drawn.drawn()).isTrue();
    // 0.6 by 0.3 degrees
    assertThat(Objects.requireNonNull(drawn.shape()).getArea()).isCloseTo(0.18, within(1e-9));
    assertThat(drawn.at().lng()).isStrictlyBetween(104.1, 104.4);
  }

  @Test
  void whereTheyDrewNothingItShowsTheDivisionsThatTheyNamed() {
    Area named = area(SmallCap.naming("w1", "510105000000")).orElseThrow();
    assertThat(named.drawn()).isFalse();
    // the eastern county: half a degree by one
    assertThat(Objects.requireNonNull(named.shape()).getArea()).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void aCircleIsAnAreaAndOneWithoutARadiusAPoint() {
    Area area = area(SmallCap.circle("w1", "30.5,104.25 10")).orElseThrow();
    // of 10 km: 0.09 degrees to the north (a degree is 111.13 km)
    assertThat(Objects.requireNonNull(area.shape()).getEnvelopeInternal().getMaxY())
        .isCloseTo(30.59, within(1e-3));
    Area point = area(SmallCap.circle("w2", "30.5,104.25 0")).orElseThrow();
    assertThat(point.shape()).isNull();
    assertThat(point.at()).isEqualTo(LngLat.of(104.25, 30.5));
  }

  @Test
  void whatNamesNoPlaceOfOursHasNoArea() {
    assertThat(area(SmallCap.naming("w1", "310000"))).isEmpty();
  }
}
