package furong.serve.city;

import furong.city.Division;
import furong.city.Divisions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Areas as GeoJSON (RFC 7946), divisions as a file of it: outer rings run counter-clockwise. */
public final class GeoJson {

  private static final MediaType TYPE = MediaType.valueOf("application/geo+json");

  private GeoJson() {}

  static ResponseEntity<Map<String, Object>> of(List<Division> found, Divisions all) {
    List<Map<String, Object>> features = new ArrayList<>();
    for (Division d : found) {
      all.area(d.code())
          .ifPresent(area ->
              features.add(
                  Map.of(
                      "type", "Feature",
                      "id", d.code(),
                      "properties", CityController.properties(d),
                      "geometry", geometry(area))));
    }
    return ResponseEntity.ok()
        .contentType(TYPE)
        .header("Content-Disposition", "attachment; filename=\"divisions.geojson\"")
        .body(Map.of("type", "FeatureCollection", "features", features));
  }

  /** Polygons, one or several. */
  public static Map<String, Object> geometry(Geometry area) {
    List<List<List<double[]>>> polygons = new ArrayList<>();
    for (int i = 0; i < area.getNumGeometries(); i++) {
      // JTS's normal form has outer rings clockwise: the other way round than RFC 7946
      Polygon polygon = (Polygon) area.getGeometryN(i).norm().reverse();
      List<List<double[]>> rings = new ArrayList<>();
      rings.add(ring(polygon.getExteriorRing()));
      for (int r = 0; r < polygon.getNumInteriorRing(); r++) {
        rings.add(ring(polygon.getInteriorRingN(r)));
      }
      polygons.add(rings);
    }
    return Map.of("type", "MultiPolygon", "coordinates", polygons);
  }

  private static List<double[]> ring(LineString line) {
    List<double[]> points = new ArrayList<>();
    for (Coordinate c : line.getCoordinates()) {
      points.add(new double[] {c.x, c.y});
    }
    return points;
  }
}
