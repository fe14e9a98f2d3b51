package furong.geo;

import org.locationtech.jts.geom.Coordinate;

/**
 * One square of the web map pyramid (Web Mercator, XYZ numbering with y growing southwards).
 *
 * @param z 0 to {@link #MAX_ZOOM}
 */
public record TileId(int z, int x, int y) {

  /** Beyond this a tile is smaller than a grid cell's wall; maps enlarge instead. */
  public static final int MAX_ZOOM = 22;

  public TileId {
    if (z < 0 || z > MAX_ZOOM || x < 0 || y < 0 || x >= 1 << z || y >= 1 << z) {
      throw new IllegalArgumentException("there is no tile " + z + "/" + x + "/" + y);
    }
  }

  /** The ground under the tile, grown on all sides by a share of its width. */
  public Bounds bounds(double margin) {
    return Bounds.of(
        clampLng(lng(x - margin)),
        lat(y + 1 + margin),
        clampLng(lng(x + 1 + margin)),
        lat(y - margin));
  }

  /**
   * Where a place lies in the tile.
   *
   * @return 0 to {@code extent} from the west edge and from the north edge; beyond when outside
   */
  public Coordinate within(double lng, double lat, int extent) {
    double tiles = 1 << z;
    double tx = (lng + 180) / 360 * tiles - x;
    double sin = Math.sin(Math.toRadians(lat));
    double ty = (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * tiles - y;
    return new Coordinate(tx * extent, ty * extent);
  }

  /** The tile that holds a place. */
  public static TileId of(int z, double lng, double lat) {
    Coordinate at = new TileId(0, 0, 0).within(lng, lat, 1);
    int last = (1 << z) - 1;
    return new TileId(
        z,
        Math.clamp((long) Math.floor(at.x * (1 << z)), 0, last),
        Math.clamp((long) Math.floor(at.y * (1 << z)), 0, last));
  }

  private double lng(double tx) {
    return tx / (1 << z) * 360 - 180;
  }

  private static double clampLng(double lng) {
    return Math.clamp(lng, -180, 180);
  }

  private double lat(double ty) {
    return Math.toDegrees(Math.atan(Math.sinh(Math.PI * (1 - 2 * ty / (1 << z)))));
  }
}
