package furong.evaluation;

import furong.base.AtOnce;
import furong.base.Text;
import furong.base.WorkTime;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.cases.CaseDesk;
import furong.cases.CaseDesk.Mended;
import furong.cases.CaseDesk.Report;
import furong.cases.CasePolicy;
import furong.cases.CaseRules.Act;
import furong.cases.CategoryBook;
import furong.cases.CityCases;
import furong.cases.Deaf;
import furong.cases.DispatchRules;
import furong.cases.MemoryCases;
import furong.cases.PackCaseBook;
import furong.cases.Photo;
import furong.cases.Stage;
import furong.city.BoxCity;
import furong.city.CityProfile;
import furong.geo.Bounds;
import furong.geo.LngLat;
import furong.pack.PackBook;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A town of one box with one county and one street, whose office has four working hours for each
 * case; its staff mend waste (event-0110) without and an unclean road (event-0112) with a check.
 * Sessions are 08-12 and 14-18. It is Monday 2026-03-02, 10:00.
 */
final class Town {

  static final String CODE = "510100";
  static final String STREET = "street-office-510104017";
  private static final Bounds BOX = Bounds.of(104.2, 30.5, 104.3, 30.6);

  Instant now = at("2026-03-02T10:00");
  final MemoryCases cases = new MemoryCases();
  final CityProfile city = profile();
  final CaseDesk desk =
      new CaseDesk(
          cases,
          new MemoryAudit(),
          new PackCaseBook(PackBook.of(List.of()), List.of()),
          city,
          new CityCases(
              new CasePolicy(
                  2,
                  CasePolicy.PLAIN.reopenWithin(),
                  Map.of(Stage.HANDLE, new WorkTime(4, WorkTime.Unit.WORK_HOUR)),
                  CasePolicy.PLAIN.remindAt(),
                  CasePolicy.PLAIN.furtherLevel()),
              CategoryBook.of(
                  "v1", List.of(), Map.of(), Map.of("event-0110", 0, "event-0112", 100)),
              DispatchRules.NONE,
              ""),
          new AtOnce(),
          () -> now,
          new Deaf());

  static Instant at(String shanghai) {
    return Instant.parse(shanghai + ":00+08:00");
  }

  /** What the desk was told of. */
  Case reported(double lng, double lat) {
    Report report = new Report("一件事", "part-0101", "", LngLat.of(lng, lat), List.of());
    return desk.report(as(Role.OPERATOR), report).orThrow();
  }

  /** What staff have seen on patrol. */
  Case found() {
    Report report = new Report("一件事", "part-0101", "", LngLat.of(104.25, 30.55), List.of());
    return desk.report(as(Role.STREET), report).orThrow();
  }

  /** What staff have seen and mended. */
  Case mended(String category) {
    String by = as(Role.STREET).user().id();
    String number = Long.toString(cases.all().size());
    cases.addPhoto(new Photo("before" + number, null, "", by, now, 10, 10));
    cases.addPhoto(new Photo("after" + number, null, "", by, now, 10, 10));
    LngLat place = LngLat.of(104.25, 30.55);
    Report report = new Report("一件事", category, "", place, List.of("before" + number));
    return desk.mend(as(Role.STREET), new Mended(report, "done", List.of("after" + number), ""))
        .orThrow();
  }

  /** A report that has come so far as to be sent to the street's office. */
  Case dispatched() {
    Case c = does(Role.OPERATOR, reported(104.25, 30.55), CaseAction.ACCEPT);
    c = does(Role.INSPECTOR, c, CaseAction.VERIFY);
    return does(Role.OPERATOR, does(Role.OPERATOR, c, CaseAction.REGISTER), CaseAction.DISPATCH);
  }

  /** Does it with everything that could be needed. */
  Case does(Role role, Case c, CaseAction action) {
    Caller caller = as(role);
    String photo = "photo-" + c.id();
    cases.addPhoto(new Photo(photo, c.id(), c.state().name(), caller.user().id(), now, 10, 10));
    return desk.act(
            caller, c.id(), new Act(action, c.version(), "done", "because", null, List.of(photo)))
        .orThrow();
  }

  static Caller as(Role role) {
    String id = role.name().toLowerCase(Locale.ROOT);
    return new Caller(
        new User(id, id, Text.of(id, id), Set.of(role), Scope.of(CODE), null), "10.0.0.1");
  }

  private static CityProfile profile() {
    return new BoxCity()
        .with(CODE, Text.of("芙蓉市", "Furong"), "", BOX)
        .with("510104", Text.of("西区", "西区"), CODE, BOX)
        .with("510104017", Text.of("西街道", "西街道"), "510104", BOX)
        .office("operations", Text.of("市中心", "City"), CODE)
        .office("street-office", Text.of("西街道指挥室", "West"), "510104017")
        .profile();
  }
}
