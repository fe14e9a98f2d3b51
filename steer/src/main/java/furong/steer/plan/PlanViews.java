package furong.steer.plan;

import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Organisation;
import furong.pack.IndicatorDef;
import furong.pack.PackBook;
import furong.people.Role;
import furong.people.User;
import furong.plan.Assessment;
import furong.plan.DispatchDesk;
import furong.plan.DispatchMonth;
import furong.plan.DispatchStore;
import furong.plan.Entry;
import furong.plan.EntryDesk;
import furong.plan.EntryState;
import furong.plan.Evidence;
import furong.plan.Flag;
import furong.plan.Item;
import furong.plan.Milestone;
import furong.plan.Origin;
import furong.plan.PlanAct;
import furong.plan.PlanEvent;
import furong.plan.Progress;
import furong.plan.Score;
import furong.plan.Sign;
import furong.plan.SteeringFigures.Own;
import furong.plan.SteeringRules.Criterion;
import furong.plan.SteeringRules.Lag;
import furong.plan.Step;
import furong.plan.Steps;
import furong.plan.Supervised;
import furong.plan.SupervisedDesk;
import furong.plan.Target;
import furong.plan.TaskBook;
import furong.serve.people.Names;
import furong.steer.plan.PlanDocuments.AllowedView;
import furong.steer.plan.PlanDocuments.CodeAndTitle;
import furong.steer.plan.PlanDocuments.EntryView;
import furong.steer.plan.PlanDocuments.EventView;
import furong.steer.plan.PlanDocuments.EvidenceView;
import furong.steer.plan.PlanDocuments.FlagView;
import furong.steer.plan.PlanDocuments.IdAndName;
import furong.steer.plan.PlanDocuments.MonthLine;
import furong.steer.plan.PlanDocuments.OriginView;
import furong.steer.plan.PlanDocuments.ProgressView;
import furong.steer.plan.PlanDocuments.PulledView;
import furong.steer.plan.PlanDocuments.ReportView;
import furong.steer.plan.PlanDocuments.RuleView;
import furong.steer.plan.PlanDocuments.ScoreView;
import furong.steer.plan.PlanDocuments.SignView;
import furong.steer.plan.PlanDocuments.SupervisedView;
import furong.steer.plan.PlanDocuments.TargetView;
import furong.steer.plan.PlanDocuments.UnitScores;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes months, entries and supervised items as documents, with what the reader may do. */
@Component
class PlanViews {

  /** Acts of the timeline that are none of {@link PlanAct}. */
  private static final Map<String, Text> OTHER_ACTS =
      Map.of(
          "open", Text.of("启动调度", "Opened"),
          "supervise", Text.of("立项督办", "Supervised"),
          "remind_soon", Text.of("临期提醒", "Reminded: due soon"),
          "remind_overdue", Text.of("超期提醒", "Reminded: overdue"),
          "register_add", Text.of("登记", "Added"),
          "register_judge", Text.of("重新评级", "Judged again"),
          "register_close", Text.of("解除", "Closed"),
          "register_publish", Text.of("发布", "Published"),
          "register_withdraw", Text.of("撤回", "Withdrawn"));

  private final TaskBook book;
  private final PackBook packs;
  private final DispatchStore store;
  private final DispatchDesk months;
  private final EntryDesk entries;
  private final SupervisedDesk supervised;
  private final CityProfile city;
  private final Names names;
  private final PlanFormulas formulas;
  private final InstantSource time;

  PlanViews(
      TaskBook book,
      PackBook packs,
      DispatchStore store,
      DispatchDesk months,
      EntryDesk entries,
      SupervisedDesk supervised,
      CityProfile city,
      Names names,
      PlanFormulas formulas,
      InstantSource time) {
    this.book = book;
    this.packs = packs;
    this.store = store;
    this.months = months;
    this.entries = entries;
    this.supervised = supervised;
    this.city = city;
    this.names = names;
    this.formulas = formulas;
    this.time = time;
  }

  IdAndName unit(String id) {
    return new IdAndName(id, unitName(city, id));
  }

  static Text unitName(CityProfile city, String id) {
    return city.findOrganisation(id).map(Organisation::name).orElse(Text.of(id, id));
  }

  static CodeAndTitle kind(Item item) {
    return new CodeAndTitle(item.kind().name(), item.kind().title());
  }

