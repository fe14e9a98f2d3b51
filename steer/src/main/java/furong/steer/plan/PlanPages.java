package furong.steer.plan;

import furong.base.Text;
import furong.city.CityProfile;
import furong.pack.Pack;
import furong.pack.PackBook;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import furong.plan.Action;
import furong.plan.Commitment;
import furong.plan.Commitments;
import furong.plan.DispatchMonth;
import furong.plan.DispatchStore;
import furong.plan.Entry;
import furong.plan.Goal;
import furong.plan.Item;
import furong.plan.Milestone;
import furong.plan.PackCases;
import furong.plan.Plan;
import furong.plan.PlanChange;
import furong.plan.PlanStore;
import furong.plan.Progress;
import furong.plan.RegisterEntry.Sort;
import furong.plan.RegisterStore;
import furong.plan.Supervised;
import furong.plan.SupervisedState;
import furong.plan.TaskBook;
import furong.serve.Lists;
import furong.steer.plan.PlanDocuments.CaseLine;
import furong.steer.plan.PlanDocuments.CasesView;
import furong.steer.plan.PlanDocuments.ChangeView;
import furong.steer.plan.PlanDocuments.CodeAndTitle;
import furong.steer.plan.PlanDocuments.GoalView;
import furong.steer.plan.PlanDocuments.ItemDetail;
import furong.steer.plan.PlanDocuments.ItemLine;
import furong.steer.plan.PlanDocuments.PlanView;
import furong.steer.plan.PlanDocuments.PromiseView;
import furong.steer.plan.PlanDocuments.RegisterLine;
import furong.steer.plan.PlanDocuments.SpentView;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts the plan together with its promises, the latest reports, live figures and cases. */
@Component
class PlanPages {

  /** How packs name the actions that they serve: {@code 行动计划 11 大气联防联控}. */
  private static final Pattern SERVES = Pattern.compile("行动计划\\s*(\\d+)");

  /** Cases on an action's page; the rest stands in the list of cases. */
  private static final int LATEST = 10;

  private final TaskBook book;
  private final PlanStore promises;
  private final DispatchStore store;
  private final RegisterStore register;
  private final PackBook packs;
  private final LiveFigures live;
  private final PackCases cases;
  private final PlanViews views;
  private final CityProfile city;
  private final InstantSource time;

  PlanPages(
      TaskBook book,
      PlanStore promises,
      DispatchStore store,
      RegisterStore register,
      PackBook packs,
      LiveFigures live,
      PackCases cases,
      PlanViews views,
      CityProfile city,
      InstantSource time) {
    this.book = book;
    this.promises = promises;
    this.store = store;
    this.register = register;
    this.packs = packs;
    this.live = live;
    this.cases = cases;
    this.views = views;
    this.city = city;
    this.time = time;
  }

  /** What all lines are made from, read once a request. */
  private record Now(
      LocalDate today,
      Map<String, Commitment> promises,
      Map<String, Entry> latest,
      Map<String, SpentView> spent,
      Map<String, Integer> supervised) {}

  private Now now() {
    Map<String, Entry> latest = new HashMap<>();
    Map<String, SpentView> spent = new HashMap<>();
    // the latest month has most items; older ones fill in what is no longer reported
    for (DispatchMonth month : store.months()) {
      store.entries(month.month()).stream()
          .filter(e -> e.report() != null || e.pulled() != null || !e.flags().isEmpty())
          .forEach(e -> {
            latest.putIfAbsent(e.item(), e);
            @Nullable Double amount = e.report() == null ? null : e.report().spent();
            if (amount != null) {
              spent.putIfAbsent(e.item(), new SpentView(amount, e.month().toString()));
            }
          });
    }
    Map<String, Integer> open = new HashMap<>();
    store
        .supervised(DispatchStore.Query.all(Set.of(SupervisedState.OPEN, SupervisedState.DONE)))
        .forEach(s -> open.merge(s.item(), 1, Integer::sum));
    return new Now(
        time.instant().atZone(city.zone()).toLocalDate(),
        Commitments.of(promises.changes(null)),
        latest,
        spent,
        open);
  }

  PlanView plan(User user) {
    Plan plan = book.plan();
    Now now = now();
    List<GoalView> goals = plan.goals().stream().map(this::goal).toList();
    List<ItemLine> lines = plan.items().map(item -> line(item, now)).toList();
    PlanStandings standings = new PlanStandings(goals, lines);
    @Nullable String month =
        store.months().stream().map(m -> m.month().toString()).findFirst().orElse(null);
    return new PlanView(
        plan.id(),
        plan.title(),
        plan.shortTitle(),
        plan.isNone() ? null : plan.span().first(),
        plan.isNone() ? null : plan.span().last(),
        plan.span().elapsed(now.today()),
        plan.source(),
        goals.stream().map(standings::with).toList(),
        lines.stream().map(standings::with).toList(),
        month,
        mayPromise(user));
  }

  List<ItemLine> lines() {
    Now now = now();
    return book.plan().items().map(item -> line(item, now)).toList();
  }

  private boolean mayPromise(User user) {
    return Rights.may(user, Set.of(Role.PLANNER), city.divisions().root().code()).isOk();
  }

  private GoalView goal(Goal g) {
    String root = city.divisions().root().code();
    return new GoalView(
        g.id(),
        g.parent().isEmpty() ? null : g.parent(),
        g.number(),
        g.title(),
        g.named().stream().map(duty -> views.unit(duty + "-" + root)).toList(),
        null);
  }

