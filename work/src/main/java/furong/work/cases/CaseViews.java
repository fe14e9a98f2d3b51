package furong.work.cases;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import furong.base.Result;
import furong.base.Text;
import furong.base.Transactions;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.cases.CaseBook;
import furong.cases.CaseDesk;
import furong.cases.CaseDesk.Opening;
import furong.cases.CaseProcedure;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.Category;
import furong.cases.CityCases;
import furong.cases.Condition;
import furong.cases.Dispatcher;
import furong.cases.Dossier;
import furong.cases.Photo;
import furong.cases.Transition;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.geo.LngLat;
import furong.observe.Catalogue;
import furong.people.User;
import furong.serve.alerts.AlertViews;
import furong.serve.alerts.AlertViews.ThingView;
import furong.serve.alerts.Where;
import furong.serve.people.Names;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes cases as documents; what may be done to a case is worked out here for each reader. */
@Component
class CaseViews {

  record CodeAndTitle(String code, Text title) {}

  record IdAndName(String id, Text name) {}

  /** One case in a list and in live events. */
  record Summary(
      String id,
      String number,
      Text title,
      CodeAndTitle category,
      @Nullable Integer level,
      CodeAndTitle state,
      Where.Place division,
      @Nullable List<Double> location,
      @Nullable ThingView thing,
      @Nullable String alertId,
      @Nullable IdAndName organisation,
      @Nullable IdAndName handler,
      Instant openedAt,
      @Nullable Instant closedAt,
      ClockViews.@Nullable Running deadline,
      ClockViews.@Nullable Paused paused,
      String origin,
      boolean verified,
      int returns,
      int reworks,
      long version,
      boolean simulated,
      Beside beside) {}

  /**
   * What a case has gathered beside the main way.
   *
   * @param assisting who helps (协办)
   * @param condition that it was registered for, or that took its place (立案条件)
   * @param conditionAsked another one that waits for a decision
   * @param extensionAsked units of the limit that wait for a decision; 0 when none do
   * @param extensions how often more time was granted
   * @param escalatedTo who was told last that it is late or soon will be
   * @param unrouted true when it waits at the desk and nobody is named for it
   * @param onSpot found and mended by one person in one go (即采即办)
   */
  record Beside(
      List<IdAndName> assisting,
      @Nullable ConditionView condition,
      @Nullable ConditionView conditionAsked,
      int extensionAsked,
      int extensions,
      int escalation,
      @Nullable IdAndName escalatedTo,
      int reopened,
      boolean unrouted,
      boolean onSpot) {}

  /** What a matter must look like to be registered, and how long its handling may take. */
  record ConditionView(
      String id,
      Text title,
      int limit,
      String unit,
      Text unitTitle,
      @Nullable Text closing,
      String source) {
    static ConditionView of(Condition c) {
      return new ConditionView(
          c.id(),
          c.title(),
          c.limit().amount(),
          c.limit().unit().code(),
          c.limit().unit().title(),
          c.closing().orElse(null),
          c.source());
    }
  }

  /** Another case that this one is tied to. */
  record TiedView(String id, String number, Text title, CodeAndTitle state) {}

  /**
   * Who should handle it, and why.
   *
   * @param handler who of them has the least in hand; null when nobody of them is known
   * @param rule id of the rule of dispatch that decided; empty when the procedure did
   * @param fallback true when nobody has the duty there
   */
  record SuggestionView(
      IdAndName organisation,
      Text why,
      @Nullable HandlerView handler,
      List<IdAndName> assisting,
      String rule,
      boolean fallback) {}

  /** Somebody who handles cases. @param open cases in hand */
  record HandlerView(String id, Text name, int open) {}

  /** A case in full. */
  record Detail(
      @JsonUnwrapped Summary summary,
      String description,
      List<AllowedView> allowedActions,
      @Nullable SuggestionView suggestion,
      List<Text> steps,
      List<TimelineViews.StepView> timeline,
      List<TimelineViews.PhotoView> photos,
      List<ConditionView> conditions,
      @Nullable TiedView parent,
      @Nullable TiedView mergedInto,
      List<TiedView> children) {}

  /** Most parts that a page lists: more are a project of their own. */
  private static final int MAX_PARTS = 100;

  private final CityProfile city;
  private final CityCases rules;
  private final CaseDesk desk;
  private final CaseStore store;
  private final CaseBook book;
  private final Catalogue catalogue;
  private final Names names;
  private final TimelineViews timelines;
  private final ClockViews clocks;
  private final Transactions transactions;

  CaseViews(
      CityProfile city,
      CityCases rules,
      CaseDesk desk,
      CaseStore store,
      CaseBook book,
      Catalogue catalogue,
      Names names,
      Transactions transactions,
      InstantSource time) {
    this.city = city;
    this.rules = rules;
    this.desk = desk;
    this.store = store;
    this.book = book;
    this.catalogue = catalogue;
    this.names = names;
    this.clocks = new ClockViews(desk, city.calendar(), time);
    this.timelines = new TimelineViews(city, rules.categories(), names);
    this.transactions = transactions;
  }

  boolean isThing(long id) {
    return catalogue.thing(id).isPresent();
  }

