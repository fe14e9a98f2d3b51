package furong.cases;

import furong.base.TimeRange;
import furong.base.WorkTime;
import furong.cases.Dossier.Change;
import furong.cases.Dossier.Escalation;
import furong.cases.Dossier.Extension;
import furong.cases.Dossier.Ties;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from its timeline alone how far a case has come: a second way to the same {@link Progress},
 * that knows nothing of the table nor of {@link CaseSteps}.
 *
 * <pre>{@code
 * TimelineReplay.progress(store.timeline(7)).equals(store.find(7).orElseThrow().progress())
 * }</pre>
 *
 * What differs was changed past the timeline. One pass over the entries.
 */
public final class TimelineReplay {

  /** The limit of the clock that starts with this entry: {@code 4 work-hour}. */
  public static final String LIMIT = "limit";

  public static final String VERIFIED = "verified";
  public static final String CONDITION = "condition";

  /** The condition that another one took the place of. */
  public static final String INSTEAD_OF = "insteadOf";

  /** When handling is, or was, due under the other condition. */
  public static final String DUE = "due";

  /** Ids with a blank between them. */
  public static final String ASSISTING = "assisting";

  /** Id of the other case. */
  public static final String TARGET = "target";

  public static final String AMOUNT = "amount";
  public static final String UNROUTED = "unrouted";
  public static final String STEP = "step";

  /** Numbers of the procedure's steps that were confirmed; tells, changes no state. */
  public static final String DONE = "done";

  /** Of a case that was mended where it was found: {@link #BY_RULE}, sampled or not. */
  public static final String ON_SPOT = "onSpot";

  /** The rule of the city stood for the desk. */
  public static final String BY_RULE = "rule";

  /** Picked for a check, or not: with how many of a hundred are. */
  public static final String PICKED = "picked";

  public static final String NOT_PICKED = "not-picked";

  /** Where a condition is doubted. */
  private static final Set<CaseState> IN_DOUBT =
      Set.of(CaseState.DISPATCHED, CaseState.HANDLING, CaseState.SUSPENDED, CaseState.HANDLED);

  /** One clock as the entries tell of it: when it ran. */
  private static final class Runs {
    @Nullable WorkTime limit;
    final List<Instant> switches = new ArrayList<>();
    int extended;

    Runs(@Nullable WorkTime limit) {
      this.limit = limit;
    }

    Runs longer(int units) {
      extended += units;
      return this;
    }

    void under(@Nullable WorkTime other) {
      if (limit == null || other == null || limit.unit() != other.unit()) {
        extended = 0;
      }
      limit = other;
    }

    StageClock clock() {
      List<TimeRange> pauses = new ArrayList<>();
      for (int i = 1; i + 1 < switches.size(); i += 2) {
        if (switches.get(i + 1).isAfter(switches.get(i))) {
          pauses.add(TimeRange.of(switches.get(i), switches.get(i + 1)));
        }
      }
      return new StageClock(
          limit,
          extended,
          switches.getFirst(),
          pauses,
          switches.size() % 2 == 0 ? switches.getLast() : null);
    }
  }

  private final Map<Stage, Runs> runs = new EnumMap<>(Stage.class);
  private boolean verified;
  private @Nullable String organisation;
  private @Nullable String handler;
  private int returns;
  private int reworks;
  private @Nullable Boolean inTime;
  private @Nullable Instant registeredAt;
  private @Nullable Instant closedAt;
  private @Nullable Instant handledAt;
  private List<String> assisting = List.of();
  private @Nullable String condition;
  private Ties ties = Ties.NONE;
  private Extension extension = Extension.NONE;
  private Change change = Change.NONE;
  private Escalation escalation = Escalation.NONE;
  private int reopened;
  private boolean unrouted;

  private TimelineReplay() {}

  /** How far the case of this timeline has come. @param entries oldest first, at least one */
  public static Progress progress(List<CaseEvent> entries) {
    TimelineReplay replay = new TimelineReplay();
    entries.forEach(replay::add);
    return replay.progress(entries.getLast().to());
  }

  private Progress progress(CaseState state) {
    Map<Stage, StageClock> clocks = new EnumMap<>(Stage.class);
    runs.forEach((stage, run) -> clocks.put(stage, run.clock()));
    return new Progress(
        state,
        verified,
        organisation,
        handler,
        clocks,
        returns,
        reworks,
        inTime,
        registeredAt,
        closedAt,
        new Dossier(
            assisting,
            condition,
            ties,
            extension,
            change,
            escalation,
            reopened,
            unrouted,
            handledAt));
  }

