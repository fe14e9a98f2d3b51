package furong.steer.plan;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import furong.base.Text;
import furong.plan.Standing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the doors of the plan answer. */
public final class PlanDocuments {

  private PlanDocuments() {}

  public record CodeAndTitle(String code, Text title) {}

  public record IdAndName(String id, Text name) {}

  /** {@code standing} is null where nothing belongs to the goal, and in a path to an item. */
  public record GoalView(
      String id,
      @Nullable String parent,
      String number,
      Text title,
      List<IdAndName> named,
      @Nullable StandingView standing) {}

  /** {@code percent} is null where nothing says how far it is. */
  public record ProgressView(@Nullable Double percent, String basis, @Nullable Boolean met) {}

  public record FlagView(String rule, int level, Text title, Text reason) {}

  /** What the plan asks; {@code value} is null where it gives no number. */
  public record TargetView(
      String form,
      @Nullable String compare,
      @Nullable Double value,
      @Nullable Text unit,
      String per,
      List<String> indicators,
      List<String> beside,
      Text criterion) {}

  /** Counts of what lies below, with the counts in words. */
  public record StandingView(int met, int onPace, int lagging, int unknown, Text words) {
    static @Nullable StandingView of(Standing s) {
      return s.all() == 0
          ? null
          : new StandingView(s.met(), s.onPace(), s.lagging(), s.unknown(), s.words());
    }
  }

  /** What a unit reported as spent on a project since its beginning, and in which month. */
  public record SpentView(double amount, String month) {}

  /**
   * {@code pace} is 0 to 1, null where no dates are named; {@code version} is the promise's; {@code
   * standing} is of what belongs to an action; {@code budget} and {@code spent} are a project's, in
   * 10,000 yuan, null where nobody has said them.
   */
  public record ItemLine(
      String id,
      CodeAndTitle kind,
      String of,
      Text title,
      @Nullable Text sort,
      @Nullable TargetView target,
      @Nullable IdAndName unit,
      @Nullable LocalDate first,
      @Nullable LocalDate due,
      String words,
      long version,
      @Nullable Double pace,
      ProgressView progress,
      @Nullable Double figure,
      @Nullable String reportedFor,
      List<FlagView> flags,
      int openSupervised,
      @Nullable StandingView standing,
      @Nullable Double budget,
      @Nullable SpentView spent) {

    ItemLine standing(@Nullable StandingView now) {
      return new ItemLine(
          id,
          kind,
          of,
          title,
          sort,
          target,
          unit,
          first,
          due,
          words,
          version,
          pace,
          progress,
          figure,
          reportedFor,
          flags,
          openSupervised,
          now,
          budget,
          spent);
    }
  }

  /** The whole plan; the page builds the tree from {@code of} and {@code parent}. */
  public record PlanView(
      String id,
      Text title,
      Text shortTitle,
      @Nullable LocalDate first,
      @Nullable LocalDate last,
      double pace,
      String source,
      List<GoalView> goals,
      List<ItemLine> items,
      @Nullable String month,
      boolean mayPromise) {}

  public record PromiseView(
      @Nullable IdAndName unit,
      @Nullable LocalDate first,
      @Nullable LocalDate due,
      String words,
      @Nullable Double budget) {}

  public record ChangeView(
      String item,
      Text title,
      Instant at,
      String by,
      long version,
      PromiseView before,
      PromiseView after,
      String reason) {}

  public record ReportView(
      @Nullable Integer progress,
      @Nullable Double figure,
      String words,
      Instant at,
      String by,
      @Nullable Double spent) {}

  /** The engine's figure; of several the one that decides, with the signs of all. */
  public record PulledView(
      String indicator,
      String period,
      double value,
      boolean simulated,
      Instant at,
      String href,
      List<SignView> signs) {}

  /** One of several figures of an item; {@code value} is null while there is none. */
  public record SignView(
      String indicator,
      Text title,
      @Nullable String period,
      @Nullable Double value,
      boolean simulated,
      CodeAndTitle state,
      Text reason,
      boolean decides,
      String href) {}

  public record EvidenceView(
      String id, String name, long bytes, Instant at, String by, String url) {}

