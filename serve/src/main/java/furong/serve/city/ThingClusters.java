package furong.serve.city;

import furong.geo.TileId;
import furong.observe.Catalogue.ObservingThing;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;

/**
 * Things of a tile put together by the cells of a grid, so that a tile never holds more features
 * than cells. Cells lie in one tile each: what is counted here is counted in no other tile.
 */
final class ThingClusters {

  /** Cells along a side: 32 pixels of a tile of 512 each, room for a circle with a number. */
  static final int CELLS = 16;

  /**
   * What lies in one cell.
   *
   * @param lng mean of its things, degrees east
   * @param lat mean of its things, degrees north
   * @param only the thing, where it is alone
   * @param ill how many of them are not well
   * @param simulated true when all of them are
   */
  record Cluster(
      double lng,
      double lat,
      int count,
      int ill,
      @Nullable ObservingThing only,
      boolean simulated) {}

  private static final class Sum {
    private final ObservingThing first;
    private double lng;
    private double lat;
    private int count;
    private int ill;
    private boolean simulated = true;

    Sum(ObservingThing first) {
      this.first = first;
    }

    void add(ObservingThing thing, boolean well) {
      ill += well ? 0 : 1;
      lng += thing.lng();
      lat += thing.lat();
      count++;
      simulated &= thing.simulated();
    }

    Cluster cluster() {
      return new Cluster(
          lng / count, lat / count, count, ill, count == 1 ? first : null, simulated);
    }
  }

  private ThingClusters() {}

  /** Clusters of the things that lie in the tile itself, from north-west to south-east. */
  static List<Cluster> of(
      TileId tile, Collection<ObservingThing> things, Predicate<ObservingThing> well) {
    Map<Integer, Sum> cells = new TreeMap<>();
    for (ObservingThing thing : things) {
      Coordinate at = tile.within(thing.lng(), thing.lat(), CELLS);
      int column = (int) Math.floor(at.x);
      int row = (int) Math.floor(at.y);
      if (column >= 0 && column < CELLS && row >= 0 && row < CELLS) {
        cells
            .computeIfAbsent(row * CELLS + column, cell -> new Sum(thing))
            .add(thing, well.test(thing));
      }
    }
    return cells.values().stream().map(Sum::cluster).toList();
  }
}
