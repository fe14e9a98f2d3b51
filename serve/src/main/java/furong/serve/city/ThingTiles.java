package furong.serve.city;

import furong.city.Divisions;
import furong.geo.Bounds;
import furong.geo.TileId;
import furong.geo.VectorTile;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.observe.Health;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * The things that observe: layer {@code things}. A thing is a point with {@code id}, {@code name},
 * {@code kind}, and {@code health} where it is not well; where a tile holds many, those of a cell
 * are one point with {@code count} and {@code ill}: how many there are and are not well.
 */
final class ThingTiles {

  /**
   * More points than this in one tile are a carpet: then every n-th is shown, by id, the same ones
   * each time. 20,000 points are some 300 kB zipped.
   */
  private static final int MAX_POINTS = 20_000;

  /** As many single points as a tile shows before they hide each other. */
  static final int MAX_SINGLE = 400;

  /** Deepest zoom of the tiles: browsers enlarge these, so that here every thing is a point. */
  static final int DEEPEST = 14;

  /** What the catalogue said at one moment. */
  private record Snapshot(long version, STRtree tree) {}

  private final Catalogue catalogue;
  private final GeometryFactory points = new GeometryFactory();
  private volatile @Nullable Snapshot snapshot;

  ThingTiles(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  long version() {
    return catalogue.version();
  }

  /**
   * Which things a map is about.
   *
   * @param divisions in which they lie
   * @param kind of them; empty for any
   * @param health in which they are; null for any
   */
  record Wanted(List<String> divisions, String kind, @Nullable Health health) {

    boolean takes(ObservingThing thing, Health its) {
      return (health == null || health == its)
          && (kind.isEmpty() || kind.equals(thing.kind()))
          && divisions.stream().anyMatch(of -> Divisions.isWithin(thing.division(), of));
    }
  }

  byte[] tile(TileId id, Wanted wanted, LongFunction<Health> health) {
    Bounds box = id.bounds(VectorTile.MARGIN);
    Envelope envelope = new Envelope(box.west(), box.east(), box.south(), box.north());
    List<ObservingThing> found = new ArrayList<>();
    for (Object hit : tree().query(envelope)) {
      ObservingThing thing = (ObservingThing) hit;
      if (wanted.takes(thing, health.apply(thing.id()))) {
        found.add(thing);
      }
    }
    found.sort(Comparator.comparingLong(ObservingThing::id));
    VectorTile tile = new VectorTile(id);
    VectorTile.Layer layer = tile.layer("things");
    if (id.z() < DEEPEST && found.size() > MAX_SINGLE) {
      ThingClusters.of(id, found, thing -> health.apply(thing.id()) == Health.WELL)
          .forEach(cluster -> add(layer, cluster, health));
    } else {
      int step = 1 + (found.size() - 1) / MAX_POINTS;
      for (int i = 0; i < found.size(); i += step) {
        add(layer, found.get(i), health);
      }
    }
    return tile.encode();
  }

  private void add(
      VectorTile.Layer layer, ThingClusters.Cluster cluster, LongFunction<Health> health) {
    ObservingThing only = cluster.only();
    if (only != null) {
      add(layer, only, health);
      return;
    }
    layer.add(
        point(cluster.lng(), cluster.lat()),
        Map.of(
            "count",
            (long) cluster.count(),
            "ill",
            (long) cluster.ill(),
            "simulated",
            cluster.simulated()));
  }

  private void add(VectorTile.Layer layer, ObservingThing thing, LongFunction<Health> healthOf) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("id", thing.id());
    facts.put("name", thing.name());
    facts.put("kind", thing.kind());
    facts.put("simulated", thing.simulated());
    Health health = healthOf.apply(thing.id());
    if (health != Health.WELL) {
      facts.put("health", health.name());
    }
    layer.add(point(thing.lng(), thing.lat()), facts);
  }

  private Point point(double lng, double lat) {
    return points.createPoint(new Coordinate(lng, lat));
  }

  private STRtree tree() {
    long version = catalogue.version();
    Snapshot known = snapshot;
    if (known != null && known.version() == version) {
      return known.tree();
    }
    STRtree tree = new STRtree();
    for (ObservingThing thing : catalogue.things()) {
      if (thing.placed()) {
        tree.insert(new Envelope(new Coordinate(thing.lng(), thing.lat())), thing);
      }
    }
    tree.build();
    snapshot = new Snapshot(version, tree);
    return tree;
  }
}