  public record AllowedView(String act, Text title, List<String> needs) {}

  public record EventView(Instant at, String by, @Nullable Text role, Text title, String words) {}

  public record EntryView(
      long id,
      String month,
      String item,
      CodeAndTitle kind,
      Text title,
      @Nullable TargetView target,
      IdAndName unit,
      CodeAndTitle state,
      @Nullable ReportView report,
      @Nullable PulledView pulled,
      boolean byEngine,
      @Nullable Double pace,
      ProgressView progress,
      List<FlagView> flags,
      CodeAndTitle answer,
      String answerWords,
      List<EvidenceView> evidence,
      long version,
      List<AllowedView> allowedActions) {}

  public record EntryDetail(@JsonUnwrapped EntryView entry, List<EventView> timeline) {}

  public record MonthLine(
      String month,
      CodeAndTitle state,
      Instant openedAt,
      Instant reportsDue,
      @Nullable Instant closedAt,
      int entries,
      int reported,
      int byEngine,
      int lagging,
      long version) {}

  public record ScoreView(String criterion, Text title, int weight, int good, int of) {}

  /** {@code total} of 100; null when nothing counted. */
  public record UnitScores(IdAndName unit, @Nullable Double total, List<ScoreView> scores) {}

  /** A rule by which something lags, with the city's reason for its numbers. */
  public record RuleView(String id, int level, Text title, Text limit, Text why) {}

  public record MonthView(
      @JsonUnwrapped MonthLine month,
      List<AllowedView> allowedActions,
      List<EntryView> items,
      List<SupervisedView> supervised,
      List<UnitScores> assessment,
      List<RuleView> rules,
      List<EventView> timeline) {}

  /** An ailment of the health check; {@code href} leads to it. */
  public record OriginView(
      String year, String division, Text divisionName, String indicator, Text title, String href) {}

  /**
   * @param month with {@code entry}: where a meeting decided it; else there is an {@code origin}
   */
  public record SupervisedView(
      long id,
      String number,
      @Nullable String month,
      @Nullable Long entry,
      String item,
      Text itemTitle,
      @Nullable OriginView origin,
      String words,
      IdAndName unit,
      CodeAndTitle state,
      Instant openedAt,
      Instant dueAt,
      boolean overdue,
      @Nullable IdAndName doer,
      String proof,
      @Nullable Instant doneAt,
      @Nullable Instant closedAt,
      int returns,
      List<EvidenceView> evidence,
      long version,
      List<AllowedView> allowedActions) {}

  public record SupervisedDetail(@JsonUnwrapped SupervisedView item, List<EventView> timeline) {}

  public record ReminderView(
      long supervised,
      String number,
      String words,
      IdAndName unit,
      String sort,
      Instant dueAt,
      Instant at) {}

  /** {@code tells}: TARGET where a target asks for it, BESIDE where it only tells of one, PACK. */
  public record LiveIndicator(
      String id,
      Text title,
      String unit,
      @Nullable Double value,
      @Nullable String reason,
      String period,
      boolean simulated,
      String href,
      String tells) {}

  public record CaseLine(
      long id, String number, Text title, String state, boolean simulated, Instant openedAt) {}

  public record CasesView(List<String> packs, long total, long open, List<CaseLine> latest) {}

  /** A risk or an opportunity that belongs to an item; {@code level} is a risk's. */
  public record RegisterLine(
      long id,
      String sort,
      CodeAndTitle state,
      Text title,
      String words,
      IdAndName unit,
      @Nullable Integer level) {}

  /**
   * One item and all that hangs on it; {@code now} is what its own figures say today; only what was
   * added in the platform can be ended.
   */
  public record ItemDetail(
      @JsonUnwrapped ItemLine item,
      @Nullable Text summary,
      List<GoalView> path,
      List<ItemLine> items,
      List<LiveIndicator> indicators,
      @Nullable PulledView now,
      CasesView cases,
      List<EntryView> entries,
      List<SupervisedView> supervised,
      List<RegisterLine> register,
      List<ChangeView> changes,
      boolean mayPromise,
      boolean mayEnd) {}
}
