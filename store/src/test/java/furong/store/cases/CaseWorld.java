package furong.store.cases;

import furong.base.Result;
import furong.base.Text;
import furong.base.Transactions;
import furong.base.WorkTime;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.cases.CaseDesk;
import furong.cases.CasePolicy;
import furong.cases.CaseProcedure;
import furong.cases.CaseRules.Act;
import furong.cases.CaseRules.Details;
import furong.cases.CaseStore;
import furong.cases.CategoryBook;
import furong.cases.CityCases;
import furong.cases.Condition;
import furong.cases.Deaf;
import furong.cases.DispatchRules;
import furong.cases.Escalator;
import furong.cases.Matter;
import furong.cases.OutsideCases;
import furong.cases.PackCaseBook;
import furong.cases.Photo;
import furong.cases.Stage;
import furong.city.BoxCity;
import furong.city.CityProfile;
import furong.geo.LngLat;
import furong.pack.PackBook;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A city of one county and one street, whose desk works on any store. It is Monday 10:00. */
final class CaseWorld {

  static final String CITY = "510100";

  Instant now = Instant.parse("2026-03-02T02:00:00Z");
  final CaseStore cases;
  final CaseDesk desk;
  final Escalator escalator;
  private final OutsideCases outside;

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
        new CaseDesk(
            cases,
            audit,
            new PackCaseBook(PackBook.of(List.of()), List.of()),
            city,
            rules,
            transactions,
            () -> now,
            new Deaf());
    escalator = new Escalator(cases, city, rules, transactions, () -> now, new Deaf());
    outside = new OutsideCases(cases, city, rules, transactions, () -> now, new Deaf());
  }

  /** What the weather service warns of: its point is only where to look. */
  Case warned() {
    String kind = "event-0506";
    return outside.open(
        new Matter(
            Matter.Origin.WARNING,
            Text.of("暴雨", "Rainstorm"),
            kind,
            null,
            "510104017",
            LngLat.of(104.5, 30.5),
            null,
            null,
            "",
            "",
            "",
            false),
        CaseProcedure.none(kind));
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
    return new BoxCity()
        .with(CITY, Text.of("芙蓉市", "Furong"), "")
        .with("510104", Text.of("西区", "西区"), CITY)
        .with("510104017", Text.of("西街道", "西街道"), "510104")
        .office("operations", Text.of("市中心", "City"), CITY)
        .office("operations", Text.of("区中心", "County"), "510104")
        .office("street-office", Text.of("西街道指挥室", "West"), "510104017")
        .profile();
  }
}
