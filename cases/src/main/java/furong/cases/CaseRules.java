package furong.cases;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.people.Rights;
import furong.people.Role;
import furong.people.User;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the table of the {@link Lifecycle} against a case and a person: what is allowed, and why
 * the rest is not. Pure; it changes nothing.
 */
public final class CaseRules {

  /** Longest note or reason: a page of text; more belongs into a document. */
  public static final int MAX_NOTE = 2_000;

  /** Longest extension in units: 60 is the longest statutory limit, in days (信访工作条例 §34). */
  public static final int MAX_EXTENSION = 60;

  /** Fewer photos show no change. */
  private static final int BEFORE_AND_AFTER = 2;

  /** Most photos with one action: what fits on one screen. */
  public static final int MAX_PHOTOS = 12;

  /**
   * What somebody wants to do.
   *
   * @param version of the case that this person saw
   * @param organisation id, for a dispatch; null takes the suggestion
   * @param photos ids of photos that were brought before
   */
  public record Act(
      CaseAction action,
      long version,
      String note,
      String reason,
      @Nullable String organisation,
      List<String> photos,
      Details details) {

    /** One without details. */
    public Act(
        CaseAction action,
        long version,
        String note,
        String reason,
        @Nullable String organisation,
        List<String> photos) {
      this(action, version, note, reason, organisation, photos, Details.NONE);
    }

    public Act {
      note = note.strip();
      reason = reason.strip();
      photos = List.copyOf(photos);
    }

    /** Whichever of note and reason was given. */
    public String words() {
      return reason.isEmpty() ? note : note.isEmpty() ? reason : reason + "\n" + note;
    }
  }

  /**
   * What some acts need or take besides.
   *
   * @param condition id of the condition that a case meets, or should have; empty for none
   * @param assisting ids of organisations that help; null takes the rule's
   * @param target number or id of another case; empty for none
   * @param amount units of the running limit to extend it by; 0 for none
   * @param done numbers of the procedure's steps that were done, from 1
   */
  public record Details(
      String condition,
      @Nullable List<String> assisting,
      String target,
      int amount,
      Set<Integer> done) {

    public static final Details NONE = new Details("", null, "", 0);

    /** One of an act that confirms no steps. */
    public Details(String condition, @Nullable List<String> assisting, String target, int amount) {
      this(condition, assisting, target, amount, Set.of());
    }

    public Details {
      done = Set.copyOf(done);
      condition = condition.strip();
      target = target.strip();
      assisting = assisting == null ? null : List.copyOf(assisting);
    }

    /** The steps that were done, as the timeline keeps them: {@code 1 2 3}. */
    String steps() {
      return done.stream().sorted().map(String::valueOf).collect(Collectors.joining(" "));
    }
  }

  /** A row of the table with the hat that the person wears for it. */
  public record Granted(Transition transition, Role role) {}

  private CaseRules() {}

  /** What {@code user} may do to the case as it stands, the way onward first. */
  public static List<Transition> allowed(Case c, User user, Circumstances at) {
    return Lifecycle.from(c.state()).stream()
        .filter(row -> permit(c, user, row, at).isOk())
        .sorted((a, b) -> Boolean.compare(b.primary(), a.primary()))
        .toList();
  }

  /** The same for a matter that no procedure of a pack is for. */
  public static Result<Granted> check(Case c, User user, Act act, Circumstances at) {
    return check(c, user, act, at, CaseProcedure.none(c.matter().category()));
  }

  /** The row and the role for an act, or the first thing that speaks against it. */
  public static Result<Granted> check(
      Case c, User user, Act act, Circumstances at, CaseProcedure procedure) {
    Optional<Transition> row = Lifecycle.find(c.state(), act.action());
    if (row.isEmpty()) {
      return refused(
          Refusal.CONFLICT,
          "case.state",
          "A case that is " + c.state() + " cannot be " + act.action().code());
    }
    return permit(c, user, row.get(), at)
        .then(role -> {
          if (act.version() != c.version()) {
            return refused(
                Refusal.CONFLICT,
                "case.version",
                "The case has changed: it is at version " + c.version() + ", not " + act.version());
          }
          return complete(row.get(), role, act, procedure);
        });
  }

  private static Result<Role> permit(Case c, User user, Transition row, Circumstances at) {
    return Rights.may(user, row.who(), c.matter().division())
        .then(role ->
            Guards.against(c, user, row, at)
                .<Result<Role>>map(against -> Result.refused(against.refusal(), against.notice()))
                .orElse(Result.ok(role)));
  }

  private static boolean given(Need need, Act act, CaseProcedure procedure) {
    return switch (need) {
      case NOTE -> !act.note().isEmpty();
      case REASON -> !act.reason().isEmpty();
      case PHOTO -> !act.photos().isEmpty();
      case PHOTOS -> Set.copyOf(act.photos()).size() >= BEFORE_AND_AFTER;
      case STEPS ->
          IntStream.rangeClosed(1, procedure.steps().size())
              .allMatch(act.details().done()::contains);
      case ORGANISATION -> true; // the dispatcher suggests one
      case AMOUNT -> act.details().amount() > 0;
      case CASE -> !act.details().target().isEmpty();
      case CONDITION -> !act.details().condition().isEmpty();
      case ASSISTING -> true; // offered, never needed
    };
  }

  private static Result<Granted> complete(
      Transition row, Role role, Act act, CaseProcedure procedure) {
    for (Need need : procedure.needs(row)) {
      if (!given(need, act, procedure)) {
        return Result.refused(
            Refusal.INVALID,
            Notice.of(
                "case.missing." + need.code(),
                need.code(),
                act.action().code() + " needs a " + need.code()));
      }
    }
    if (act.words().length() > MAX_NOTE) {
      return refused(Refusal.TOO_LARGE, "case.note", "At most " + MAX_NOTE + " characters");
    }
    if (act.details().amount() > MAX_EXTENSION) {
      return refused(
          Refusal.INVALID, "case.amount", "An extension has 1 to " + MAX_EXTENSION + " units");
    }
    if (act.photos().size() > MAX_PHOTOS) {
      return refused(Refusal.TOO_LARGE, "case.photos", "At most " + MAX_PHOTOS + " photos");
    }
    return Result.ok(new Granted(row, role));
  }

  /** A case outside the own divisions is tied to nothing: its state would show through. */
  static Result<Boolean> mayTie(User user, Optional<Case> other) {
    return other
        .map(c -> Rights.mayRead(user, c.matter().division()).map(role -> true))
        .orElse(Result.ok(true));
  }

  private static <T> Result<T> refused(Refusal refusal, String code, String message) {
    return Result.refused(refusal, Notice.of(code, "", message));
  }
}
