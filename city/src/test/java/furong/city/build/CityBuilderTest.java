package furong.city.build;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.DivisionCode;
import furong.base.DivisionLevel;
import furong.base.WorkCalendar;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.RealCity;
import furong.geo.Coverage;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** Streets and towns of each county of 成都, as the statistics office coded them in 2023. */
  @ParameterizedTest
  @CsvSource({
    "510104, 锦江区, 11", "510105, 青羊区, 12", "510106, 金牛区, 13", "510107, 武侯区, 15",
    "510108, 成华区, 11", "510112, 龙泉驿区, 10", "510113, 青白江区, 7", "510114, 新都区, 9",
    "510115, 温江区, 9", "510116, 双流区, 19", "510117, 郫都区, 12", "510118, 新津区, 8",
    "510121, 金堂县, 16", "510129, 大邑县, 11", "510131, 蒲江县, 8", "510181, 都江堰市, 11",
    "510182, 彭州市, 13", "510183, 邛崃市, 14", "510184, 崇州市, 15", "510185, 简阳市, 37"
  })
  void everyCountyHasTheTownshipsOfTheRegister(String code, String name, int townships) {
    Divisions divisions = CityProfile.load(RealCity.profile("chengdu")).divisions();
    assertThat(divisions.find(code).orElseThrow().name().zh()).isEqualTo(name);
    assertThat(divisions.children(code)).hasSize(townships);
  }

  /** The last three digits say what it is: 001 to 099 a street (街道), 100 to 199 a town (镇). */
  @Test
  void ofTheTownships161AreStreetsAnd100Towns() {
    Divisions divisions = CityProfile.load(RealCity.profile("chengdu")).divisions();
    List<Integer> last =
        divisions.list(DivisionLevel.STREET).stream()
            .map(d -> Integer.parseInt(d.code().substring(6)))
            .toList();
    assertThat(last.stream().filter(n -> n < 100)).hasSize(161);
    assertThat(last.stream().filter(n -> n >= 100 && n < 200)).hasSize(100);
    assertThat(last).hasSize(261);
  }

  /** 6 digits of the county, 3 of the street, 3 of the community, 3 of the grid. */
  @Test
  void aGridHasTheFifteenDigitsOfTheStandard() {
    Divisions divisions = CityProfile.load(RealCity.profile("chengdu")).divisions();
    assertThat(divisions.path("510107005001001"))
        .extracting(Division::code)
        .contains("510107", "510107005", "510107005001", "510107005001001");
    assertThat(divisions.list(DivisionLevel.GRID))
        .allSatisfy(grid -> assertThat(grid.code()).matches("[0-9]{15}"));
  }

  /** What the State Council gave notice of for 2025 and 2026. */
  @ParameterizedTest
  @ValueSource(strings = {"chengdu", "beijing"})
  void theCalendarIsThatOfTheNotices(String id) {
    WorkCalendar calendar = CityProfile.load(RealCity.profile(id)).calendar();
    Set<LocalDate> off = new TreeSet<>();
    for (String days :
        List.of(
            "2025-01-01/2025-01-01",
            "2025-01-28/2025-02-04",
            "2025-04-04/2025-04-06",
            "2025-05-01/2025-05-05",
            "2025-05-31/2025-06-02",
            "2025-10-01/2025-10-08",
            "2026-01-01/2026-01-03",
            "2026-02-15/2026-02-23",
            "2026-04-04/2026-04-06",
            "2026-05-01/2026-05-05",
            "2026-06-19/2026-06-21",
            "2026-09-25/2026-09-27",
            "2026-10-01/2026-10-07")) {
      LocalDate.parse(days.substring(0, 10))
          .datesUntil(LocalDate.parse(days.substring(11)).plusDays(1))
          .forEach(off::add);
    }
    Set<LocalDate> work =
        Stream.of(
                "2025-01-26",
                "2025-02-08",
                "2025-04-27",
                "2025-09-28",
                "2025-10-11",
                "2026-01-04",
                "2026-02-14",
                "2026-02-28",
                "2026-05-09",
                "2026-09-20",
                "2026-10-10")
            .map(LocalDate::parse)
            .collect(Collectors.toSet());
    LocalDate.of(2025, 1, 1)
        .datesUntil(LocalDate.of(2027, 1, 1))
        .forEach(day ->
            assertThat(calendar.isWorkDay(day))
                .as(day.toString())
                .isEqualTo(
                    work.contains(day)
                        || !off.contains(day) && day.getDayOfWeek().getValue() <= 5));
  }

  @ParameterizedTest
  @ValueSource(strings = {"chengdu", "beijing"})
  void everyParentIsTiledByItsChildren(String id) {
    Divisions divisions = CityProfile.load(RealCity.profile(id)).divisions();
    for (Division parent : divisions.list()) {
      Map<String, Geometry> children = new LinkedHashMap<>();
      for (Division child : divisions.children(parent.code())) {
        children.put(child.code(), divisions.area(child.code()).orElseThrow());
        assertThat(child.code()).startsWith(DivisionCode.stem(parent.code()));
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
