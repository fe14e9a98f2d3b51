package furong.serve.alerts;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** GeoJSON (RFC 7946) of things that have a place; a thing without one has a null geometry. */
public final class Features {

  private Features() {}

  public static Map<String, Object> collection(List<Map<String, @Nullable Object>> features) {
    return Map.of("type", "FeatureCollection", "features", features);
  }

  public static Map<String, @Nullable Object> point(
      String id, @Nullable Double lng, @Nullable Double lat, Object properties) {
    return of(
        id,
        lng == null || lat == null
            ? null
            : Map.of("type", "Point", "coordinates", List.of(lng, lat)),
        properties);
  }

  public static Map<String, @Nullable Object> of(
      String id, @Nullable Map<String, Object> geometry, Object properties) {
    Map<String, @Nullable Object> feature = new LinkedHashMap<>();
    feature.put("type", "Feature");
    feature.put("id", id);
    feature.put("geometry", geometry);
    feature.put("properties", properties);
    return Collections.unmodifiableMap(feature);
  }
}
