package furong.geo;

/**
 * A point on the ground: degrees east and north, WGS 84 (equal to CGCS2000 to half a metre). GCJ-02
 * never gets this far: it is converted where it comes in ({@link Gcj02}).
 *
 * @param lng -180 to 180
 * @param lat -90 to 90
 */
public record LngLat(double lng, double lat) {

  public LngLat {
    if (!(lng >= -180 && lng <= 180 && lat >= -90 && lat <= 90)) {
      throw new IllegalArgumentException("no such place: lng " + lng + ", lat " + lat);
    }
  }

  public static LngLat of(double lng, double lat) {
    return new LngLat(lng, lat);
  }
}
