package furong.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import furong.base.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;

class CoverageTest {

  /** A tenth of a degree of latitude at the equator: 11,132 m; the square has 123.9 km2. */
  private static final double SQUARE = 11_132.0 * 11_132.0;

  private static Geometry wkt(String text) {
    try {
      return new WKTReader().read(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Geometry area(Map<String, Geometry> areas, String code) {
    return Objects.requireNonNull(areas.get(code), code);
  }

  private static Geometry box(double w, double s, double e, double n) {
    return wkt("POLYGON((%f %f,%f %f,%f %f,%f %f,%f %f))".formatted(w, s, e, s, e, n, w, n, w, s));
  }

  @Test
  void squaresSideBySideTile() {
    Map<String, Geometry> halves = Map.of("a", box(0, 0, 0.1, 0.1), "b", box(0.1, 0, 0.2, 0.1));
    assertThat(Coverage.faults(box(0, 0, 0.2, 0.1), halves, 1)).isEmpty();
    assertThat(Coverage.squareMetres(box(0, -0.05, 0.1, 0.05))).isCloseTo(SQUARE, within(1.0));
  }

  @Test
  void anOverlapAGapAndGroundOutsideAreNamed() {
    Map<String, Geometry> bad = Map.of("a", box(0, 0, 0.11, 0.1), "b", box(0.1, 0, 0.19, 0.11));
    assertThat(Coverage.faults(box(0, 0, 0.2, 0.1), bad, 1))
        .extracting(Notice::code)
        .containsExactly("coverage.overlap", "coverage.gap", "coverage.outside");
  }

  @Test
  void cleaningTakesOverlapsAndHolesAway() {
    // b overlaps a by 0.01; c leaves a closed hole of 0.02 x 0.04 against a and b
    Map<String, Geometry> rough = new LinkedHashMap<>();
    rough.put("a", box(0, 0, 0.1, 0.1));
    rough.put("b", box(0.09, 0, 0.2, 0.1));
    rough.put(
        "c",
        wkt("POLYGON((0 0.1,0.03 0.1,0.03 0.12,0.07 0.12,0.07 0.1,0.2 0.1,0.2 0.2,0 0.2,0 0.1))"));
    Map<String, Geometry> clean = Coverage.clean(rough);
    assertThat(clean.keySet()).containsExactly("a", "b", "c");
    assertThat(Coverage.faults(box(0, 0, 0.2, 0.2), clean, 1)).isEmpty();
    // the overlap stays with a, the first named: b begins at 0.1
    assertThat(area(clean, "b").getEnvelopeInternal().getMinX()).isCloseTo(0.1, within(1e-7));
    // the hole borders c on three sides (0.02 + 0.04 + 0.02) and a on one (0.04): it goes to c
    assertThat(area(clean, "c").getArea()).isCloseTo(0.2 * 0.1, within(1e-9));
  }

  @Test
  void cleaningMendsABowTie() {
    Map<String, Geometry> rough = Map.of("a", wkt("POLYGON((0 0,0.1 0.1,0.1 0,0 0.1,0 0))"));
    Geometry mended = area(Coverage.clean(rough), "a");
    assertThat(mended.isValid()).isTrue();
    // two triangles of 0.1 x 0.05 / 2 each
    assertThat(mended.getArea()).isCloseTo(0.005, within(1e-9));
  }

  @Test
  void aCutTilesWithoutGapOrOverlapWhateverTheShape() {
    Geometry hooked =
        wkt(
            "MULTIPOLYGON(((104 30,104.3 30,104.3 30.1,104.1 30.1,104.1 30.3,104 30.3,104 30)),"
                + "((104.2 30.2,104.25 30.2,104.25 30.25,104.2 30.2)))");
    for (int parts = 1; parts <= 25; parts++) {
      List<Geometry> cut = Partition.cut(hooked, parts, 42 + parts);
      Map<String, Geometry> byName = new LinkedHashMap<>();
      cut.forEach(part -> byName.put("part" + byName.size(), part));
      assertThat(cut).hasSize(parts);
      assertThat(Coverage.faults(hooked, byName, 1)).as("%d parts", parts).isEmpty();
    }
  }

  @Test
  void theSameSeedGivesTheSameCutAndAnotherSeedAnother() {
    Geometry area = box(104, 30, 104.2, 30.2);
    assertThat(Partition.cut(area, 7, 1)).isEqualTo(Partition.cut(area, 7, 1));
    assertThat(Partition.cut(area, 7, 1)).isNotEqualTo(Partition.cut(area, 7, 2));
  }

  @Test
  void anAreaWithoutGroundCannotBeCut() {
    assertThatThrownBy(() -> Partition.cut(box(0, 0, 2e-7, 1e-7), 50, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