  private void add(CaseEvent e) {
    Optional<CaseAction> action = CaseAction.find(e.kind());
    action.ifPresent(done -> act(done, e));
    if (e.kind().equals(CaseEvent.OPENED)) {
      verified = e.details().containsKey(VERIFIED);
    } else if (e.kind().equals(CaseEvent.ESCALATED)) {
      escalation = new Escalation(Integer.parseInt(detail(e, STEP)), e.organisation());
    }
    time(e);
  }

  private void act(CaseAction action, CaseEvent e) {
    switch (action) {
      case VERIFY -> verified = true;
      case REGISTER -> {
        registeredAt = e.at();
        condition = e.details().get(CONDITION);
      }
      case DISPATCH -> {
        organisation = e.organisation();
        String helpers = e.details().getOrDefault(ASSISTING, "");
        assisting = helpers.isEmpty() ? List.of() : List.of(helpers.split(" ", -1));
      }
      case TAKE -> handler = e.by();
      case RETURN -> returns++;
      case CHECK_FAIL -> reworks++;
      case FINISH -> {
        handledAt = e.at();
        inTime = e.deadline() == null ? null : Boolean.valueOf(!e.at().isAfter(e.deadline()));
      }
      case EXTEND ->
          extension =
              new Extension(Integer.parseInt(detail(e, AMOUNT)), e.by(), extension.granted());
      case EXTEND_APPROVE -> {
        int more = extension.asked();
        runs.computeIfPresent(e.from().stage(), (stage, run) -> run.longer(more));
        extension = new Extension(0, null, extension.granted() + 1);
        escalation = Escalation.NONE;
      }
      case EXTEND_REFUSE -> extension = new Extension(0, null, extension.granted());
      case CONDITION_ASK -> change = new Change(detail(e, CONDITION), e.by());
      case CONDITION_APPROVE -> otherCondition(e);
      case CONDITION_REFUSE -> change = Change.NONE;
      case ATTACH -> ties = new Ties(Long.valueOf(detail(e, TARGET)), ties.mergedInto());
      case DETACH -> ties = new Ties(null, ties.mergedInto());
      case MERGE -> ties = new Ties(ties.parent(), Long.valueOf(detail(e, TARGET)));
      case REOPEN -> {
        reopened++;
        inTime = null;
        handledAt = null;
        runs.keySet().retainAll(List.of(Stage.ACCEPT, Stage.REGISTER));
      }
      case ACCEPT, REJECT, SUSPEND, RESUME, CHECK_PASS, CLOSE, FORCE_CLOSE, CANCEL -> {}
    }
    if (action == CaseAction.RETURN || action == CaseAction.REOPEN) {
      organisation = null;
      assisting = List.of();
    }
    if (List.of(CaseAction.RETURN, CaseAction.REOPEN, CaseAction.CHECK_FAIL, CaseAction.DISPATCH)
        .contains(action)) {
      handler = null;
    }
  }

  private void otherCondition(CaseEvent e) {
    condition = e.details().get(CONDITION);
    change = Change.NONE;
    extension = new Extension(0, null, extension.granted());
    if (e.from() != CaseState.HANDLED) {
      escalation = Escalation.NONE;
    }
    if (runs.containsKey(Stage.HANDLE)) {
      runs.get(Stage.HANDLE).under(WorkTime.parse(detail(e, LIMIT)).orElse(null));
    }
    if (handledAt != null) {
      String due = detail(e, DUE);
      inTime = due.isEmpty() ? null : Boolean.valueOf(!handledAt.isAfter(Instant.parse(due)));
    }
  }

  private static String detail(CaseEvent e, String name) {
    return e.details().getOrDefault(name, "");
  }

  private void time(CaseEvent e) {
    boolean first = e.kind().equals(CaseEvent.OPENED);
    Stage left = e.from().stage();
    Stage entered = e.to().stage();
    if (!IN_DOUBT.contains(e.to())) {
      change = Change.NONE;
    }
    closedAt = e.to().ended() ? (e.from().ended() ? closedAt : e.at()) : null;
    if (e.to() != CaseState.REGISTERED) {
      unrouted = false;
    } else if (e.from() != CaseState.REGISTERED) {
      unrouted = e.details().containsKey(UNROUTED);
    }
    if (!first && left == entered) {
      return;
    }
    if (!first && runs.containsKey(left)) {
      runs.get(left).switches.add(e.at());
    }
    if (entered != Stage.NONE) {
      runs.computeIfAbsent(
              entered, stage -> new Runs(WorkTime.parse(detail(e, LIMIT)).orElse(null)))
          .switches
          .add(e.at());
    }
    boolean rests = e.kind().equals("suspend") || e.kind().equals("resume");
    if (!first && !rests) {
      escalation = Escalation.NONE;
      extension = new Extension(0, null, extension.granted());
    }
  }
}
