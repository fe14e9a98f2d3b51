package furong.plan;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import furong.plan.Step.Need;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the tables of {@link Steps} against a person: what is allowed, and why the rest is not.
 * Pure; it changes nothing.
 */
public final class PlanRules {

  /** Longest words or reason: a page of text; more belongs into a file. */
  public static final int MAX_WORDS = 2_000;

  /** Most files of one owner: what a meeting looks through. */
  public static final int MAX_EVIDENCE = 20;

  /** A year has some 250; a later day belongs into the promise. */
  private static final int MAX_WORK_DAYS = 250;

  /**
   * What somebody wants to do.
   *
   * @param version of the thing that this person saw
   * @param unit for a decision; null takes the entry's own
   * @param workDays for a decision or an extension; null takes the city's rule
   * @param spent with the report of a project, in 10,000 yuan; null when it says nothing of money
   */
  public record Doing(
      PlanAct act,
      long version,
      String words,
      String reason,
      @Nullable Integer progress,
      @Nullable Double figure,
      @Nullable String unit,
      @Nullable Integer workDays,
      @Nullable Double spent) {

    public Doing {
      words = words.strip();
      reason = reason.strip();
    }

    /** An act that says nothing of money. */
    public Doing(
        PlanAct act,
        long version,
        String words,
        String reason,
        @Nullable Integer progress,
        @Nullable Double figure,
        @Nullable String unit,
        @Nullable Integer workDays) {
      this(act, version, words, reason, progress, figure, unit, workDays, null);
    }

    /** An act with words alone. */
    public static Doing of(PlanAct act, long version, String words, String reason) {
      return new Doing(act, version, words, reason, null, null, null, null);
    }

    String said() {
      return reason.isEmpty() ? words : words.isEmpty() ? reason : reason + "\n" + words;
    }
  }

  /**
   * What surrounds the thing that is acted on.
   *
   * @param city code of the division that the plan is for
   * @param division of the unit; the city's where there is no unit
   * @param unit null where there is none
   * @param doer id of the person whose work is judged
   * @param month state of the month that it belongs to
   * @param open entries that lag and are not answered
   * @param evidence files that it has
   */
  record Around(
      String city,
      String division,
      @Nullable String unit,
      @Nullable String doer,
      MonthState month,
      int open,
      int evidence) {}

  /** A row of a table with the hat that the person wears for it. */
  record Granted<S extends Enum<S>>(Step<S> step, Role role) {}

  private PlanRules() {}

  static <S extends Enum<S>> List<PlanAct> allowed(
      List<Step<S>> table, S state, User user, Around around) {
    return Steps.from(table, state).stream()
        .filter(row -> permit(user, row, around).isOk())
        .map(Step::act)
        .toList();
  }

  /** The row and the role for an act, or the first thing that speaks against it. */
  static <S extends Enum<S>> Result<Granted<S>> check(
      List<Step<S>> table, S state, long version, User user, Doing doing, Around around) {
    Optional<Step<S>> row = Steps.find(table, state, doing.act());
    if (row.isEmpty()) {
      return refused(
          Refusal.CONFLICT,
          "plan.state",
          "While " + state + " this cannot be " + doing.act().code());
    }
    return permit(user, row.get(), around)
        .then(role -> {
          if (doing.version() != version) {
            return refused(
                Refusal.CONFLICT,
                "plan.version",
                "It has changed: it is at version " + version + ", not " + doing.version());
          }
          return complete(row.get(), role, doing, around);
        });
  }

  private static <S extends Enum<S>> Result<Role> permit(User user, Step<S> row, Around around) {
    boolean steering = row.who().equals(Set.of(Role.PLANNER));
    return Rights.may(user, row.who(), steering ? around.city() : around.division())
        .then(role ->
            against(user, row, around)
                .<Result<Role>>map(PlanRules::conflict)
                .orElse(Result.ok(role)));
  }

  private static <T> Result<T> conflict(Notice notice) {
    boolean person = notice.code().equals("plan.own-work") || notice.code().equals("plan.unit");
    return Result.refused(person ? Refusal.FORBIDDEN : Refusal.CONFLICT, notice);
  }

  private static <S extends Enum<S>> Optional<Notice> against(
      User user, Step<S> row, Around around) {
    boolean own = user.organisation() == null || user.organisation().equals(around.unit());
    return switch (row.guard()) {
      case NONE -> Optional.empty();
      case OPEN_MONTH -> open(around);
      case OWN_UNIT -> unit(own, around);
      case OWN_UNIT_OPEN_MONTH -> own ? open(around) : unit(false, around);
      case MEETING ->
          around.month() == MonthState.MEETING
              ? Optional.empty()
              : notice("plan.no-meeting", "The month is not in its meeting: " + around.month());
      case EVERY_FLAG_ANSWERED ->
          around.open() == 0
              ? Optional.empty()
              : notice(
                  "plan.unanswered", around.open() + " items have no answer of the meeting yet");
      case NOT_THE_DOER ->
          user.id().equals(around.doer())
              ? notice("plan.own-work", "Nobody closes the own work")
              : Optional.empty();
    };
  }

  private static Optional<Notice> open(Around around) {
    return around.month() == MonthState.OPEN
        ? Optional.empty()
        : notice("plan.month", "The month takes no reports: " + around.month());
  }

  private static Optional<Notice> unit(boolean own, Around around) {
    return own ? Optional.empty() : notice("plan.unit", "This is another unit's: " + around.unit());
  }

  private static Optional<Notice> notice(String code, String message) {
    return Optional.of(Notice.of(code, "", message));
  }

  private static <S extends Enum<S>> Result<Granted<S>> complete(
      Step<S> row, Role role, Doing doing, Around around) {
    for (Need need : row.needs()) {
      boolean given =
          switch (need) {
            case WORDS -> !doing.words().isEmpty();
            case REASON -> !doing.reason().isEmpty();
            case EVIDENCE -> around.evidence() > 0;
          };
      if (!given) {
        String field = need.name().toLowerCase(Locale.ROOT);
        return Result.refused(
            Refusal.INVALID,
            Notice.of("plan.missing." + field, field, doing.act().code() + " needs " + field));
      }
    }
    return within(doing).map(sane -> new Granted<>(row, role));
  }

  /** Refuses numbers and words beyond what can be meant. */
  static Result<Doing> within(Doing doing) {
    if (doing.said().length() > MAX_WORDS) {
      return refused(Refusal.TOO_LARGE, "plan.words", "At most " + MAX_WORDS + " characters");
    }
    if (doing.progress() != null && (doing.progress() < 0 || doing.progress() > 100)) {
      return refused(Refusal.INVALID, "plan.progress", "Progress is 0 to 100");
    }
    @Nullable Double spent = doing.spent();
    if (spent != null && (!(spent >= 0) || spent.isInfinite())) {
      return refused(Refusal.INVALID, "plan.spent", "What is spent is 0 or more");
    }
    if (doing.figure() != null && !Double.isFinite(doing.figure())) {
      return refused(Refusal.INVALID, "plan.figure", "A figure is a number");
    }
    if (doing.workDays() != null && (doing.workDays() < 1 || doing.workDays() > MAX_WORK_DAYS)) {
      return refused(
          Refusal.INVALID, "plan.work-days", "A limit is 1 to " + MAX_WORK_DAYS + " working days");
    }
    return Result.ok(doing);
  }

  static <T> Result<T> refused(Refusal refusal, String code, String message) {
    return Result.refused(refusal, Notice.of(code, "", message));
  }
}
