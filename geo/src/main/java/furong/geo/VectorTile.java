package furong.geo;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.algorithm.Orientation;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.operation.overlayng.OverlayNG;
import org.locationtech.jts.operation.overlayng.OverlayNGRobust;

/**
 * Writes one Mapbox Vector Tile (specification 2.1).
 *
 * <pre>{@code
 * VectorTile tile = new VectorTile(TileId.of(10, 104.07, 30.66));
 * tile.layer("county").add(area, Map.of("code", "510104"));
 * byte[] body = tile.encode();
 * }</pre>
 *
 * Geometries are given in degrees WGS 84; polygons are clipped to the tile with a margin, rounded
 * to {@link #EXTENT} steps, and dropped when nothing is left. Rounding is the only simplification,
 * so neighbours keep a common border; it may make a ring touch itself, which renderers tolerate.
 * Attributes are strings, booleans and whole numbers. Cost: about 20 us for a county of 1,500
 * points.
 */
public final class VectorTile {

  /** Steps along a tile's side: the usual number, a sixteenth of a screen pixel. */
  public static final int EXTENT = 4096;

  /** Share of the width kept beyond the edges so that outlines along them are not drawn: 1/64. */
  public static final double MARGIN = 1.0 / 64;

  private static final int MOVE_TO = 1;
  private static final int LINE_TO = 2;
  private static final int CLOSE_PATH = 7;

  private final TileId id;
  private final Map<String, Layer> layers = new LinkedHashMap<>();

  public VectorTile(TileId id) {
    this.id = id;
  }

  /** The layer of that name, made when it is new. Layers without features are not written. */
  public Layer layer(String name) {
    return layers.computeIfAbsent(name, Layer::new);
  }

  /** The tile as protocol buffer bytes; empty when it has no feature. */
  public byte[] encode() {
    Proto tile = new Proto();
    for (Layer layer : layers.values()) {
      if (!layer.features.isEmpty()) {
        tile.bytes(3, layer.encode());
      }
    }
    return tile.toByteArray();
  }

  /** Features of one kind. */
  public final class Layer {
    private final String name;
    private final List<byte[]> features = new ArrayList<>();
    private final Map<String, Integer> keys = new LinkedHashMap<>();
    private final Map<Object, Integer> values = new LinkedHashMap<>();

    private Layer(String name) {
      this.name = name;
    }

    /** Adds a point, line or polygon in degrees with its attributes. */
    public void add(Geometry degrees, Map<String, ?> attributes) {
      Commands commands = new Commands();
      int type;
      switch (degrees) {
        case Point point -> {
          type = 1;
          Coordinate at = id.within(point.getX(), point.getY(), EXTENT);
          if (insideMargin(at)) {
            commands.path(List.of(at), false);
          }
        }
        case LineString line -> {
          type = 2;
          forEachPart(clipped(line), part -> commands.path(steps(part.getCoordinates()), false));
        }
        default -> {
          type = 3;
          forEachPart(
              clipped(degrees),
              part -> {
                if (part instanceof Polygon polygon) {
                  commands.polygon(polygon);
                }
              });
        }
      }
      if (!commands.isEmpty()) {
        features.add(feature(type, commands, attributes));
      }
    }

    private byte[] feature(int type, Commands commands, Map<String, ?> attributes) {
      Proto tags = new Proto();
      attributes.forEach((key, value) -> {
        tags.varint(keys.computeIfAbsent(key, k -> keys.size()));
        tags.varint(values.computeIfAbsent(value, v -> values.size()));
      });
      Proto feature = new Proto();
      feature.bytes(2, tags.toByteArray());
      feature.number(3, type);
      feature.bytes(4, commands.proto.toByteArray());
      return feature.toByteArray();
    }

    private byte[] encode() {
      Proto layer = new Proto();
      layer.number(15, 2); // version 2 of the specification
      layer.text(1, name);
      features.forEach(feature -> layer.bytes(2, feature));
      keys.keySet().forEach(key -> layer.text(3, key));
      values.keySet().forEach(value -> layer.bytes(4, value(value)));
      layer.number(5, EXTENT);
      return layer.toByteArray();
    }