  /** What a target asks, and a milestone that the plan gives a number. */
  static @Nullable TargetView target(Item item) {
    if (item instanceof Milestone m && m.value() != null) {
      return new TargetView(
          Target.Form.MILESTONE.name(),
          m.compare() == null ? null : m.compare().name(),
          m.value(),
          null,
          Target.Per.ONCE.name(),
          m.indicators(),
          List.of(),
          m.title());
    }
    return item instanceof Target t
        ? new TargetView(
            t.form().name(),
            t.compare() == null ? null : t.compare().name(),
            t.value(),
            t.unit(),
            t.per().name(),
            t.indicators(),
            t.beside(),
            t.criterion())
        : null;
  }

  static ProgressView progress(Progress p) {
    return new ProgressView(p.percent(), p.basis().name(), p.met());
  }

  static List<FlagView> flags(List<Flag> flags) {
    return flags.stream()
        .map(f -> new FlagView(f.rule(), f.level().number(), f.title(), f.reason()))
        .toList();
  }

  @Nullable PulledView pulled(Entry.@Nullable Pulled p) {
    return p == null
        ? null
        : new PulledView(
            p.indicator(),
            p.period(),
            p.value(),
            p.simulated(),
            p.at(),
            formulas.href(p.indicator(), p.period()),
            p.signs().stream().map(s -> sign(s, p.indicator())).toList());
  }

  private SignView sign(Sign s, String deciding) {
    return new SignView(
        s.indicator(),
        indicatorTitle(s.indicator()),
        s.period(),
        s.value(),
        s.simulated(),
        new CodeAndTitle(s.state().name(), s.state().title()),
        s.reason(),
        s.indicator().equals(deciding) && s.state().judged(),
        s.period() == null
            ? "/indicators/" + s.indicator()
            : formulas.href(s.indicator(), s.period()));
  }

  /** What an indicator is called; its id where no pack knows it. */
  Text indicatorTitle(String id) {
    return packs
        .findIndicator(id)
        .map(IndicatorDef::title)
        .or(() -> Own.find(id).map(Own::title))
        .orElse(Text.of(id, id));
  }

  EntryView entry(Entry e, User user) {
    return entry(e, entries.allowed(user, e), store.evidence("entry/" + e.id()));
  }

  /** All entries of a month: two questions to the store however many there are. */
  List<EntryView> entries(DispatchMonth month, List<Entry> all, User user) {
    Map<String, List<Evidence>> files =
        store.evidenceOf(month.month()).stream().collect(Collectors.groupingBy(Evidence::owner));
    return all.stream()
        .map(e ->
            entry(
                e,
                entries.allowed(user, e, month),
                files.getOrDefault("entry/" + e.id(), List.of())))
        .toList();
  }

  private EntryView entry(Entry e, List<PlanAct> acts, List<Evidence> files) {
    Optional<Item> item = book.plan().find(e.item());
    Entry.@Nullable Report r = e.report();
    return new EntryView(
        e.id(),
        e.month().toString(),
        e.item(),
        item.map(PlanViews::kind).orElse(new CodeAndTitle("", Text.of("已不在规划中", "No longer"))),
        item.map(Item::title).orElse(Text.of(e.item(), e.item())),
        item.map(PlanViews::target).orElse(null),
        unit(e.unit()),
        new CodeAndTitle(e.state().name(), e.state().title()),
        r == null
            ? null
            : new ReportView(r.progress(), r.figure(), r.words(), r.at(), r.byName(), r.spent()),
        pulled(e.pulled()),
        e.byEngine(book.plan()),
        e.pace(),
        progress(item.map(e::progress).orElse(new Progress(null, Progress.Basis.NONE, null))),
        flags(e.flags()),
        new CodeAndTitle(e.answer().name(), e.answer().title()),
        e.answerWords(),
        files.stream().map(this::evidence).toList(),
        e.version(),
        allowed(Steps.ENTRY, e.state(), acts));
  }

  SupervisedView supervised(Supervised s, User user) {
    @Nullable String doer = s.doer();
    @Nullable OriginView origin = s.origin() == null ? null : origin(s.origin());
    return new SupervisedView(
        s.id(),
        s.number(),
        s.month() == null ? null : s.month().toString(),
        s.entry(),
        s.item(),
        origin == null
            ? book.plan().find(s.item()).map(Item::title).orElse(Text.of(s.item(), s.item()))
            : origin.title(),
        origin,
        s.words(),
        unit(s.unit()),
        new CodeAndTitle(s.state().name(), s.state().title()),
        s.openedAt(),
        s.dueAt(),
        s.overdue(time.instant()),
        doer == null ? null : new IdAndName(doer, names.of(doer)),
        s.proof(),
        s.doneAt(),
        s.closedAt(),
        s.returns(),
        evidence("supervised/" + s.id()),
        s.version(),
        allowed(Steps.SUPERVISED, s.state(), supervised.allowed(user, s)));
  }

