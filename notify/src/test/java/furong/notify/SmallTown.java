package furong.notify;

import furong.base.Level;
import furong.base.Text;
import furong.base.WorkCalendar.Session;
import furong.cases.Alert;
import furong.city.BoxCity;
import furong.city.CityProfile;
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
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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

  /** Thing 7, an air station in the western street. */
  public static Catalogue things() {
    return new MemoryCatalogue()
        .put(new ObservingThing(7, "荷塘站", "air-station", WEST_STREET, 104.2, 30.5, false));
  }

  public static CityProfile city() {
    return new BoxCity()
        .with(CITY_CODE, Text.of("芙蓉市", "Furong"), "", 104, 105)
        .with(WEST, named("西区"), CITY_CODE, 104, 104.5)
        .with(EAST, named("东区"), CITY_CODE, 104.5, 105)
        .with(WEST_STREET, named("西街道"), WEST, 104, 104.5)
        .with(EAST_STREET, named("东街道"), EAST, 104.5, 105)
        .with(WEST_COMMUNITY, named("西社区"), WEST_STREET, 104, 104.5)
        .with(WEST_GRID, named("第一网格"), WEST_COMMUNITY, 104, 104.25)
        .with(WEST_GRID_2, named("第二网格"), WEST_COMMUNITY, 104.25, 104.5)
        .office("operations", Text.of("市中心", "City centre"), CITY_CODE)
        .office("operations", Text.of("西区中心", "West centre"), WEST)
        .office("operations", Text.of("东区中心", "East centre"), EAST)
        .office("street-office", Text.of("西街道办", "West office"), WEST_STREET)
        .office("street-office", Text.of("东街道办", "East office"), EAST_STREET)
        .office("community", Text.of("西社区", "West community"), WEST_COMMUNITY)
        .office("grid", Text.of("第一网格", "First grid"), WEST_GRID)
        .hours(new Session(LocalTime.of(9, 0), LocalTime.of(17, 0)))
        .profile();
  }

  private static Text named(String name) {
    return Text.of(name, name);
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
