package furong.cases;

import static furong.base.DivisionLevel.STREET;

import furong.base.AtOnce;
import furong.base.Level;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.Text;
import furong.base.WorkTime;
import furong.cases.CaseRules.Act;
import furong.cases.CaseRules.Details;
import furong.city.BoxCity;
import furong.city.CityProfile;
import furong.detect.AlertChange;
import furong.geo.LngLat;
import furong.observe.Catalogue.ObservingThing;
import furong.observe.MemoryCatalogue;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A city of one degree with two counties side by side: the western one has a street with a command
 * room and a community, the eastern one has a street but nobody in it. Sessions are 08-12 and
 * 14-18. Station 7 stands in the community; its rule is {@code air.heavy}. It is Monday 2026-03-02,
 * 10:00.
 */
final class SmallCity {

  static final String CITY_CODE = "510100";
  static final String WEST_STREET = "510104017";
  static final String COMMUNITY_CODE = "510104017001";
  static final String EAST_STREET = "510105003";
  static final long STATION = 7;
  private static final ObservingThing THE_STATION =
      new ObservingThing(STATION, "荷塘站", "air-station", COMMUNITY_CODE, 104.2, 30.5, false);

  Instant now = Instant.parse("2026-03-02T02:00:00Z");
  final MemoryCases cases = new MemoryCases();
  final MemoryAlerts alerts = new MemoryAlerts();
  final MemoryAudit audit = new MemoryAudit();
  final List<String> told = new ArrayList<>();
  final CityProfile city = profile();
  final CaseBook book = new AirBook();
  final CityCases rules;
  final CaseDesk desk;
  final AlertDesk alertDesk;
  final Escalator escalator;

  SmallCity() {
    this(CityCases.PLAIN);
  }

  SmallCity(CityCases rules) {
    this.rules = rules;
    AtOnce atOnce = new AtOnce();
    desk = new CaseDesk(cases, audit, book, city, rules, atOnce, () -> now, new Ears());
    alertDesk =
        new AlertDesk(
            alerts,
            cases,
            audit,
            book,
            new MemoryCatalogue().put(THE_STATION),
            city,
            rules,
            atOnce,
            () -> now,
            new Ears());
    escalator = new Escalator(cases, city, rules, atOnce, () -> now, new Ears());
  }

  final Caller operator = caller("op", Role.OPERATOR, null);
  final Caller street = caller("st", Role.STREET, null);
  final Caller inspector = caller("in", Role.INSPECTOR, null);
  final Caller planner = caller("pl", Role.PLANNER, null);

  static Caller caller(String id, Role role, @Nullable String organisation) {
    return new Caller(
        new User(id, id, Text.of(id, id), Set.of(role), Scope.of(CITY_CODE), organisation),
        "10.0.0.1");
  }

  Caller as(Role role) {
    return switch (role) {
      case OPERATOR -> operator;
      case STREET -> street;
      case INSPECTOR -> inspector;
      default -> planner;
    };
  }

  /** The station's alert, opened at a minute after midnight. */
  AlertChange alert(AlertChange.Kind kind, Level level, int minute) {
    return change("a1", kind, level, minute);
  }

  AlertChange change(String id, AlertChange.Kind kind, Level level, int minute) {
    long midnight = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli();
    long at = midnight + 60_000L * minute;
    return new AlertChange(
        id,
        "air.heavy",
        "air",
        "1.0",
        kind,
        level,
        STATION,
        COMMUNITY_CODE,
        at,
        kind == AlertChange.Kind.OPENED ? at : midnight,
        false,
        true,
        Map.of("pm25", 230.0),
        "PM2.5 230");
  }

  /** A case that an alert has opened. */
  Case opened() {
    alertDesk.apply(alert(AlertChange.Kind.OPENED, Level.III, 0));
    return newest();
  }

  /** What a person has seen in the community. */
  Case reported(String category) {
    return desk.report(
            operator, new CaseDesk.Report("一件事", category, "", LngLat.of(104.2, 30.5), List.of()))
        .orThrow();
  }

  /** An alert's case, dispatched to the western street with four working hours. */
  Case dispatched() {
    return does(operator, does(operator, opened(), CaseAction.REGISTER), CaseAction.DISPATCH);
  }

  /** The same act with these details and nothing else. */
  Result<Case> tries(Caller who, Case c, CaseAction action, Details details) {
    return desk.act(
        who, c.id(), new Act(action, c.version(), "", "because", null, List.of(), details));
  }

  static Instant at(String shanghai) {
    return Instant.parse(shanghai + ":00+08:00");
  }