  private OriginView origin(Origin o) {
    return new OriginView(
        o.year(),
        o.division(),
        city.history()
            .find(o.division())
            .map(Division::name)
            .orElse(Text.of(o.division(), o.division())),
        o.indicator(),
        indicatorTitle(o.indicator()),
        "/checkup?division=" + o.division() + "&period=" + o.year());
  }

  MonthLine month(DispatchMonth m, List<Entry> of) {
    return new MonthLine(
        m.month().toString(),
        new CodeAndTitle(m.state().name(), m.state().title()),
        m.openedAt(),
        m.reportsDue(),
        m.closedAt(),
        of.size(),
        (int) of.stream().filter(e -> e.state() == EntryState.REPORTED).count(),
        (int) of.stream().filter(e -> e.byEngine(book.plan())).count(),
        (int) of.stream().filter(e -> !e.flags().isEmpty()).count(),
        m.version());
  }

  List<AllowedView> allowed(DispatchMonth m, User user) {
    return allowed(Steps.MONTH, m.state(), months.allowed(user, m));
  }

  static <S extends Enum<S>> List<AllowedView> allowed(
      List<Step<S>> table, S state, List<PlanAct> acts) {
    return acts.stream()
        .map(act ->
            new AllowedView(
                act.code(),
                act.title(),
                Steps.find(table, state, act).stream()
                    .flatMap(row -> row.needs().stream())
                    .map(need -> need.name().toLowerCase(Locale.ROOT))
                    .toList()))
        .toList();
  }

  List<EvidenceView> evidence(String owner) {
    return store.evidence(owner).stream().map(this::evidence).toList();
  }

  EvidenceView evidence(Evidence e) {
    return new EvidenceView(
        e.id(), e.name(), e.bytes(), e.at(), names.of(e.by()).zh(), "/api/plan/evidence/" + e.id());
  }

  List<EventView> timeline(String owner) {
    return store.events(owner).stream().map(PlanViews::event).toList();
  }

  private static EventView event(PlanEvent e) {
    @Nullable Text role = e.role().isEmpty() ? null : Role.valueOf(e.role()).title();
    Text title =
        PlanAct.find(e.act())
            .map(PlanAct::title)
            .orElse(OTHER_ACTS.getOrDefault(e.act(), Text.of(e.act(), e.act())));
    return new EventView(e.at(), e.byName(), role, title, e.words());
  }

  /** Units with their totals, the best first. */
  List<UnitScores> assessment(List<Score> scores) {
    Map<String, List<Score>> byUnit = new LinkedHashMap<>();
    scores.forEach(s -> byUnit.computeIfAbsent(s.unit(), u -> new ArrayList<>()).add(s));
    return byUnit.entrySet().stream()
        .map(e -> {
          OptionalDouble total = Assessment.total(e.getValue());
          return new UnitScores(
              unit(e.getKey()),
              total.isPresent() ? total.getAsDouble() : null,
              e.getValue().stream().map(this::score).toList());
        })
        .sorted((a, b) -> Double.compare(orZero(b.total()), orZero(a.total())))
        .toList();
  }

  /** By which something lags now; a flag of a closed month keeps the words of its own time. */
  List<RuleView> rules() {
    return book.plan().rules().lagging().stream()
        .map(
            lag -> new RuleView(lag.id(), lag.level().number(), lag.title(), limit(lag), lag.why()))
        .toList();
  }

  private static Text limit(Lag lag) {
    return switch (lag.kind()) {
      case BEHIND_PACE ->
          Text.of("落后超过 " + lag.amount() + " 个百分点", "More than " + lag.amount() + " points behind");
      case STALLED ->
          Text.of("连续 " + lag.amount() + " 个月不变", "The same for " + lag.amount() + " months");
      case OVERDUE -> Text.of("过了期限仍未完成", "Past its day and not done");
      case NO_REPORT -> Text.of("截止时没有报送", "No report by the end of the time");
      case WRONG_WAY -> Text.of("与规划方向相反", "Against the plan's direction");
    };
  }

  private static double orZero(@Nullable Double total) {
    return total == null ? 0 : total;
  }

  private ScoreView score(Score s) {
    Text title =
        book.plan().rules().assessment().stream()
            .filter(c -> c.id().equals(s.criterion()))
            .map(Criterion::title)
            .findFirst()
            .orElse(Text.of(s.criterion(), s.criterion()));
    return new ScoreView(s.criterion(), title, s.weight(), s.good(), s.of());
  }
}
