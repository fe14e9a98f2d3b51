package furong.work.cases;

import furong.base.Text;
import furong.base.WorkTime;
import furong.cases.CaseAction;
import furong.cases.CaseEvent;
import furong.cases.CategoryBook;
import furong.cases.Photo;
import furong.cases.TimelineReplay;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.people.AuditEntry;
import furong.people.Role;
import furong.serve.people.Names;
import furong.work.cases.CaseViews.IdAndName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes timelines as documents. */
final class TimelineViews {

  record By(@Nullable String id, Text name, @Nullable Text role) {}

  /**
   * One entry of the timeline.
   *
   * @param condition that it names, with its limit, and the one that it took the place of
   * @param spot what it says of a case that was mended where it was found; null for others
   */
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
      List<PhotoView> photos,
      @Nullable Text condition,
      @Nullable Text spot,
      Map<String, String> details) {}

  record PhotoView(
      String id, String url, String thumbnail, @Nullable String stage, int width, int height) {}

  private final CityProfile city;
  private final CategoryBook categories;
  private final Names names;

  TimelineViews(CityProfile city, CategoryBook categories, Names names) {
    this.city = city;
    this.categories = categories;
    this.names = names;
  }

  List<StepView> steps(List<CaseEvent> timeline, List<Photo> photos) {
    return timeline.stream().map(e -> step(e, photos)).toList();
  }

  private StepView step(CaseEvent e, List<Photo> photos) {
    @Nullable Text role = e.role().isEmpty() ? null : Role.valueOf(e.role()).title();
    return new StepView(
        e.at(),
        new By(e.by().equals(AuditEntry.SYSTEM) ? null : e.by(), names.of(e.by()), role),
        e.kind(),
        title(e),
        e.from().name(),
        e.to().name(),
        e.note(),
        organisation(e.organisation()),
        e.deadline(),
        e.secondsUsed(),
        e.secondsPaused(),
        photos.stream().filter(p -> e.photos().contains(p.id())).map(TimelineViews::photo).toList(),
        condition(e.details()),
        spot(e.details().getOrDefault(TimelineReplay.ON_SPOT, "")),
        e.details());
  }

  /** {@code rule}, or whether it was picked with how many of a hundred are: {@code picked 20}. */
  private static @Nullable Text spot(String told) {
    String[] words = told.split(" ", 2);
    String share = words.length == 2 ? words[1] : "";
    return switch (words[0]) {
      case TimelineReplay.BY_RULE ->
          Text.of("按本市即采即办规则办理", "By the city's rule for what is mended on the spot");
      case TimelineReplay.PICKED ->
          Text.of(
              "即采即办，抽中核查（每百件抽 " + share + " 件），等核查员到场",
              "Mended on the spot, picked for a check (" + share + " of a hundred are)");
      case TimelineReplay.NOT_PICKED ->
          Text.of(
              "即采即办，未抽中核查（每百件抽 " + share + " 件）",
              "Mended on the spot, not picked for a check (" + share + " of a hundred are)");
      default -> null;
    };
  }

  private @Nullable Text condition(Map<String, String> details) {
    @Nullable String named = details.get(TimelineReplay.CONDITION);
    @Nullable String before = details.get(TimelineReplay.INSTEAD_OF);
    if (named == null) {
      return null;
    }
    Text now = condition(named);
    if (before == null) {
      return now;
    }
    Text old = condition(before);
    return Text.of(old.zh() + " → " + now.zh(), old.en() + " → " + now.en());
  }

  private Text condition(String id) {
    return categories
        .condition(id)
        .map(c -> {
          WorkTime limit = c.limit();
          return Text.of(
              c.title().zh() + "（" + limit.amount() + " " + limit.unit().title().zh() + "）",
              c.title().en() + " (" + limit.amount() + " " + limit.unit().title().en() + ")");
        })
        .orElse(Text.of(id, id));
  }

  /** What was not looked at is not said to have passed. */
  private static Text title(CaseEvent e) {
    boolean unchecked =
        e.details().getOrDefault(TimelineReplay.ON_SPOT, "").startsWith(TimelineReplay.NOT_PICKED);
    return unchecked && e.kind().equals(CaseAction.CHECK_PASS.code())
        ? Text.of("免予核查", "Not checked")
        : title(e.kind());
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
              case CaseEvent.ESCALATED -> Text.of("逐级提醒", "Escalated");
              case CaseEvent.MERGED_IN -> Text.of("并入案件", "Another case was merged in");
              case CaseEvent.MOVED -> Text.of("区划调整", "Division changed");
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

  private @Nullable IdAndName organisation(@Nullable String id) {
    return id == null
        ? null
        : new IdAndName(
            id, city.findOrganisation(id).map(Organisation::name).orElse(Text.of(id, id)));
  }
}
