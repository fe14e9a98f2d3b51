package furong.serve.city;

import static org.assertj.core.api.Assertions.assertThat;

import furong.geo.TileId;
import furong.observe.Catalogue.ObservingThing;
import furong.serve.city.ThingClusters.Cluster;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Things of a city put together for the map: none is lost, none counted twice. */
class ThingClustersTest {

  private static final int MANY = 5_000;

  private static ObservingThing thing(long id, double lng, double lat, boolean simulated) {
    return new ObservingThing(id, "t" + id, "manhole", "510104", lng, lat, simulated);
  }

  private static List<ObservingThing> city() {
    Random random = new Random(7);
    List<ObservingThing> things = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      things.add(
          thing(i, 103.9 + random.nextGaussian() * 0.2, 30.65 + random.nextGaussian() * 0.2, true));
    }
    return things;
  }

  @Test
  void everyThingIsCountedInOneTileOfAZoom() {
    List<ObservingThing> things = city();
    for (int zoom : List.of(6, 9, 11, 13)) {
      Set<TileId> tiles = new HashSet<>();
      things.forEach(t -> tiles.add(TileId.of(zoom, t.lng(), t.lat())));
      int counted = 0;
      int ill = 0;
      int most = 0;
      for (TileId tile : tiles) {
        List<Cluster> clusters = ThingClusters.of(tile, things, t -> t.id() % 3 > 0);
        counted += clusters.stream().mapToInt(Cluster::count).sum();
        ill += clusters.stream().mapToInt(Cluster::ill).sum();
        most = Math.max(most, clusters.size());
      }
      assertThat(counted).as("zoom " + zoom).isEqualTo(MANY);
      assertThat(ill).as("0, 3 ... 4,998").isEqualTo(1_667);
      assertThat(most).isLessThanOrEqualTo(ThingClusters.CELLS * ThingClusters.CELLS);
    }
  }

  @Test
  void aThingAloneStaysItselfAndTwoOfACellStandInTheirMiddle() {
    TileId tile = TileId.of(10, 104.06, 30.67);
    ObservingThing one = thing(1, 104.06, 30.67, false);
    assertThat(ThingClusters.of(tile, List.of(one), t -> true))
        .singleElement()
        .satisfies(c -> assertThat(c.only()).isEqualTo(one));
    ObservingThing two = thing(2, 104.0602, 30.6702, true);
    assertThat(ThingClusters.of(tile, List.of(one, two), t -> t.id() == 1))
        .containsExactly(
            new Cluster((104.06 + 104.0602) / 2, (30.67 + 30.6702) / 2, 2, 1, null, false));
  }

  @Test
  void whatLiesOutsideIsNotCounted() {
    TileId tile = TileId.of(10, 104.06, 30.67);
    assertThat(ThingClusters.of(tile, List.of(thing(1, 105.5, 30.67, true)), t -> true)).isEmpty();
  }
}
