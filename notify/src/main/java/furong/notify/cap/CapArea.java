package furong.notify.cap;

import java.util.List;
import java.util.Map;

/**
 * One {@code area}: what it is called and where it lies.
 *
 * @param desc {@code areaDesc}
 * @param polygons {@code lat,lon lat,lon ...}, closed
 * @param circles {@code lat,lon radius}, the radius in kilometres
 * @param heights {@code altitude} and {@code ceiling}, in feet, if given
 */
public record CapArea(
    String desc,
    List<String> polygons,
    List<String> circles,
    List<CapPair> geocodes,
    Map<String, String> heights) {

  public CapArea {
    polygons = List.copyOf(polygons);
    circles = List.copyOf(circles);
    geocodes = List.copyOf(geocodes);
    heights = Map.copyOf(heights);
  }
}
