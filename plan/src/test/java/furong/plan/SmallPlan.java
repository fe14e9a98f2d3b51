package furong.plan;

import furong.base.AtOnce;
import furong.base.Level;
import furong.base.Result;
import furong.base.Text;
import furong.cases.MemoryAlerts;
import furong.city.BoxCity;
import furong.city.CityProfile;
import furong.notify.Letters;
import furong.notify.MemoryNotifications;
import furong.people.AuditEntry;
import furong.people.AuditTrail;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.MemoryUsers;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.plan.Entry.Pulled;
import furong.plan.PlanDesk.Promise;
import furong.plan.PlanRules.Doing;
import furong.plan.SteeringRules.Criterion;
import furong.plan.SteeringRules.Lag;
import furong.plan.SteeringRules.LagKind;
import furong.plan.SteeringRules.Measure;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A city of two counties with a plan of one action, for 2021 to 2025: 2,200 courtyards in the plan
 * period (A24), good-air days that rise (A01, with an engine's figure), and a platform (B62). It is
 * Monday 2025-11-03, 10:00; offices work 08-12 and 14-18.
 */
final class SmallPlan {

  static final String CITY = "510100";
  static final YearMonth NOVEMBER = YearMonth.of(2025, 11);
  static final String HOUSING = "housing-510100";
  static final String WEST = "operations-510104";

  Instant now = Instant.parse("2025-11-03T02:00:00Z");
  final Map<String, Double> engine = new HashMap<>();
  final MemoryPlans promises = new MemoryPlans();
  final MemoryDispatch store = new MemoryDispatch();
  final MemoryAudit audit = new MemoryAudit();
  final CityProfile city = profile();
  final Plan plan = plan();
  final MemoryRegister register = new MemoryRegister();
  final MemoryUsers users = new MemoryUsers();
  final MemoryNotifications outbox = new MemoryNotifications(new MemoryAlerts());
  final PlanOffice office =
      new PlanOffice(
          new TaskBook(plan, register),
          promises,
          store,
          audit,
          letters(),
          city,
          new AtOnce(),
          () -> now);
  final PlanDesk desk = new PlanDesk(office);
  final TaskDesk tasks = new TaskDesk(office, desk, register);
  final DispatchDesk months = new DispatchDesk(office, this::pull);
  final EntryDesk entries = new EntryDesk(office, this::pull);
  final SupervisedDesk supervised = new SupervisedDesk(office);
  final EvidenceDesk evidence = new EvidenceDesk(office, entries, supervised);

  final Caller planner = caller("pl", Role.PLANNER, CITY, null);
  final Caller inspector = caller("in", Role.INSPECTOR, CITY, null);
  final Caller housing = caller("ho", Role.OPERATOR, CITY, HOUSING);
  final Caller west = caller("we", Role.OPERATOR, "510104", WEST);

  static Caller caller(String id, Role role, String scope, @Nullable String organisation) {
    return new Caller(
        new User(id, id, Text.of(id, id), Set.of(role), Scope.of(scope), organisation), "10.0.0.1");
  }

  private PlanLetters letters() {
    Letters letters = new Letters(outbox, new AtOnce(), city.zone(), (user, division) -> {});
    return new PlanLetters(users, letters, CITY, city.zone());
  }

  /** Housing promises the courtyards, the western county the platform until the end of October. */
  SmallPlan promised() {
    desk.promise(planner, new Promise("A24", 0, HOUSING, null, null, "2200", "会议分工")).orThrow();
    desk.promise(
            planner, new Promise("B62", 0, WEST, null, LocalDate.of(2025, 10, 31), "建成", "会议分工"))
        .orThrow();
    return this;
  }

  DispatchMonth opened() {
    return months.open(planner, NOVEMBER).orThrow();
  }

  DispatchMonth month() {
    return store.findMonth(NOVEMBER).orElseThrow();
  }

  Entry entry(String item) {
    return store.entries(NOVEMBER).stream()
        .filter(e -> e.item().equals(item))
        .findFirst()
        .orElseThrow();
  }

  Result<Entry> report(
      Caller who, String item, @Nullable Double figure, @Nullable Integer percent) {
    Entry e = entry(item);
    return entries.act(
        who,
        e.id(),
        new Doing(PlanAct.REPORT, e.version(), "进展顺利", "", percent, figure, null, null));
  }

  Result<Entry> does(Caller who, String item, PlanAct act) {
    Entry e = entry(item);
    return entries.act(who, e.id(), Doing.of(act, e.version(), "限期整改", "已说明"));
  }

  Result<DispatchMonth> does(Caller who, PlanAct act) {
    return months.act(who, NOVEMBER, Doing.of(act, month().version(), "", "补充材料"));
  }

  Result<Supervised> does(Caller who, long id, PlanAct act) {
    Supervised s = store.findSupervised(id).orElseThrow();
    return supervised.act(who, id, Doing.of(act, s.version(), "已完成", "需补证明"));
  }

  List<String> audited() {
    return audit.list(new AuditTrail.Query(null, null, null, null, 0, 1_000)).reversed().stream()
        .map(AuditEntry::action)
        .toList();
  }

  static String code(Result<?> result) {
    return ((Result.Refused<?>) result).notices().getFirst().code();
  }

  private Optional<Pulled> pull(List<String> indicators, YearMonth month) {
    return indicators.stream()
        .flatMap(id ->
            engine.entrySet().stream()
                .filter(e -> e.getKey().equals(id))
                .map(
                    e -> new Pulled(id, String.valueOf(month.getYear()), e.getValue(), false, now)))
        .findFirst();
  }

  static Target target(
      String id, Target.Form form, Target.@Nullable Compare compare, @Nullable Double value) {
    return new Target(
        id,
        "13",
        Text.of(id, id),
        form,
        compare,
        value,
        null,
        new Span(LocalDate.of(2021, 1, 1), LocalDate.of(2025, 12, 31)),
        Target.Per.ONCE,
        form == Target.Form.DIRECTION ? List.of("air.good-days-ratio") : List.of(),
        List.of(),
        Text.of("约束", "criterion"));
  }

  static SteeringRules rules() {
    Text t = Text.of("规则", "Rule");
    return new SteeringRules(
        5,
        10,
        2,
        List.of(
            new Lag("behind", LagKind.BEHIND_PACE, 10, Level.III, t, t),
            new Lag("overdue", LagKind.OVERDUE, 0, Level.II, t, t),
            new Lag("silent", LagKind.NO_REPORT, 0, Level.II, t, t),
            new Lag("stalled", LagKind.STALLED, 3, Level.III, t, t),
            new Lag("wrong-way", LagKind.WRONG_WAY, 0, Level.III, t, t)),
        List.of(
            new Criterion("in-time", Measure.REPORTED_IN_TIME, 30, t, t),
            new Criterion("on-pace", Measure.NOT_LAGGING, 40, t, t),
            new Criterion("supervised", Measure.SUPERVISED_IN_TIME, 30, t, t)));
  }

  private static Plan plan() {
    return new Plan(
        "small",
        Text.of("小规划", "Small plan"),
        Text.of("小规划", "Small plan"),
        new Span(LocalDate.of(2021, 1, 1), LocalDate.of(2025, 12, 31)),
        "test",
        List.of(new Goal("s6", "", "（六）", Text.of("风貌", "Look"), List.of())),
        List.of(new Action("13", "s6", Text.of("老城更新", "Old city"), Text.of("更新", "Renewal"))),
        List.of(
            target("A24", Target.Form.COUNT, Target.Compare.GE, 2_200.0),
            target("A01", Target.Form.DIRECTION, Target.Compare.RISE, null)),
        List.of(new Task("B62", "13", Text.of("平台", "Platform"))),
        List.of(),
        List.of(),
        rules(),
        Set.of(),
        List.of());
  }

  private static CityProfile profile() {
    return new BoxCity()
        .with(CITY, Text.of("芙蓉市", "Furong"), "")
        .with("510104", Text.of("西区", "西区"), CITY)
        .with("510105", Text.of("东区", "东区"), CITY)
        .office("housing", Text.of("住建局", "Housing"), CITY)
        .office("operations", Text.of("西区中心", "West"), "510104")
        .profile();
  }
}
