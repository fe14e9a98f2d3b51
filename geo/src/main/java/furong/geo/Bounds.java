package furong.geo;

/** A box of degrees, WGS 84: west to east, south to north. Does not cross the 180th meridian. */
public record Bounds(double west, double south, double east, double north) {

  public Bounds {
    if (!(west <= east && south <= north)) {
      throw new IllegalArgumentException(
          "not a box: " + west + "," + south + "," + east + "," + north);
    }
  }

  public static Bounds of(double west, double south, double east, double north) {
    return new Bounds(west, south, east, north);
  }

  public boolean contains(double lng, double lat) {
    return lng >= west && lng <= east && lat >= south && lat <= north;
  }
}
