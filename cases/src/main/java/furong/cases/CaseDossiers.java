package furong.cases;

import furong.cases.CaseRules.Act;
import furong.cases.CaseSteps.Actor;
import furong.cases.CaseSteps.Settled;
import furong.cases.Dossier.Change;
import furong.cases.Dossier.Escalation;
import furong.cases.Dossier.Extension;
import furong.cases.Dossier.Ties;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each act adds to the dossier of a case, and how the timeline words it. */
final class CaseDossiers {

  private CaseDossiers() {}

  /** The dossier after {@code row}. */
  static Dossier after(Case c, Transition row, Actor by, Settled settled, int amount, Instant now) {
    Dossier at = c.progress().dossier();
    CaseAction action = row.action();
    List<String> assisting =
        switch (action) {
          case DISPATCH -> settled.assisting();
          case RETURN, REOPEN -> List.of();
          default -> at.assisting();
        };
    @Nullable String condition =
        action == CaseAction.REGISTER || action == CaseAction.CONDITION_APPROVE
            ? settled.condition().map(Condition::id).orElse(null)
            : at.condition();
    @Nullable Instant handledAt =
        switch (action) {
          case FINISH -> now;
          case REOPEN -> null;
          default -> at.handledAt();
        };
    return new Dossier(
        assisting,
        condition,
        ties(at.ties(), action, settled.target()),
        extension(at.extension(), row, by, amount),
        change(at.change(), row, by, settled),
        beginsAnew(row) ? Escalation.NONE : at.escalation(),
        at.reopened() + (action == CaseAction.REOPEN ? 1 : 0),
        row.to() == CaseState.REGISTERED
            && (row.from() == CaseState.REGISTERED ? at.unrouted() : settled.unrouted()),
        handledAt);
  }

  private static Ties ties(Ties at, CaseAction action, @Nullable Long target) {
    return switch (action) {
      case ATTACH -> new Ties(target, at.mergedInto());
      case DETACH -> new Ties(null, at.mergedInto());
      case MERGE -> new Ties(at.parent(), target);
      default -> at;
    };
  }

  private static Extension extension(Extension at, Transition row, Actor by, int amount) {
    return switch (row.action()) {
      case EXTEND -> new Extension(amount, by.id(), at.granted());
      case EXTEND_APPROVE -> new Extension(0, null, at.granted() + 1);
      // what was asked for in units of a limit goes with the limit
      case EXTEND_REFUSE, CONDITION_APPROVE -> new Extension(0, null, at.granted());
      // a request goes with the stage that it was made in; suspending keeps it
      default ->
          row.from().stage() == row.to().stage() || rests(row)
              ? at
              : new Extension(0, null, at.granted());
    };
  }

  /** Handling and checking are where a condition is doubted; elsewhere the request is void. */
  private static Change change(Change at, Transition row, Actor by, Settled settled) {
    boolean doubted =
        row.to() == CaseState.SUSPENDED
            || row.to().stage() == Stage.HANDLE
            || row.to().stage() == Stage.CHECK;
    return switch (row.action()) {
      case CONDITION_ASK ->
          new Change(settled.condition().map(Condition::id).orElse(null), by.id());
      case CONDITION_APPROVE, CONDITION_REFUSE -> Change.NONE;
      default -> doubted ? at : Change.NONE;
    };
  }

  private static boolean rests(Transition row) {
    return row.action() == CaseAction.SUSPEND || row.action() == CaseAction.RESUME;
  }

  /** A new stage, or a new end: the levels are told anew. Resting changes nothing. */
  static boolean beginsAnew(Transition row) {
    return row.action() == CaseAction.EXTEND_APPROVE
        || (row.action() == CaseAction.CONDITION_APPROVE && row.from().stage() == Stage.HANDLE)
        || (row.from().stage() != row.to().stage() && !rests(row));
  }

  /** What was given with the act, for the timeline. */
  static void tell(CaseAction action, Act act, Settled settled, Map<String, String> details) {
    switch (action) {
      case REGISTER, CONDITION_ASK, CONDITION_APPROVE ->
          settled.condition().ifPresent(c -> details.put(TimelineReplay.CONDITION, c.id()));
      case DISPATCH -> {
        if (!settled.assisting().isEmpty()) {
          details.put(TimelineReplay.ASSISTING, String.join(" ", settled.assisting()));
        }
      }
      case EXTEND -> details.put(TimelineReplay.AMOUNT, Integer.toString(act.details().amount()));
      case FINISH -> {
        if (!act.details().done().isEmpty()) {
          details.put(TimelineReplay.DONE, act.details().steps());
        }
      }
      case MERGE, ATTACH -> details.put(TimelineReplay.TARGET, String.valueOf(settled.target()));
      default -> {}
    }
    if (settled.unrouted()) {
      details.put(TimelineReplay.UNROUTED, "true");
    }
  }
}