  Case newest() {
    long id = cases.count(everything());
    return cases.find(id).orElseThrow();
  }

  static CaseStore.Query everything() {
    return new CaseStore.Query(List.of(), Set.of(), null, null, null, null, 0, 1_000);
  }

  /** Does it with everything that could be needed. */
  Case does(Caller who, Case c, CaseAction action) {
    return tries(who, c, action).orThrow();
  }

  Result<Case> tries(Caller who, Case c, CaseAction action) {
    String photo = "photo-" + c.id();
    cases.addPhoto(new Photo(photo, c.id(), c.state().name(), who.user().id(), now, 10, 10));
    return desk.act(
        who,
        c.id(),
        new Act(
            action,
            c.version(),
            "done",
            "because",
            null,
            List.of(photo),
            new Details(
                action == CaseAction.CONDITION_ASK ? otherCondition(c) : "",
                null,
                ties(action) ? Long.toString(companion(c)) : "",
                2)));
  }

  /** The first condition of its kind that the case is not registered for; empty without any. */
  private String otherCondition(Case c) {
    return rules.categories().conditions(c.matter().category()).stream()
        .map(Condition::id)
        .filter(id -> !id.equals(c.progress().dossier().condition()))
        .findFirst()
        .orElse("");
  }

  private static boolean ties(CaseAction action) {
    return action == CaseAction.MERGE || action == CaseAction.ATTACH;
  }

  /** Another case that is open, made when it is first asked for. */
  private long companion(Case c) {
    return cases.list(everything()).stream()
        .filter(o -> o.id() != c.id() && !o.state().ended())
        .filter(o -> o.progress().dossier().ties().parent() == null)
        .map(Case::id)
        .findFirst()
        .orElseGet(() ->
            desk.report(
                    operator,
                    new CaseDesk.Report("同一件事", "part-0101", "", LngLat.of(104.2, 30.5), List.of()))
                .orThrow()
                .id());
  }

  static Refusal refusal(Result<?> result) {
    return ((Result.Refused<?>) result).refusal();
  }

  static String code(Result<?> result) {
    return ((Result.Refused<?>) result).notices().getFirst().code();
  }

  long audited(String subject) {
    return audit.count(new AuditTrail.Query(subject, null, null, null, 0, 1_000));
  }

  private static CityProfile profile() {
    return new BoxCity()
        .with(CITY_CODE, Text.of("芙蓉市", "Furong"), "", 104, 105)
        .with("510104", Text.of("西区", "西区"), CITY_CODE, 104, 104.5)
        .with("510105", Text.of("东区", "东区"), CITY_CODE, 104.5, 105)
        .with(WEST_STREET, Text.of("西街道", "西街道"), "510104", 104, 104.5)
        .with(EAST_STREET, Text.of("东街道", "东街道"), "510105", 104.5, 105)
        .with(COMMUNITY_CODE, Text.of("荷塘社区", "荷塘社区"), WEST_STREET, 104, 104.5)
        .office("operations", Text.of("市运行中心", "City centre"), CITY_CODE)
        .office("operations", Text.of("西区运行中心", "West centre"), "510104")
        .office("operations", Text.of("东区运行中心", "East centre"), "510105")
        .office("street-office", Text.of("西街道指挥室", "West room"), WEST_STREET)
        .profile();
  }

  /**
   * Handling in 4 working hours, the check in half an urgent day's first hour; the rest is free.
   */
  private static final class AirBook implements CaseBook {
    @Override
    public Optional<RuleInfo> rule(String id) {
      return id.equals("air.heavy")
          ? Optional.of(
              new RuleInfo(
                  id,
                  "air",
                  Text.of("持续重污染", "Lasting heavy pollution"),
                  Text.of("有害健康", "Harmful"),
                  "air.reduce",
                  true,
                  false))
          : Optional.empty();
    }

    @Override
    public Optional<CaseProcedure> procedure(String id) {
      return id.equals("air.reduce")
          ? Optional.of(
              new CaseProcedure(
                  id,
                  "event-0304",
                  null,
                  "street-office",
                  List.of(),
                  Map.of(
                      Stage.HANDLE, new WorkTime(4, WorkTime.Unit.WORK_HOUR),
                      Stage.CHECK, new WorkTime(1, WorkTime.Unit.URGENT_HOUR))))
          : Optional.empty();
    }
  }

  private final class Ears implements CaseListener {
    @Override
    public void alertChanged(Alert alert) {
      told.add("alert " + alert.id() + " " + (alert.open() ? "open" : "cleared"));
    }

    @Override
    public void caseChanged(Case changed) {
      told.add("case " + changed.id() + " " + changed.state());
    }
  }
}
