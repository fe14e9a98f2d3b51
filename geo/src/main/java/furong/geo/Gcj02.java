package furong.geo;

/**
 * Between WGS 84 and GCJ-02, the shifted coordinates of Chinese consumer maps.
 *
 * <pre>{@code
 * Gcj02.fromWgs84(104.0657, 30.6574)   // 104.06820730, 30.65497823: 360.6 m away
 * }</pre>
 *
 * The official algorithm is not public; this is the widely used one (after
 * wandergis/coordtransform). It applies inside {@link #COVERED} only; elsewhere both systems are
 * the same. The way back is a fixed-point iteration, good to a micrometre; the common shortcut "2x
 * - f(x)" errs by up to half a metre.
 */
public final class Gcj02 {

  /** Where GCJ-02 differs from WGS 84 at all. */
  public static final Bounds COVERED = Bounds.of(73.66, 3.86, 135.05, 53.55);

  /** Semi-major axis of the Krassowsky 1940 ellipsoid, metres. */
  private static final double A = 6378245.0;

  /** Its squared eccentricity. */
  private static final double EE = 0.00669342162296594323;

  /**
   * 1e-12 degrees are a tenth of a micrometre; each round shrinks the error about a thousandfold.
   */
  private static final double TOLERANCE_DEGREES = 1e-12;

  /** Three to four rounds are enough; twenty says that the input is no coordinate. */
  private static final int MAX_ROUNDS = 20;

  private Gcj02() {}

  public static LngLat fromWgs84(double lng, double lat) {
    if (!COVERED.contains(lng, lat)) {
      return LngLat.of(lng, lat);
    }
    double x = lng - 105.0;
    double y = lat - 35.0;
    double radLat = Math.toRadians(lat);
    double sin = Math.sin(radLat);
    double magic = 1 - EE * sin * sin;
    double sqrtMagic = Math.sqrt(magic);
    double dLat = Math.toDegrees(latShift(x, y) * magic * sqrtMagic / (A * (1 - EE)));
    double dLng = Math.toDegrees(lngShift(x, y) * sqrtMagic / (A * Math.cos(radLat)));
    return LngLat.of(lng + dLng, lat + dLat);
  }

  public static LngLat toWgs84(double lng, double lat) {
    if (!COVERED.contains(lng, lat)) {
      return LngLat.of(lng, lat);
    }
    double wLng = lng;
    double wLat = lat;
    for (int round = 0; round < MAX_ROUNDS; round++) {
      LngLat back = fromWgs84(wLng, wLat);
      double errLng = back.lng() - lng;
      double errLat = back.lat() - lat;
      wLng -= errLng;
      wLat -= errLat;
      if (Math.abs(errLng) < TOLERANCE_DEGREES && Math.abs(errLat) < TOLERANCE_DEGREES) {
        break;
      }
    }
    return LngLat.of(wLng, wLat);
  }

  private static double latShift(double x, double y) {
    return -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * Math.sqrt(Math.abs(x))
        + wave(x, 20.0, 6.0, 20.0, 2.0)
        + (20.0 * Math.sin(y * Math.PI) + 40.0 * Math.sin(y / 3.0 * Math.PI)) * 2.0 / 3.0
        + (160.0 * Math.sin(y / 12.0 * Math.PI) + 320.0 * Math.sin(y * Math.PI / 30.0)) * 2.0 / 3.0;
  }

  private static double lngShift(double x, double y) {
    return 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * Math.sqrt(Math.abs(x))
        + wave(x, 20.0, 6.0, 20.0, 2.0)
        + (20.0 * Math.sin(x * Math.PI) + 40.0 * Math.sin(x / 3.0 * Math.PI)) * 2.0 / 3.0
        + (150.0 * Math.sin(x / 12.0 * Math.PI) + 300.0 * Math.sin(x / 30.0 * Math.PI)) * 2.0 / 3.0;
  }

  /** The two short waves that both shifts share. */
  private static double wave(double x, double a, double af, double b, double bf) {
    return (a * Math.sin(af * x * Math.PI) + b * Math.sin(bf * x * Math.PI)) * 2.0 / 3.0;
  }
}
