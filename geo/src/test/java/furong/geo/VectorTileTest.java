package furong.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

class VectorTileTest {

  private static final TileId WORLD = new TileId(0, 0, 0);
  private static final GeometryFactory FACTORY = new GeometryFactory();

  private static Geometry box(double w, double s, double e, double n) {
    return FACTORY.toGeometry(new Envelope(w, e, s, n));
  }

  @Test
  void aPlaceIsFoundInItsTileAndTheTileKnowsItsGround() {
    // 104.0657 E: (104.0657+180)/360*1024 = 808.01; 30.66 N: 0.5 - ln((1+s)/(1-s))/4pi of 1024 =
    // 420.4
    TileId tile = TileId.of(10, 104.0657, 30.6574);
    assertThat(tile).isEqualTo(new TileId(10, 808, 420));
    assertThat(tile.bounds(0).contains(104.0657, 30.6574)).isTrue();
    Coordinate corner = tile.within(tile.bounds(0).west(), tile.bounds(0).north(), 4096);
    assertThat(corner.x).isCloseTo(0, within(1e-6));
    assertThat(corner.y).isCloseTo(0, within(1e-6));
  }

  @Test
  void thereAreNoTilesOutsideThePyramid() {
    assertThatThrownBy(() -> new TileId(1, 2, 0)).hasMessageContaining("1/2/0");
    assertThatThrownBy(() -> new TileId(23, 0, 0)).hasMessageContaining("no tile");
  }

  @Test
  void aPointIsWrittenByteForByteAsTheSpecificationSays() {
    VectorTile tile = new VectorTile(WORLD);
    tile.layer("p").add(FACTORY.createPoint(new Coordinate(0, 0)), Map.of("a", true));
    // layer(3) of 2+3+15+3+4+3 = 30 bytes: version 15=2; name 1="p"; feature 2 { tags 2=[0,0]; type
    // 3=1;
    // geometry 4=[MoveTo x1 = 9, zigzag 2048 = 4096 = 80 20, twice] }; key 3="a"; value 4={bool
    // 7=1};
    // extent 5=4096
    assertThat(HexFormat.of().formatHex(tile.encode()))
        .isEqualTo(
            "1a1e"
                + "7802"
                + "0a0170"
                + "120d"
                + "12020000"
                + "1801"
                + "2205"
                + "0980208020"
                + "1a0161"
                + "22023801"
                + "288020");
  }

  @Test
  void polygonsAreClippedToTheTileAndTurnedTheRightWay() {
    // the western half of the world reaches far beyond tile 1/0/0
    VectorTile tile = new VectorTile(new TileId(1, 0, 0));
    tile.layer("a").add(box(-90, -40, 90, 40), Map.of("code", "x", "n", 7));
    Map<String, List<List<long[]>>> read = read(tile.encode());
    List<long[]> ring = read.getOrDefault("a", List.of()).getFirst();
    double margin = VectorTile.EXTENT * VectorTile.MARGIN;
    for (long[] point : ring) {
      assertThat(point[0]).isBetween(2048L, 4096L + (long) margin);
      assertThat(point[1]).isBetween(0L, 4096L + (long) margin);
    }
    double area = 0;
    for (int i = 0; i < ring.size(); i++) {
      long[] a = ring.get(i);
      long[] b = ring.get((i + 1) % ring.size());
      area += a[0] * b[1] - b[0] * a[1];
    }
    assertThat(area).isPositive();
  }

  @Test
  void aHoleRunsAgainstItsShell() {
    Geometry ring = box(-90, -40, 90, 40).difference(box(-10, -10, 10, 10));
    VectorTile tile = new VectorTile(WORLD);
    tile.layer("a").add(ring, Map.of());
    List<List<long[]>> rings = read(tile.encode()).getOrDefault("a", List.of());
    assertThat(rings).hasSize(2);
    assertThat(signedArea(rings.get(0))).isPositive();
    assertThat(signedArea(rings.get(1))).isNegative();
  }

  @Test
  void whatIsElsewhereOrTooSmallIsNotWritten() {
    VectorTile tile = new VectorTile(TileId.of(10, 104, 30));
    tile.layer("a").add(box(10, 10, 11, 11), Map.of());
    tile.layer("a").add(box(104, 30, 104 + 1e-9, 30 + 1e-9), Map.of());
    tile.layer("a").add(FACTORY.createPoint(new Coordinate(10, 10)), Map.of());
    assertThat(tile.encode()).isEmpty();
  }

  private static double signedArea(List<long[]> ring) {
    double area = 0;
    for (int i = 0; i < ring.size(); i++) {
      long[] a = ring.get(i);
      long[] b = ring.get((i + 1) % ring.size());
      area += a[0] * b[1] - b[0] * a[1];
    }
    return area;
  }

  /** A second, independent reading of the format: rings in tile steps by layer. */
  private static Map<String, List<List<long[]>>> read(byte[] tile) {
    Map<String, List<List<long[]>>> layers = new LinkedHashMap<>();
    for (Field layer : fields(tile)) {
      String name = "";
      List<List<long[]>> rings = new ArrayList<>();
      for (Field field : fields(layer.bytes)) {
        if (field.number == 1) {
          name = new String(field.bytes, StandardCharsets.UTF_8);
        } else if (field.number == 2) {
          for (Field part : fields(field.bytes)) {
            if (part.number == 4) {
              rings.addAll(rings(part.bytes));
            }
          }
        }
      }
      layers.put(name, rings);
    }
    return layers;
  }

  private static List<List<long[]>> rings(byte[] commands) {
    List<List<long[]>> rings = new ArrayList<>();
    int[] at = {0};
    long x = 0;
    long y = 0;
    while (at[0] < commands.length) {
      long command = varint(commands, at);
      if ((command & 7) == 7) {
        continue;
      }
      if ((command & 7) == 1) {
        rings.add(new ArrayList<>());
      }
      for (long i = command >> 3; i > 0; i--) {
        long dx = varint(commands, at);
        long dy = varint(commands, at);
        x += dx >>> 1 ^ -(dx & 1);
        y += dy >>> 1 ^ -(dy & 1);
        rings.getLast().add(new long[] {x, y});
      }
    }
    return rings;
  }

  private record Field(int number, byte[] bytes) {}

  private static List<Field> fields(byte[] message) {
    List<Field> fields = new ArrayList<>();
    int[] at = {0};
    while (at[0] < message.length) {
      long tag = varint(message, at);
      if ((tag & 7) == 2) {
        int length = (int) varint(message, at);
        byte[] bytes = java.util.Arrays.copyOfRange(message, at[0], at[0] + length);
        fields.add(new Field((int) (tag >> 3), bytes));
        at[0] += length;
      } else {
        varint(message, at);
      }
    }
    return fields;
  }

  private static long varint(byte[] bytes, int[] at) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = bytes[at[0]++];
      value |= (long) (b & 0x7F) << shift;
      if (b >= 0) {
        return value;
      }
    }
  }
}