    private static byte[] value(Object value) {
      Proto proto = new Proto();
      switch (value) {
        case Boolean yes -> proto.number(7, yes ? 1 : 0);
        case Integer number -> proto.number(6, zigzag(number));
        case Long number -> proto.number(6, zigzag(number));
        default -> proto.text(1, value.toString());
      }
      return proto.toByteArray();
    }
  }

  /** The drawing commands of one feature; coordinates are differences from the last point. */
  private final class Commands {
    private final Proto proto = new Proto();
    private long x;
    private long y;

    boolean isEmpty() {
      return proto.size() == 0;
    }

    void polygon(Polygon polygon) {
      if (ring(polygon.getExteriorRing(), true)) {
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
          ring(polygon.getInteriorRingN(i), false);
        }
      }
    }

    /** In a tile y grows downwards: an outer ring runs clockwise as seen, its area is positive. */
    private boolean ring(LinearRing ring, boolean outer) {
      List<Coordinate> points = steps(ring.getCoordinates());
      if (points.size() < 4) {
        return false;
      }
      boolean positive = Orientation.isCCWArea(points.toArray(Coordinate[]::new));
      List<Coordinate> turned = positive == outer ? points : points.reversed();
      path(turned.subList(0, turned.size() - 1), true);
      return true;
    }

    void path(List<Coordinate> points, boolean close) {
      if (close ? points.size() < 3 : points.isEmpty()) {
        return;
      }
      proto.varint(command(MOVE_TO, 1));
      to(points.getFirst());
      if (points.size() > 1) {
        proto.varint(command(LINE_TO, points.size() - 1));
        points.subList(1, points.size()).forEach(this::to);
      }
      if (close) {
        proto.varint(command(CLOSE_PATH, 1));
      }
    }

    private void to(Coordinate point) {
      long px = Math.round(point.x);
      long py = Math.round(point.y);
      proto.varint(zigzag(px - x));
      proto.varint(zigzag(py - y));
      x = px;
      y = py;
    }

    private static int command(int command, int count) {
      return command | count << 3;
    }
  }

  private static void forEachPart(Geometry whole, java.util.function.Consumer<Geometry> action) {
    for (int i = 0; i < whole.getNumGeometries(); i++) {
      action.accept(whole.getGeometryN(i));
    }
  }

  private Geometry clipped(Geometry degrees) {
    Bounds box = id.bounds(MARGIN);
    Envelope envelope = new Envelope(box.west(), box.east(), box.south(), box.north());
    return envelope.contains(degrees.getEnvelopeInternal())
        ? degrees
        : OverlayNGRobust.overlay(
            degrees, degrees.getFactory().toGeometry(envelope), OverlayNG.INTERSECTION);
  }

  /** Tile steps without repetitions. */
  private List<Coordinate> steps(Coordinate[] degrees) {
    List<Coordinate> steps = new ArrayList<>(degrees.length);
    for (Coordinate degree : degrees) {
      Coordinate at = id.within(degree.x, degree.y, EXTENT);
      Coordinate step = new Coordinate(Math.round(at.x), Math.round(at.y));
      if (steps.isEmpty() || !steps.getLast().equals2D(step)) {
        steps.add(step);
      }
    }
    return steps;
  }

  private static boolean insideMargin(Coordinate at) {
    double margin = MARGIN * EXTENT;
    return at.x >= -margin && at.y >= -margin && at.x < EXTENT + margin && at.y < EXTENT + margin;
  }

  private static long zigzag(long n) {
    return n << 1 ^ n >> 63;
  }

  /** The four shapes of a protocol buffer that a tile needs. */
  private static final class Proto extends ByteArrayOutputStream {
    void varint(long value) {
      long left = value;
      while ((left & ~0x7FL) != 0) {
        write((int) (left & 0x7F | 0x80));
        left >>>= 7;
      }
      write((int) left);
    }

    void number(int field, long value) {
      varint((long) field << 3);
      varint(value);
    }

    void bytes(int field, byte[] value) {
      varint((long) field << 3 | 2);
      varint(value.length);
      writeBytes(value);
    }

    void text(int field, String value) {
      bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
