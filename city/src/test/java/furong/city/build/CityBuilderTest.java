package furong.city.build;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.DivisionLevel;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.RealCity;
import furong.geo.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.util.GeometryFixer;

/** The built cities obey the laws of divisions. */
class CityBuilderTest {

  /** Borders are noded to a centimetre: along 1,000 km of border that is at most some 10,000 m2. */
  private static final double CITY_TOLERANCE_M2 = 10_000;

  /** Streets and finer: some tens of kilometres of border. */
  private static final double TOLERANCE_M2 = 2_000;

  @ParameterizedTest
  @CsvSource({"chengdu, 20, 261, 3047", "beijing, 16, 349, 7535"})
  void allDivisionsOfTheRegisterAreThere(String id, int counties, int streets, int communities) {
    Divisions divisions = CityProfile.load(RealCity.profile(id)).divisions();
    assertThat(divisions.list(DivisionLevel.COUNTY)).hasSize(counties);
    assertThat(divisions.list(DivisionLevel.STREET)).hasSize(streets);
    assertThat(divisions.list(DivisionLevel.COMMUNITY)).hasSize(communities);
    assertThat(divisions.list(DivisionLevel.GRID).size()).isBetween(communities, 4 * communities);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chengdu", "beijing"})
  void everyParentIsTiledByItsChildren(String id) {
    Divisions divisions = CityProfile.load(RealCity.profile(id)).divisions();
    for (Division parent : divisions.list()) {
      Map<String, Geometry> children = new LinkedHashMap<>();
      for (Division child : divisions.children(parent.code())) {
        children.put(child.code(), divisions.area(child.code()).orElseThrow());
        assertThat(child.code()).startsWith(Division.stem(parent.code()));
        assertThat(child.synthetic()).isEqualTo(DivisionLevel.COUNTY.above(child.level()));
      }
      if (!children.isEmpty()) {
        boolean city = parent.level() == DivisionLevel.CITY;
        assertThat(
                Coverage.faults(
                    divisions.area(parent.code()).orElseThrow(),
                    children,
                    city ? CITY_TOLERANCE_M2 : TOLERANCE_M2))
            .as(parent.code())
            .isEmpty();
      }
    }
  }

  @Test
  void locatingGivesTheSamePathAsTryingEveryDivision() {
    Divisions divisions = CityProfile.load(RealCity.profile("chengdu")).divisions();
    Random random = new Random(5101);
    GeometryFactory points = new GeometryFactory();
    int located = 0;
    for (int i = 0; i < 400; i++) {
      var box = divisions.root().bounds();
      double lng = box.west() + random.nextDouble() * (box.east() - box.west());
      double lat = box.south() + random.nextDouble() * (box.north() - box.south());
      Geometry point = points.createPoint(new Coordinate(lng, lat));
      List<String> slow =
          divisions.list().stream()
              .filter(d -> d.bounds().contains(lng, lat))
              .filter(d -> divisions.area(d.code()).orElseThrow().covers(point))
              .map(Division::code)
              .toList();
      List<String> fast =
          divisions.locate(lng, lat).map(d -> divisions.path(d.code())).orElse(List.of()).stream()
              .map(Division::code)
              .toList();
      assertThat(fast).isEqualTo(slow);
      located += fast.isEmpty() ? 0 : 1;
    }
    assertThat(located).isGreaterThan(100);
  }

  @Test
  void kuanzhaiAlleyLiesInQingyang() {
    // 宽窄巷子, some 800 m from the nearest border of 青羊区
    Divisions divisions = CityProfile.load(RealCity.profile("chengdu")).divisions();
    assertThat(divisions.locate(104.0535, 30.6697).orElseThrow().code()).startsWith("510105");
    assertThat(divisions.locate(116.4, 39.9)).isEmpty();
  }

  /**
   * The outlines of the package agree better with surveyed ones (OpenStreetMap, WGS 84) when they
   * are taken for GCJ-02: the proof of the coordinate system that the package does not state.
   */
  @Test
  void theOutlinesOfThePackageAreGcj02() throws IOException {
    var source = RealCity.profile("chengdu").resolve("generated/source/outlines.tsv");
    Map<String, Geometry> surveyed = surveyed();
    Map<String, Geometry> asGcj = CityBuilder.outlines(source, true);
    Map<String, Geometry> asWgs = CityBuilder.outlines(source, false);
    int better = 0;
    double totalGcj = 0;
    double totalWgs = 0;
    for (String code : asGcj.keySet()) {
      Geometry truth = Objects.requireNonNull(surveyed.get(code), code);
      double gcj = difference(truth, asGcj.get(code));
      double wgs = difference(truth, asWgs.get(code));
      better += gcj < wgs ? 1 : 0;
      totalGcj += gcj;
      totalWgs += wgs;
    }
    assertThat(better).isEqualTo(20);
    assertThat(totalGcj).isLessThan(totalWgs);
  }

  private static double difference(Geometry a, @org.jspecify.annotations.Nullable Geometry b) {
    return Coverage.squareMetres(a.symDifference(GeometryFixer.fix(Objects.requireNonNull(b))));
  }

  private static final Pattern FEATURE =
      Pattern.compile("\"Code_County\":\\s*\"(\\d{6})\".*?\"coordinates\":\\s*(\\[.*?])\\s*}", 32);

  private static final Pattern RING =
      Pattern.compile("\\[\\s*\\[\\s*-?\\d[^\\[\\]]*](.*?)]\\s*]", 32);

  private static final Pattern POINT =
      Pattern.compile("\\[\\s*(-?[\\d.]+)\\s*,\\s*(-?[\\d.]+)\\s*]");

  /**
   * Reads the few facts that we need out of the GeoJSON; outer rings only (there are no others).
   */
  private static Map<String, Geometry> surveyed() throws IOException {
    String json = Files.readString(RealCity.shared("admin/chengdu_districts_20_osm_wgs84.geojson"));
    GeometryFactory factory = new GeometryFactory();
    Map<String, Geometry> counties = new LinkedHashMap<>();
    Matcher features = FEATURE.matcher(json);
    while (features.find()) {
      List<Geometry> rings = new ArrayList<>();
      Matcher ring = RING.matcher(features.group(2));
      while (ring.find()) {
        List<Coordinate> points = new ArrayList<>();
        Matcher point = POINT.matcher(ring.group());
        while (point.find()) {
          points.add(
              new Coordinate(
                  Double.parseDouble(point.group(1)), Double.parseDouble(point.group(2))));
        }
        LinearRing shell = factory.createLinearRing(points.toArray(Coordinate[]::new));
        rings.add(factory.createPolygon(shell));
      }
      String code = features.group(1).equals("510132") ? "510118" : features.group(1);
      counties.put(code, GeometryFixer.fix(factory.buildGeometry(rings)));
    }
    return counties;
  }

  @Test
  void functionalAreasRollUpBesideTheStatutoryCounties() {
    CityProfile chengdu = CityProfile.load(RealCity.profile("chengdu"));
    assertThat(chengdu.overlays()).hasSize(3);
    assertThat(chengdu.jurisdiction("510107061001").orElseThrow().id()).isEqualTo("CD-GXQ");
    assertThat(chengdu.jurisdiction("510104017001")).isEmpty();
    assertThat(chengdu.streets("CD-GXQ")).hasSize(7);
    // 双流区 has 19 streets by statute; 10 of them are run by 高新区 (1) and 天府新区 (9)
    assertThat(chengdu.streets("510116")).hasSize(19);
    assertThat(
            chengdu.streets("510116").stream()
                .map(street -> chengdu.jurisdiction(street.code()).map(o -> o.id()).orElse("own"))
                .collect(Collectors.groupingBy(id -> id, Collectors.counting())))
        .isEqualTo(Map.of("own", 9L, "CD-GXQ", 1L, "CD-TFXQ", 9L));
  }

  @Test
  void everyPlaceHasAStreetOfficeAndRetiredCodesLeadToTheirSuccessors() {
    CityProfile chengdu = CityProfile.load(RealCity.profile("chengdu"));
    for (Division grid : chengdu.divisions().list(DivisionLevel.GRID)) {
      assertThat(chengdu.organisation("grid", grid.code()).orElseThrow().division())
          .isEqualTo(grid.code());
      assertThat(chengdu.organisation("street-office", grid.code()).orElseThrow().division())
          .isEqualTo(grid.code().substring(0, 9));
    }
    assertThat(chengdu.organisation("operations", "510132").orElseThrow().id())
        .isEqualTo("operations-510118");
    assertThat(chengdu.organisation("juggling", "510104")).isEmpty();
    assertThat(chengdu.calendar().knows(2025)).isTrue();
    assertThat(chengdu.calendar().knows(2026)).isTrue();
  }
}
