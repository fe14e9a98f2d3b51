package furong.store.cases;

import furong.base.DivisionLevel;
import furong.base.Result;
import furong.base.Text;
import furong.base.Transactions;
import furong.base.WorkCalendar;
import furong.base.WorkTime;
import furong.cases.Alert;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.cases.CaseBook;
import furong.cases.CaseDesk;
import furong.cases.CaseListener;
import furong.cases.CasePolicy;
import furong.cases.CaseProcedure;
import furong.cases.CaseRules.Act;
import furong.cases.CaseRules.Details;
import furong.cases.CaseStore;
import furong.cases.CategoryBook;
import furong.cases.CityCases;
import furong.cases.Condition;
import furong.cases.DispatchRules;
import furong.cases.Escalator;
import furong.cases.Photo;
import furong.cases.Stage;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Divisions;
import furong.city.Organisation;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** A city of one county and one street, whose desk works on any store. It is Monday 10:00. */
final class CaseWorld {

  static final String CITY = "510100";

  Instant now = Instant.parse("2026-03-02T02:00:00Z");
  final CaseStore cases;
  final CaseDesk desk;
  final Escalator escalator;

  CaseWorld(CaseStore cases, AuditTrail audit, Transactions transactions) {
    this.cases = cases;
    CityProfile city = profile();
    // two hours for handling, from the city's own decisions
    CityCases rules =
        new CityCases(
            new CasePolicy(
                2,
                CasePolicy.PLAIN.reopenWithin(),
                Map.of(Stage.HANDLE, new WorkTime(2, WorkTime.Unit.WORK_HOUR)),
                CasePolicy.PLAIN.remindAt(),
                CasePolicy.PLAIN.furtherLevel()),
            CategoryBook.of(
                "v1",
                List.of(),
                Map.of("v1", CONDITIONS),
                // half of what is mended on the spot is checked
                Map.of("part-0103", 50)),
            DispatchRules.NONE,
            "");
    desk =
        new CaseDesk(cases, audit, new NoPacks(), city, rules, transactions, () -> now, new Deaf());
    escalator = new Escalator(cases, city, rules, transactions, () -> now, new Deaf());
  }

  Case reported(String title, String category) {
    return desk.report(
            as(Role.OPERATOR),
            new CaseDesk.Report(title, category, "", LngLat.of(104.5, 30.5), List.of()))
        .orThrow();
  }

  /** What staff have found and mended; a half of it waits for a check. @param photo of before */
  Result<Case> mends(String title, String photo) {
    LngLat place = LngLat.of(104.5, 30.5);
    return desk.mend(
        as(Role.STREET),
        new CaseDesk.Mended(
            new CaseDesk.Report(title, "part-0103", "", place, List.of(photo)),
            "done",
            List.of(photo + "-after"),
            ""));
  }

  void brings(String photo) {
    for (String id : List.of(photo, photo + "-after")) {
      cases.addPhoto(new Photo(id, null, "", as(Role.STREET).user().id(), now, 9, 9));
    }
  }

  /** The same with everything that any act could need. */
  Act act(Case c, CaseAction action, long target) {
    return new Act(
        action,
        c.version(),
        "done",
        "because",
        null,
        action == CaseAction.FINISH ? List.of("photo-" + c.id()) : List.of(),
        new Details(
            action == CaseAction.CONDITION_ASK ? other(c) : "",
            null,
            action == CaseAction.MERGE || action == CaseAction.ATTACH ? Long.toString(target) : "",
            2));
  }

  /** Two conditions of every matter here: three urgent hours, or two working days. */
  private static final List<Condition> CONDITIONS =
      List.of(
          condition("v1/missing", new WorkTime(3, WorkTime.Unit.URGENT_HOUR)),
          condition("v1/rattles", new WorkTime(2, WorkTime.Unit.WORK_DAY)));

  private static Condition condition(String id, WorkTime limit) {
    return new Condition(
        id,
        List.of("part-0101", "part-0102", "part-0103", "part-0104"),
        Text.of(id, id),
        limit,
        Optional.empty(),
        "sample");
  }

  private static String other(Case c) {
    return "v1/missing".equals(c.progress().dossier().condition()) ? "v1/rattles" : "v1/missing";
  }

  Result<Case> tries(Role role, Case c, CaseAction action, long target) {
    if (action == CaseAction.FINISH) {
      cases.addPhoto(
          new Photo("photo-" + c.id(), c.id(), c.state().name(), as(role).user().id(), now, 9, 9));
    }
    return desk.act(as(role), c.id(), act(c, action, target));
  }

  static Caller as(Role role) {
    String id = "u-" + role.name();
    return new Caller(
        new User(
            id,
            role.name().toLowerCase(java.util.Locale.ROOT),
            Text.of(id, id),
            Set.of(role),
            Scope.of(CITY),
            null),
        "10.0.0.1");
  }

  private static CityProfile profile() {
    List<Division> divisions =
        List.of(
            division(CITY, DivisionLevel.CITY, "芙蓉市", ""),
            division("510104", DivisionLevel.COUNTY, "西区", CITY),
            division("510104017", DivisionLevel.STREET, "西街道", "510104"));
    Geometry square = new GeometryFactory().toGeometry(new Envelope(104, 105, 30, 31));
    Map<String, Geometry> areas =
        divisions.stream().collect(Collectors.toMap(Division::code, d -> square));
    WorkCalendar calendar =
        WorkCalendar.of(
            ZoneId.of("Asia/Shanghai"),
            List.of(
                new WorkCalendar.Session(LocalTime.of(8, 0), LocalTime.of(12, 0)),
                new WorkCalendar.Session(LocalTime.of(14, 0), LocalTime.of(18, 0))),
            Set.of(),
            Set.of());
    return CityProfile.of(
        "small",
        Text.of("芙蓉市", "Furong"),
        calendar,
        Divisions.of(divisions, areas),
        List.of(
            Organisation.of("operations", Text.of("市中心", "City"), divisions.get(0)),
            Organisation.of("operations", Text.of("区中心", "County"), divisions.get(1)),
            Organisation.of("street-office", Text.of("西街道指挥室", "West"), divisions.get(2))),
        List.of(),
        Map.of());
  }

  private static Division division(String code, DivisionLevel level, String name, String parent) {
    return new Division(
        code,
        level,
        Text.of(name, name),
        parent,
        false,
        LngLat.of(104.5, 30.5),
        Bounds.of(104, 30, 105, 31));
  }

  private static final class NoPacks implements CaseBook {
    @Override
    public Optional<RuleInfo> rule(String id) {
      return Optional.empty();
    }

    @Override
    public Optional<CaseProcedure> procedure(String id) {
      return Optional.empty();
    }
  }

  private static final class Deaf implements CaseListener {
    @Override
    public void alertChanged(Alert alert) {}

    @Override
    public void caseChanged(Case changed) {}
  }
}
