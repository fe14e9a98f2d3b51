package furong.store.sta;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** GeoJSON (RFC 7946) as a geometry: any geometry, or a Feature around one. Heights are dropped. */
public final class GeoJson {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final GeometryFactory GEOMETRY = new GeometryFactory();

  private GeoJson() {}

  /** Empty when the text is no GeoJSON geometry. */
  public static Optional<Geometry> parse(String text) {
    try {
      return Optional.of(geometry(JSON.readTree(text)));
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Point point(double lng, double lat) {
    return GEOMETRY.createPoint(new Coordinate(lng, lat));
  }

  private static Geometry geometry(JsonNode node) {
    JsonNode coordinates = node.path("coordinates");
    return switch (node.path("type").asString("")) {
      case "Feature" -> geometry(node.path("geometry"));
      case "Point" -> GEOMETRY.createPoint(coordinate(coordinates));
      case "LineString" -> line(coordinates);
      case "Polygon" -> polygon(coordinates);
      case "MultiPoint" -> GEOMETRY.createMultiPointFromCoords(line(coordinates).getCoordinates());
      case "MultiLineString" ->
          GEOMETRY.createMultiLineString(
              each(coordinates).map(GeoJson::line).toArray(LineString[]::new));
      case "MultiPolygon" ->
          GEOMETRY.createMultiPolygon(
              each(coordinates).map(GeoJson::polygon).toArray(Polygon[]::new));
      case "GeometryCollection" ->
          GEOMETRY.createGeometryCollection(
              each(node.path("geometries")).map(GeoJson::geometry).toArray(Geometry[]::new));
      default -> throw new IllegalArgumentException("no GeoJSON geometry");
    };
  }

  private static java.util.stream.Stream<JsonNode> each(JsonNode array) {
    if (!array.isArray() || array.isEmpty()) {
      throw new IllegalArgumentException("an array is wanted");
    }
    return array.valueStream();
  }

  private static LineString line(JsonNode positions) {
    return GEOMETRY.createLineString(
        each(positions).map(GeoJson::coordinate).toArray(Coordinate[]::new));
  }

  private static Polygon polygon(JsonNode rings) {
    List<LinearRing> all = new ArrayList<>();
    each(rings).forEach(ring -> all.add(GEOMETRY.createLinearRing(line(ring).getCoordinates())));
    return GEOMETRY.createPolygon(
        all.getFirst(), all.subList(1, all.size()).toArray(LinearRing[]::new));
  }

  private static Coordinate coordinate(JsonNode position) {
    if (!position.path(0).isNumber() || !position.path(1).isNumber()) {
      throw new IllegalArgumentException("a position is two numbers");
    }
    return new Coordinate(position.get(0).asDouble(), position.get(1).asDouble());
  }

  /** A box as GeoJSON: a polygon, or a point when it has no size. Degrees. */
  static String box(double west, double south, double east, double north) {
    if (west == east && south == north) {
      return "{\"type\":\"Point\",\"coordinates\":" + position(west, south) + "}";
    }
    return "{\"type\":\"Polygon\",\"coordinates\":[["
        + position(west, south)
        + ","
        + position(east, south)
        + ","
        + position(east, north)
        + ","
        + position(west, north)
        + ","
        + position(west, south)
        + "]]}";
  }

  private static String position(double lng, double lat) {
    return "[" + lng + "," + lat + "]";
  }
}
