package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A grid offers whatever is near, against holding everything against everything. */
class GridTest {

  private static final int SPOTS = 200;

  /** A kilometre as degrees of latitude, rounded. */
  private static final double BAND = 0.009;

  private record Pin(long thing, double lat, double lng) implements Grid.Spot {}

  /** Ten kilometres around a place, whatever a degree of longitude is worth there. */
  private static Pin pin(Random random, long thing, double latitude) {
    double lat = latitude + (random.nextDouble() - 0.5) * 10 * BAND;
    double wide = 10 * BAND / Math.cos(Math.toRadians(latitude));
    return new Pin(thing, lat, (random.nextDouble() - 0.5) * wide);
  }

  private static boolean near(Pin a, Pin b) {
    double east = (a.lng - b.lng) * Math.cos(Math.toRadians(a.lat));
    return Math.hypot(a.lat - b.lat, east) <= BAND;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 30.6, -45, 71, 89.9})
  void offersAllThatIsWithinTheDistanceWhateverMovedAndLeft(double latitude) {
    Random random = new Random(7);
    Grid<Pin> grid = new Grid<>(BAND);
    Map<Long, Pin> all = new HashMap<>();
    int pairs = 0;
    for (int step = 0; step < 5 * SPOTS; step++) {
      long thing = random.nextInt(SPOTS);
      Pin before = all.remove(thing);
      if (before != null) {
        grid.remove(before);
      }
      if (before == null || random.nextInt(3) > 0) {
        Pin now = pin(random, thing, latitude);
        grid.put(now);
        all.put(thing, now);
      }
      Pin asks = pin(random, -1, latitude);
      List<Long> offered = new ArrayList<>();
      grid.near(asks.lat, asks.lng, p -> offered.add(p.thing));
      List<Long> near = all.values().stream().filter(p -> near(asks, p)).map(Pin::thing).toList();
      assertThat(offered).doesNotHaveDuplicates().containsAll(near);
      assertThat(all.keySet()).containsAll(offered);
      pairs += near.size();
    }
    assertThat(pairs).isGreaterThan(SPOTS); // of a thousand questions a few have an answer each
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 30.6, -45})
  void offersLittleThatIsFarAway(double latitude) {
    Random random = new Random(8);
    Grid<Pin> grid = new Grid<>(BAND);
    for (int i = 0; i < SPOTS; i++) {
      grid.put(pin(random, i, latitude));
    }
    Pin asks = new Pin(-1, latitude, 0);
    TreeSet<Long> offered = new TreeSet<>();
    grid.near(asks.lat, asks.lng, p -> offered.add(p.thing));
    // a box of 2 by 2 of 10 by 10 kilometres holds 4 % of them, 8 of 200
    assertThat(offered.size()).isLessThan(25);
  }
}
