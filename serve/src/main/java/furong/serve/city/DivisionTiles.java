package furong.serve.city;

import furong.base.DivisionLevel;
import furong.city.Division;
import furong.city.Divisions;
import furong.geo.Bounds;
import furong.geo.TileId;
import furong.geo.VectorTile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.index.strtree.STRtree;

/**
 * Cuts the divisions into tiles: layers {@code county}, {@code street}, {@code community}, {@code
 * grid}.
 */
final class DivisionTiles {

  /**
   * From which zoom on a level is in the tiles: where the division above it, shown whole, fills a
   * small screen (360 px; a county of 60 km from 7, a street of 10 km from 9, a community of 3 km
   * from 11).
   */
  private static final Map<DivisionLevel, Integer> FROM_ZOOM =
      new EnumMap<>(
          Map.of(
              DivisionLevel.COUNTY, 0,
              DivisionLevel.STREET, 7,
              DivisionLevel.COMMUNITY, 9,
              DivisionLevel.GRID, 11));

  private final Divisions divisions;
  private final Map<DivisionLevel, STRtree> index = new EnumMap<>(DivisionLevel.class);

  DivisionTiles(Divisions divisions) {
    this.divisions = divisions;
    for (DivisionLevel level : FROM_ZOOM.keySet()) {
      STRtree tree = new STRtree();
      for (Division d : divisions.list(level)) {
        divisions.area(d.code()).ifPresent(area -> tree.insert(area.getEnvelopeInternal(), d));
      }
      tree.build();
      index.put(level, tree);
    }
  }

  byte[] tile(TileId id) {
    VectorTile tile = new VectorTile(id);
    Bounds box = id.bounds(VectorTile.MARGIN);
    Envelope envelope = new Envelope(box.west(), box.east(), box.south(), box.north());
    index.forEach((level, tree) -> {
      if (id.z() >= FROM_ZOOM.getOrDefault(level, 0)) {
        VectorTile.Layer layer = tile.layer(level.name().toLowerCase(Locale.ROOT));
        for (Division d : inside(tree, envelope)) {
          Geometry area = divisions.area(d.code()).orElseThrow();
          layer.add(
              area,
              Map.of(
                  "code", d.code(),
                  "name", d.name().zh(),
                  "nameEn", d.name().en(),
                  "synthetic", d.synthetic()));
        }
      }
    });
    return tile.encode();
  }

  /** In the order of codes, so that the same tile has the same bytes and tag. */
  private static List<Division> inside(STRtree tree, Envelope envelope) {
    List<Division> found = new ArrayList<>();
    for (Object hit : tree.query(envelope)) {
      found.add((Division) hit);
    }
    found.sort(Comparator.comparing(Division::code));
    return found;
  }
}
