package furong.steer.reported;

import furong.base.AtOnce;
import furong.base.Period;
import furong.base.Text;
import furong.cases.MemoryAlerts;
import furong.city.BoxCity;
import furong.city.CityProfile;
import furong.notify.Letters;
import furong.notify.MemoryNotifications;
import furong.pack.Faults;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.pack.PackReader;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.MemoryUsers;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.plan.MemoryDispatch;
import furong.plan.MemoryPlans;
import furong.plan.MemoryRegister;
import furong.plan.Plan;
import furong.plan.PlanLetters;
import furong.plan.PlanOffice;
import furong.plan.SupervisedDesk;
import furong.plan.TaskBook;
import furong.reported.Checkup;
import furong.reported.FormulaValue;
import furong.reported.MemoryFormulas;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.locationtech.jts.geom.GeometryFactory;

/**
 * A city of two counties side by side under the real system of the health check. Of 2025 it knows
 * its sewage (65 %, after 68 % the year before; the west 60 %, the east 72 %) and the homes with
 * gas hazards (100 in the west, 20 in the east), and nothing else. It is Friday 2026-01-09, 10:00.
 */
final class CheckedCity {

  static final String CITY = "510100";
  static final String WEST = "510104";
  static final String EAST = "510105";
  static final Period YEAR = Period.parse("2025");
  static final Instant NOW = Instant.parse("2026-01-09T02:00:00Z");
  static final String SEWAGE = "health-check.sewage-collected";
  static final String GAS = "health-check.homes-gas";

  private static final GeometryFactory SHAPES = new GeometryFactory();

  final MemoryFormulas values = new MemoryFormulas();
  final MemoryDispatch tasks = new MemoryDispatch();
  final MemoryAudit audit = new MemoryAudit();
  final CityProfile city = profile();
  final CheckupReader reader;
  final SupervisedDesk desk =
      new SupervisedDesk(
          new PlanOffice(
              new TaskBook(Plan.none(), new MemoryRegister()),
              new MemoryPlans(),
              tasks,
              audit,
              letters(),
              city,
              new AtOnce(),
              () -> NOW));
  final Ailments ailments;
  final Caller planner =
      new Caller(
          new User("pl", "pl", Text.of("规划", "Pl"), Set.of(Role.PLANNER), Scope.of(CITY), null),
          "10.0.0.1");

  CheckedCity() {
    PackBook packs = PackReader.load(Path.of("../packs")).orThrow();
    reader =
        new CheckupReader(
            Checkup.following(packs), FormulaBook.of(packs, new Faults()), values, tasks, city);
    ailments = new Ailments(reader, desk);
    knows(SEWAGE, CITY, "2024", 68);
    knows(SEWAGE, CITY, "2025", 65);
    knows(SEWAGE, WEST, "2025", 60);
    knows(SEWAGE, EAST, "2025", 72);
    knows(GAS, CITY, "2025", 120);
    knows(GAS, WEST, "2025", 100);
    knows(GAS, EAST, "2025", 20);
  }

  private PlanLetters letters() {
    Letters letters =
        new Letters(
            new MemoryNotifications(new MemoryAlerts()),
            new AtOnce(),
            city.zone(),
            (user, division) -> {});
    return new PlanLetters(new MemoryUsers(), letters, CITY, city.zone());
  }

  private void knows(String indicator, String division, String year, double value) {
    values.put(
        new FormulaValue(
            indicator, "1", division, Period.parse(year), value, "", value, 1.0, List.of(), NOW),
        "test");
  }

  CheckupPaper paper(String division) {
    return new CheckupPaper(reader, city, division, YEAR, NOW);
  }

  private static CityProfile profile() {
    return new BoxCity()
        .with(CITY, Text.of("芙蓉市", "Furong"), "", 104, 106)
        .with(WEST, Text.of("西区", "西区"), CITY, 104, 105)
        .with(EAST, Text.of("东区", "东区"), CITY, 105, 106)
        .office("housing", Text.of("住建局", "Housing"), CITY)
        .office("operations", Text.of("西区中心", "West"), WEST)
        .profile();
  }
}
