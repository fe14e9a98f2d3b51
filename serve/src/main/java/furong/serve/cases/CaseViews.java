package furong.serve.cases;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import furong.base.Text;
import furong.base.WorkTime;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.cases.CaseBook;
import furong.cases.CaseDesk;
import furong.cases.CaseEvent;
import furong.cases.CaseProcedure;
import furong.cases.CaseRules;
import furong.cases.CaseState;
import furong.cases.CaseStore;
import furong.cases.Categories;
import furong.cases.Category;
import furong.cases.Need;
import furong.cases.Photo;
import furong.cases.StageClock;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.geo.LngLat;
import furong.observe.Catalogue;
import furong.people.AuditEntry;
import furong.people.Role;
import furong.people.User;
import furong.serve.alerts.AlertViews;
import furong.serve.alerts.AlertViews.ThingView;
import furong.serve.alerts.Where;
import furong.serve.people.Names;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes cases as documents; what may be done to a case is worked out here for each reader. */
@Component
class CaseViews {

  record CodeAndTitle(String code, Text title) {}

  record IdAndName(String id, Text name) {}

  /**
   * The clock that runs.
   *
   * @param limit amount; with {@code unit} such as {@code work-hour}
   * @param remainingSeconds clock time until {@code at}; negative when it is over
   */
  record DeadlineView(
      Instant at, int limit, String unit, Text unitTitle, long remainingSeconds, boolean overdue) {}

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
      @Nullable DeadlineView deadline,
      String origin,
      boolean verified,
      int returns,
      int reworks,
      long version,
      boolean simulated) {}

  record AllowedView(String action, Text title, boolean primary, List<String> needs) {}

  record By(@Nullable String id, Text name, @Nullable Text role) {}

  /** One entry of the timeline. */
  record StepView(
      Instant at,
      By by,
      String action,
      Text title,
      String from,
      String to,
      String note,
      @Nullable IdAndName organisation,
      @Nullable Instant deadline,
      long secondsUsed,
      long secondsPaused,
      List<PhotoView> photos) {}

  record PhotoView(
      String id, String url, String thumbnail, @Nullable String stage, int width, int height) {}

  /** Who should handle it, and why. */
  record SuggestionView(IdAndName organisation, Text why) {}

  /** A case in full. */
  record Detail(
      @JsonUnwrapped Summary summary,
      String description,
      List<AllowedView> allowedActions,
      @Nullable SuggestionView suggestion,
      List<Text> steps,
      List<StepView> timeline,
      List<PhotoView> photos) {}

  private final CityProfile city;
  private final CaseDesk desk;
  private final CaseStore store;
  private final CaseBook book;
  private final Catalogue catalogue;
  private final Names names;
  private final InstantSource time;

  CaseViews(
      CityProfile city,
      CaseDesk desk,
      CaseStore store,
      CaseBook book,
      Catalogue catalogue,
      Names names,
      InstantSource time) {
    this.city = city;
    this.desk = desk;
    this.store = store;
    this.book = book;
    this.catalogue = catalogue;
    this.names = names;
    this.time = time;
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
        deadline(c),
        c.matter().origin().name(),
        c.progress().verified(),
        c.progress().returns(),
        c.progress().reworks(),
        c.version(),
        c.matter().simulated());
  }

  Detail detail(Case c, User reader) {
    boolean toDispatch = c.state() == CaseState.REGISTERED || c.state() == CaseState.ACCEPTED;
    @Nullable SuggestionView suggestion =
        toDispatch
            ? desk.suggestion(c)
                .map(s ->
                    new SuggestionView(
                        new IdAndName(s.organisation().id(), s.organisation().name()), s.why()))
                .orElse(null)
            : null;
    List<Photo> photos = store.photos(c.id());
    return new Detail(
        summary(c),
        c.matter().description(),
        CaseRules.allowed(c, reader).stream()
            .map(row ->
                new AllowedView(
                    row.action().code(),
                    row.action().title(),
                    row.primary(),
                    row.needs().stream().map(Need::code).toList()))
            .toList(),
        suggestion,
        procedure(c).map(CaseProcedure::steps).orElse(List.of()),
        store.timeline(c.id()).stream().map(e -> step(e, photos)).toList(),
        photos.stream().map(CaseViews::photo).toList());
  }

  private StepView step(CaseEvent e, List<Photo> photos) {
    @Nullable Text role = e.role().isEmpty() ? null : Role.valueOf(e.role()).title();
    return new StepView(
        e.at(),
        new By(e.by().equals(AuditEntry.SYSTEM) ? null : e.by(), names.of(e.by()), role),
        e.kind(),
        title(e.kind()),
        e.from().name(),
        e.to().name(),
        e.note(),
        organisation(e.organisation()),
        e.deadline(),
        e.secondsUsed(),
        e.secondsPaused(),
        photos.stream().filter(p -> e.photos().contains(p.id())).map(CaseViews::photo).toList());
  }

  private static Text title(String kind) {
    return CaseAction.find(kind)
        .map(CaseAction::title)
        .orElse(
            switch (kind) {
              case CaseEvent.OPENED -> Text.of("建立", "Opened");
              case CaseEvent.LEVEL -> Text.of("预警级别变化", "Alert level changed");
              case CaseEvent.CLEARED -> Text.of("预警解除", "Alert cleared");
              case CaseEvent.REPEATED -> Text.of("同类预警再次触发", "Alert fired again");
              default -> Text.of(kind, kind);
            });
  }

  static PhotoView photo(Photo p) {
    return new PhotoView(
        p.id(),
        "/api/photos/" + p.id(),
        "/api/photos/" + p.id() + "?size=thumb",
        p.stage().isEmpty() ? null : p.stage(),
        p.width(),
        p.height());
  }

  private @Nullable DeadlineView deadline(Case c) {
    @Nullable Instant at = desk.dueAt(c);
    @Nullable WorkTime limit = c.clock().map(StageClock::limit).orElse(null);
    if (at == null || limit == null) {
      return null;
    }
    long remaining = Duration.between(time.instant(), at).toSeconds();
    return new DeadlineView(
        at,
        limit.amount(),
        limit.unit().code(),
        limit.unit().title(),
        remaining,
        time.instant().isAfter(at));
  }

  private CodeAndTitle category(Case c) {
    String code = c.matter().category();
    Text title =
        procedure(c)
            .map(CaseProcedure::categoryTitle) // says it more exactly than the list
            .or(() -> Categories.find(code).map(Category::title))
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
    return id == null
        ? null
        : new IdAndName(
            id, city.findOrganisation(id).map(Organisation::name).orElse(Text.of(id, id)));
  }
}