  Summary summary(Case c) {
    @Nullable Long thing = c.matter().thing();
    @Nullable LngLat at = c.matter().location();
    @Nullable String handler = c.progress().handler();
    return new Summary(
        Long.toString(c.id()),
        c.number(),
        c.matter().title(),
        category(c),
        c.matter().level() == null ? null : c.matter().level().number(),
        state(c.state()),
        Where.place(city, c.matter().division()),
        at == null ? null : List.of(at.lng(), at.lat()),
        thing == null ? null : AlertViews.thing(thing, catalogue.thing(thing)),
        c.matter().alert(),
        organisation(c.progress().organisation()),
        handler == null ? null : new IdAndName(handler, names.of(handler)),
        c.openedAt(),
        c.progress().closedAt(),
        clocks.running(c),
        clocks.paused(c),
        c.matter().origin().name(),
        c.progress().verified(),
        c.progress().returns(),
        c.progress().reworks(),
        c.version(),
        c.matter().simulated(),
        beside(c));
  }

  private Beside beside(Case c) {
    Dossier d = c.progress().dossier();
    return new Beside(
        d.assisting().stream().map(this::named).toList(),
        condition(d.condition()),
        condition(d.change().asked()),
        d.extension().asked(),
        d.extension().granted(),
        d.escalation().step(),
        organisation(d.escalation().to()),
        d.reopened(),
        d.unrouted(),
        c.mendedOnSpot());
  }

  private @Nullable ConditionView condition(@Nullable String id) {
    return Optional.ofNullable(id)
        .flatMap(rules.categories()::condition)
        .map(ConditionView::of)
        .orElse(null);
  }

  /** Those that the reader may name now: all before it is registered, the others after it. */
  private List<ConditionView> conditions(Case c, List<Transition> allowed) {
    boolean toRegister = c.state() == CaseState.ACCEPTED;
    boolean toChange = allowed.stream().anyMatch(row -> row.action() == CaseAction.CONDITION_ASK);
    if (!toRegister && !toChange) {
      return List.of();
    }
    return rules.categories().conditions(c.matter().category()).stream()
        .filter(known -> toRegister || !known.id().equals(c.progress().dossier().condition()))
        .map(ConditionView::of)
        .toList();
  }

  private @Nullable TiedView tied(@Nullable Long id) {
    return id == null ? null : store.find(id).map(CaseViews::tied).orElse(null);
  }

  private static TiedView tied(Case c) {
    return new TiedView(Long.toString(c.id()), c.number(), c.matter().title(), state(c.state()));
  }

  private record Looked(Supplier<Case> after, Supplier<CaseStore.Around> around) {}

  /**
   * The case that an act leaves, in full: what stands around it is asked for together with what the
   * act writes. Only for work that refuses by its result and undoes nothing by an exception.
   */
  Result<Detail> after(User reader, Supplier<Result<Case>> act) {
    return opened(reader, () -> act.get().map(c -> new Opening(c.id(), () -> c)));
  }

  /** The same of a case that is opened. */
  Result<Detail> opened(User reader, Supplier<Result<Opening>> work) {
    return transactions
        .inOne(
            () -> work.get().map(c -> new Looked(c.kept(), store.aroundLater(c.id(), MAX_PARTS))))
        .map(looked -> detail(looked.after().get(), looked.around().get(), reader));
  }

  Detail detail(Case c, User reader) {
    return detail(c, store.around(c.id(), MAX_PARTS), reader);
  }

  private Detail detail(Case c, CaseStore.Around around, User reader) {
    boolean toDispatch = c.state() == CaseState.REGISTERED || c.state() == CaseState.ACCEPTED;
    @Nullable SuggestionView suggestion =
        toDispatch ? desk.suggestion(c).map(this::suggestion).orElse(null) : null;
    List<Photo> photos = around.photos();
    List<Case> parts = around.parts();
    int open =
        parts.size() < MAX_PARTS
            ? (int) parts.stream().filter(part -> !part.state().ended()).count()
            : store.countOpenChildren(c.id());
    List<Transition> allowed = desk.allowed(c, reader, open);
    CaseProcedure procedure = desk.procedure(c);
    return new Detail(
        summary(c),
        c.matter().description(),
        allowed.stream().map(row -> AllowedView.of(row, procedure)).toList(),
        suggestion,
        procedure.steps(),
        timelines.steps(around.timeline(), photos),
        photos.stream().map(TimelineViews::photo).toList(),
        conditions(c, allowed),
        tied(c.progress().dossier().ties().parent()),
        tied(c.progress().dossier().ties().mergedInto()),
        parts.stream().map(CaseViews::tied).toList());
  }

  private SuggestionView suggestion(Dispatcher.Suggestion s) {
    return new SuggestionView(
        new IdAndName(s.organisation().id(), s.organisation().name()),
        s.why(),
        handler(s.handler()),
        s.assisting().stream().map(o -> new IdAndName(o.id(), o.name())).toList(),
        s.rule(),
        s.fallback());
  }

  static @Nullable HandlerView handler(Dispatcher.@Nullable Handler h) {
    return h == null ? null : new HandlerView(h.id(), h.name(), h.open());
  }

  CodeAndTitle category(Case c) {
    String code = c.matter().category();
    Text title =
        procedure(c)
            .map(CaseProcedure::categoryTitle) // says it more exactly than the list
            .or(() -> rules.categories().find(code).map(Category::title))
            .orElse(Text.of(code, code));
    return new CodeAndTitle(code, title);
  }

  private Optional<CaseProcedure> procedure(Case c) {
    return book.procedure(c.matter().procedure());
  }

  static CodeAndTitle state(CaseState state) {
    return new CodeAndTitle(state.name(), state.title());
  }

  private @Nullable IdAndName organisation(@Nullable String id) {
    return id == null ? null : named(id);
  }

  IdAndName named(String organisation) {
    return new IdAndName(
        organisation,
        city.findOrganisation(organisation)
            .map(Organisation::name)
            .orElse(Text.of(organisation, organisation)));
  }
}
