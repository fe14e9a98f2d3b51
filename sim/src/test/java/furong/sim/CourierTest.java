package furong.sim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Most readings travel at once, a few late, a few twice, always the same ones. */
class CourierTest {

  private static final int READINGS = 100_000;
  private static final long MINUTE = 60_000;

  private final Device device = SimWorld.of(Town.profile(), 7, 50).devices().getFirst();
  private final Courier courier = new Courier(7);

  @Test
  void oneIn500IsLateWithinTwoMinutesAndOneIn5000ByTenOrMore() {
    int slightly = 0;
    int much = 0;
    for (long t = 0; t < READINGS * MINUTE; t += MINUTE) {
      long late = courier.delayMs(device, t);
      assertThat(late).isEqualTo(courier.delayMs(device, t)).isLessThan(Courier.LONGEST_MS);
      slightly += late >= MINUTE && late < 2 * MINUTE ? 1 : 0;
      much += late >= 10 * MINUTE ? 1 : 0;
    }
    // 200 and 20 expected; five standard deviations are 71 and 22
    assertThat(slightly).isBetween(129, 271);
    assertThat(much).isBetween(1, 42);
  }

  @Test
  void oneIn500ComesTwiceAndNeverBeforeTheFirstTime() {
    int twice = 0;
    for (long t = 0; t < READINGS * MINUTE; t += MINUTE) {
      long again = courier.repeatMs(device, t);
      if (again > 0) {
        twice++;
        assertThat(again)
            .isGreaterThan(courier.delayMs(device, t))
            .isLessThan(Courier.LONGEST_REPEAT_MS);
      }
    }
    assertThat(twice).isBetween(129, 271);
  }
}
