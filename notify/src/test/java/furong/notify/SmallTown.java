package furong.notify;

import static furong.base.DivisionLevel.CITY;
import static furong.base.DivisionLevel.COMMUNITY;
import static furong.base.DivisionLevel.COUNTY;
import static furong.base.DivisionLevel.GRID;
import static furong.base.DivisionLevel.STREET;

import furong.base.DivisionLevel;
import furong.base.Level;
import furong.base.Text;
import furong.base.Transactions;
import furong.base.WorkCalendar;
import furong.cases.Alert;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.Organisation;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.observe.MemoryCatalogue;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A city of one degree: in the west of 104.5 a county with a street, in the east another; the
 * western street has a community of two grids. City and counties have an operations centre, the
 * streets have an office, the community and its first grid a post. Times are those of Monday
 * 2026-03-02, 10:00 in Shanghai.
 */
public final class SmallTown {

  public static final String CITY_CODE = "510100";
  public static final String WEST = "510104";
  public static final String EAST = "510105";
  public static final String WEST_STREET = "510104017";
  public static final String EAST_STREET = "510105003";
  public static final String WEST_COMMUNITY = "510104017001";
  public static final String WEST_GRID = "510104017001001";
  public static final String WEST_GRID_2 = "510104017001002";
  public static final Instant TEN = Instant.parse("2026-03-02T02:00:00Z");

  private SmallTown() {}

  /** The folder that holds the modules. */
  public static Path project() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("base/src/main/java"))) {
      folder = folder.getParent();
    }
    return Objects.requireNonNull(folder, "not inside the project");
  }

  /** Commits at once, since memory keeps what it is told. */
  public static final class AtOnce implements Transactions {
    @Override
    public <T> T inOne(Supplier<T> work) {
      return work.get();
    }
  }

  /** Thing 7, an air station in the western street. */
  public static Catalogue things() {
    return new MemoryCatalogue()
        .put(new ObservingThing(7, "荷塘站", "air-station", WEST_STREET, 104.2, 30.5, false));
  }

  public static CityProfile city() {
    List<Division> divisions =
        List.of(
            division(CITY_CODE, CITY, "芙蓉市", "", 104, 105),
            division(WEST, COUNTY, "西区", CITY_CODE, 104, 104.5),
            division(EAST, COUNTY, "东区", CITY_CODE, 104.5, 105),
            division(WEST_STREET, STREET, "西街道", WEST, 104, 104.5),
            division(EAST_STREET, STREET, "东街道", EAST, 104.5, 105),
            division(WEST_COMMUNITY, COMMUNITY, "西社区", WEST_STREET, 104, 104.5),
            division(WEST_GRID, GRID, "第一网格", WEST_COMMUNITY, 104, 104.25),
            division(WEST_GRID_2, GRID, "第二网格", WEST_COMMUNITY, 104.25, 104.5));
    GeometryFactory shapes = new GeometryFactory();
    Map<String, Geometry> areas =
        divisions.stream()
            .collect(
                Collectors.toMap(
                    Division::code,
                    d ->
                        shapes.toGeometry(
                            new Envelope(
                                d.bounds().west(),
                                d.bounds().east(),
                                d.bounds().south(),
                                d.bounds().north()))));
    return CityProfile.of(
        "small",
        Text.of("芙蓉市", "Furong"),
        WorkCalendar.of(
            ZoneId.of("Asia/Shanghai"),
            List.of(new WorkCalendar.Session(LocalTime.of(9, 0), LocalTime.of(17, 0))),
            Set.of(),
            Set.of()),
        Divisions.of(divisions, areas),
        List.of(
            Organisation.of("operations", Text.of("市中心", "City centre"), divisions.get(0)),
            Organisation.of("operations", Text.of("西区中心", "West centre"), divisions.get(1)),
            Organisation.of("operations", Text.of("东区中心", "East centre"), divisions.get(2)),
            Organisation.of("street-office", Text.of("西街道办", "West office"), divisions.get(3)),
            Organisation.of("street-office", Text.of("东街道办", "East office"), divisions.get(4)),
            Organisation.of("community", Text.of("西社区", "West community"), divisions.get(5)),
            Organisation.of("grid", Text.of("第一网格", "First grid"), divisions.get(6))),
        List.of(),
        Map.of());
  }

  private static Division division(
      String code, DivisionLevel level, String name, String parent, double west, double east) {
    return new Division(
        code,
        level,
        Text.of(name, name),
        parent,
        false,
        LngLat.of((west + east) / 2, 30.5),
        Bounds.of(west, 30, east, 31));
  }

  public static Caller caller(String id, Role role, String scope, @Nullable String organisation) {
    return new Caller(user(id, role, scope, organisation), "10.0.0.1");
  }

  public static User user(String id, Role role, String scope, @Nullable String organisation) {
    return new User(id, id, Text.of(id, id), Set.of(role), Scope.of(scope), organisation);
  }

  /** An open alert of a rule in a division, opened at 10:00. */
  public static Alert alert(String id, String rule, Level level, String division) {
    return new Alert(
        id,
        rule,
        rule.substring(0, rule.indexOf('.')),
        "1.0",
        level,
        TEN,
        TEN,
        null,
        7,
        division,
        Map.of(),
        "because",
        false,
        true,
        null,
        null,
        null,
        null);
  }
}