  private ItemLine line(Item item, Now now) {
    Commitment promise = now.promises().getOrDefault(item.id(), Commitment.NONE);
    @Nullable Entry entry = now.latest().get(item.id());
    return new ItemLine(
        item.id(),
        PlanViews.kind(item),
        item.of(),
        item.title(),
        item instanceof Milestone m ? m.sort().title() : null,
        PlanViews.target(item),
        promise.unit() == null ? null : views.unit(promise.unit()),
        promise.first(),
        promise.last(item, now.today()).orElse(null),
        promise.words(),
        promise.version(),
        promise.pace(item, now.today()).orElse(null),
        PlanViews.progress(
            entry == null ? new Progress(null, Progress.Basis.NONE, null) : entry.progress(item)),
        entry == null ? null : entry.figure(),
        entry == null ? null : entry.month().toString(),
        entry == null ? List.of() : PlanViews.flags(entry.flags()),
        now.supervised().getOrDefault(item.id(), 0),
        null,
        promise.budget(),
        now.spent().get(item.id()));
  }

  Optional<ItemDetail> item(String id, User user) {
    return book.plan().find(id).map(item -> detail(item, user));
  }

  private ItemDetail detail(Item item, User user) {
    Now now = now();
    boolean ended = book.plan().ended().contains(item);
    List<Item> below = book.plan().under(item.id());
    boolean action = item instanceof Action;
    // the cases behind what belongs to an action are the action's
    List<String> serving = serving(action ? item.id() : item.of());
    List<Supervised> watched = new ArrayList<>();
    List<Entry> entries = new ArrayList<>(store.entriesOf(item.id()));
    for (String of : both(item, below)) {
      watched.addAll(
          store.supervised(
              new DispatchStore.Query(Set.of(), null, of, null, null, null, 0, Integer.MAX_VALUE)));
    }
    below.forEach(i -> store.entriesOf(i.id()).stream().limit(1).forEach(entries::add));
    String root = city.divisions().root().code();
    PackCases.Counts counts = cases.count(serving, root);
    List<ItemLine> lines = below.stream().map(i -> line(i, now)).toList();
    return new ItemDetail(
        line(item, now).standing(new PlanStandings(List.of(), lines).view(item.id())),
        item instanceof Action a ? a.summary() : null,
        path(item.of()),
        lines,
        live.of(item, below, serving, now.today()),
        views.pulled(live.now(item, now.today()).orElse(null)),
        new CasesView(
            serving,
            counts.total(),
            counts.open(),
            cases.latest(serving, root, LATEST).stream()
                .map(c ->
                    new CaseLine(
                        c.id(), c.number(), c.title(), c.state(), c.simulated(), c.openedAt()))
                .toList()),
        entries.stream().map(e -> views.entry(e, user)).toList(),
        watched.stream().map(s -> views.supervised(s, user)).toList(),
        registered(both(item, below)),
        both(item, below).stream()
            .flatMap(i -> promises.changes(i).reversed().stream())
            .map(this::change)
            .toList(),
        mayPromise(user) && !ended,
        mayPromise(user) && !ended && TaskBook.isAdded(item.id()));
  }

  /** Risks and opportunities of these items, whatever became of them. */
  private List<RegisterLine> registered(List<String> items) {
    return Stream.of(Sort.RISK, Sort.OPPORTUNITY)
        .flatMap(sort -> register.list(sort, Set.of(), 0, Lists.MAX_EXPORT).stream())
        .filter(e -> items.contains(e.item()))
        .map(e ->
            new RegisterLine(
                e.id(),
                e.sort().name(),
                new CodeAndTitle(e.state().name(), e.state().title()),
                e.title(),
                e.words(),
                views.unit(e.unit()),
                e.level() == null ? null : e.level().number()))
        .toList();
  }

  private static List<String> both(Item item, List<Item> below) {
    List<String> ids = new ArrayList<>(List.of(item.id()));
    below.forEach(i -> ids.add(i.id()));
    return ids;
  }

  /** Packs whose manifest names this action. */
  private List<String> serving(String action) {
    return packs.packs().stream()
        .filter(pack ->
            pack.serves().stream()
                .map(SERVES::matcher)
                .anyMatch(m -> m.find() && m.group(1).equals(action)))
        .map(Pack::id)
        .toList();
  }

  private List<GoalView> path(String of) {
    List<GoalView> path = new ArrayList<>();
    String at = book.plan().findAction(of).map(Action::of).orElse(of);
    while (!at.isEmpty()) {
      Optional<Goal> goal = book.plan().findGoal(at);
      if (goal.isEmpty()) {
        break;
      }
      path.addFirst(goal(goal.get()));
      at = goal.get().parent();
    }
    return path;
  }

  ChangeView change(PlanChange c) {
    return new ChangeView(
        c.item(),
        book.plan().find(c.item()).map(Item::title).orElse(Text.of(c.item(), c.item())),
        c.at(),
        c.byName(),
        c.after().version(),
        promise(c.before()),
        promise(c.after()),
        c.reason());
  }

  PromiseView promise(Commitment c) {
    return new PromiseView(
        c.unit() == null ? null : views.unit(c.unit()), c.first(), c.due(), c.words(), c.budget());
  }
}
