package furong.cases;

import furong.base.WorkCalendar;
import furong.base.WorkTime;
import furong.cases.CaseRules.Act;
import furong.cases.Dossier.Escalation;
import furong.city.Organisation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries a case over a row of the table: which clock stops, which goes on, what is remembered,
 * what the timeline says of it. Pure; the calendar and the time are given.
 */
final class CaseSteps {

  /** Who acts, as the timeline names them. */
  record Actor(String id, String name, String role) {
    static final Actor SYSTEM = new Actor("system", "", "");
  }

  /** A changed case and the entry that tells of it. */
  record Step(Case changed, CaseEvent event) {}

  /**
   * What the desk has settled before a step is taken.
   *
   * @param organisation that leads, for a dispatch
   * @param assisting ids, for a dispatch
   * @param condition that a registered case meets
   * @param target id of the other case
   * @param unrouted true when it goes to the dispatch desk and no rule names anybody
   */
  record Settled(
      @Nullable String organisation,
      List<String> assisting,
      Optional<Condition> condition,
      @Nullable Long target,
      boolean unrouted) {
    static final Settled NOTHING = new Settled(null, List.of(), Optional.empty(), null, false);
  }

  private final WorkCalendar calendar;
  private final CityCases rules;
  private final Dispatcher dispatcher;

  CaseSteps(WorkCalendar calendar, CityCases rules, Dispatcher dispatcher) {
    this.calendar = calendar;
    this.rules = rules;
    this.dispatcher = dispatcher;
  }

  /** A new case that needs no verification, since its source answers for it. */
  Step accepted(Matter matter, CaseProcedure procedure, String note, Instant now) {
    return open(
        CaseKeeping.NOT_YET,
        matter,
        CaseState.ACCEPTED,
        true,
        procedure,
        Actor.SYSTEM,
        note,
        List.of(),
        Suggested.NONE,
        now);
  }

  /** A new case in its first state. */
  Step open(
      String number,
      Matter matter,
      CaseState state,
      boolean verified,
      CaseProcedure procedure,
      Actor by,
      String note,
      List<String> photos,
      Suggested suggested,
      Instant now) {
    @Nullable WorkTime limit = limit(procedure, null, state.stage());
    Map<Stage, StageClock> clocks = Map.of(state.stage(), StageClock.start(limit, now));
    Progress progress =
        new Progress(state, verified, null, null, clocks, 0, 0, null, null, null, Dossier.EMPTY);
    Case opened = new Case(0, number, matter, progress, now, now, 1);
    Map<String, String> details = new TreeMap<>();
    suggested.tell(matter.category(), details);
    if (verified) {
      details.put(TimelineReplay.VERIFIED, "true");
    }
    if (limit != null) {
      details.put(TimelineReplay.LIMIT, limit.code());
    }
    return new Step(opened, event(opened, opened, by, CaseEvent.OPENED, note, photos, details));
  }

  /** The case after {@code row}. */
  Step take(
      Case c,
      Transition row,
      Actor by,
      CaseProcedure procedure,
      Act act,
      Settled settled,
      Instant now) {
    Optional<StageClock> left = c.clock();
    @Nullable Instant deadline = left.flatMap(clock -> clock.dueAt(calendar)).orElse(null);
    Map<String, String> details = new TreeMap<>();
    Dossier dossier = CaseDossiers.after(c, row, by, settled, act.details().amount(), now);
    Map<Stage, StageClock> clocks =
        clocks(c.progress(), row, limit(procedure, dossier.condition(), timed(row)), now);
    @Nullable StageClock entered = clocks.get(row.to().stage());
    if (entered != null && entered.startedAt().equals(now) && row.from() != row.to()) {
      Optional.ofNullable(entered.limit())
          .ifPresent(limit -> details.put(TimelineReplay.LIMIT, limit.code()));
    }
    CaseDossiers.tell(row.action(), act, settled, details);
    @Nullable Instant handling =
        row.action() == CaseAction.CONDITION_APPROVE
            ? rejudged(c, clocks.get(Stage.HANDLE), details)
            : deadline;
    Case changed =
        c.next(c.matter(), progress(c, row, by, settled, handling, clocks, dossier, now), now);
    CaseEvent told = event(c, changed, by, row.action().code(), act.words(), act.photos(), details);
    @Nullable String whose =
        switch (row.action()) {
          case DISPATCH -> settled.organisation();
          case RETURN -> c.progress().organisation();
          default -> null;
        };
    return new Step(changed, timed(told, whose, deadline, left, now));
  }

  /** The entry with whose the case is, by when, and what the clock that was left had counted. */
  private CaseEvent timed(
      CaseEvent told,
      @Nullable String organisation,
      @Nullable Instant deadline,
      Optional<StageClock> left,
      Instant now) {
    return told.timed(
        organisation,
        deadline,
        left.map(clock -> clock.used(calendar, now)).orElse(Duration.ZERO),
        left.map(StageClock::paused).orElse(Duration.ZERO));
  }

  /** Under another condition handling has another limit, wherever the case stands. */
  private static Stage timed(Transition row) {
    return row.action() == CaseAction.CONDITION_APPROVE ? Stage.HANDLE : row.to().stage();
  }

  /** When handling is, or was, due under the other condition; the timeline says it. */
  private @Nullable Instant rejudged(
      Case c, @Nullable StageClock handling, Map<String, String> details) {
    Optional.ofNullable(c.progress().dossier().condition())
        .ifPresent(before -> details.put(TimelineReplay.INSTEAD_OF, before));
    Optional<StageClock> clock = Optional.ofNullable(handling);
    clock
        .map(StageClock::limit)
        .ifPresent(limit -> details.put(TimelineReplay.LIMIT, limit.code()));
    Optional<Instant> due = clock.flatMap(known -> known.dueAt(calendar));
    due.ifPresent(at -> details.put(TimelineReplay.DUE, at.toString()));
    return due.orElse(null);
  }

  /** The case after something about it was noted that changes no state. */
  Step note(Case c, Matter matter, Actor by, String kind, String note, Instant now) {
    Case changed = c.next(matter, c.progress(), now);
    return new Step(changed, event(c, changed, by, kind, note, List.of(), Map.of()));
  }

  /** The case after the next level up was told that it is late, or soon will be. */
  Step escalate(Case c, Instant now) {
    int step = c.progress().dossier().escalation().step() + 1;
    List<Organisation> ladder = dispatcher.ladder(c);
    Organisation to = ladder.get(Math.min(step - 1, ladder.size() - 1));
    Progress progress =
        c.progress().with(c.progress().dossier().with(new Escalation(step, to.id())));
    Case changed = c.next(c.matter(), progress, now);
    CaseEvent told =
        event(
            c,
            changed,
            Actor.SYSTEM,
            CaseEvent.ESCALATED,
            "",
            List.of(),
            Map.of(TimelineReplay.STEP, Integer.toString(step)));
    return new Step(changed, timed(told, to.id(), dueAt(c), c.clock(), now));
  }

  /** When the running clock runs out; null when none runs or it has no limit. */
  @Nullable Instant dueAt(Case c) {
    return c.clock().flatMap(clock -> clock.dueAt(calendar)).orElse(null);
  }

  /** By when the case is to be closed; null when its procedure sets no limit. */
  @Nullable Instant closingDueAt(Case c) {
    @Nullable StageClock handling = c.progress().clocks().get(Stage.HANDLE);
    return handling == null ? null : handling.dueAt(calendar).orElse(null);
  }

  /**
   * When the next level is to be told: a reminder before the end, the level above at the end, one
   * more level for each further part of the limit. Null when no limit runs or the city is told.
   */
  @Nullable Instant escalateAt(Case c) {
    Optional<StageClock> clock = c.clock().filter(k -> k.limit() != null);
    if (clock.isEmpty()) {
      return null;
    }
    int step = c.progress().dossier().escalation().step() + 1;
    // a reminder and one level at the end even where only one organisation is known
    if (step > Math.max(2, dispatcher.ladder(c).size())) {
      return null;
    }
    if (dispatcher.ladder(c).isEmpty()) {
      return null;
    }
    CasePolicy policy = rules.policy();
    double part = step == 1 ? policy.remindAt() : 1 + (step - 2) * policy.furtherLevel();
    return clock.get().usedUpTo(part, calendar).orElse(null);
  }

  private @Nullable WorkTime limit(
      CaseProcedure procedure, @Nullable String condition, Stage stage) {
    if (stage == Stage.HANDLE && condition != null) {
      Optional<Condition> known = rules.categories().condition(condition);
      if (known.isPresent()) {
        return known.get().limit();
      }
    }
    @Nullable WorkTime own = procedure.limits().get(stage);
    return own != null ? own : rules.policy().limits().get(stage);
  }

  private static CaseEvent event(
      Case before,
      Case after,
      Actor by,
      String kind,
      String note,
      List<String> photos,
      Map<String, String> details) {
    return new CaseEvent(
        after.id(),
        after.version(),
        after.changedAt(),
        by.id(),
        by.name(),
        by.role(),
        kind,
        before.state(),
        after.state(),
        note,
        null,
        null,
        0,
        0,
        photos,
        details);
  }

  private static Progress progress(
      Case c,
      Transition row,
      Actor by,
      Settled settled,
      @Nullable Instant deadline,
      Map<Stage, StageClock> clocks,
      Dossier dossier,
      Instant now) {
    Progress at = c.progress();
    CaseAction action = row.action();
    @Nullable String handler =
        switch (action) {
          case TAKE -> by.id();
          case DISPATCH, RETURN, CHECK_FAIL, REOPEN -> null;
          default -> at.handler();
        };
    @Nullable String to =
        switch (action) {
          case DISPATCH -> Objects.requireNonNull(settled.organisation());
          case RETURN, REOPEN -> null;
          default -> at.organisation();
        };
    @Nullable Boolean inTime =
        switch (action) {
          case FINISH -> deadline == null ? null : Boolean.valueOf(!now.isAfter(deadline));
          case CONDITION_APPROVE -> inTime(at, deadline);
          case REOPEN -> null;
          default -> at.handledInTime();
        };
    return new Progress(
        row.to(),
        at.verified() || action == CaseAction.VERIFY,
        to,
        handler,
        clocks,
        at.returns() + (action == CaseAction.RETURN ? 1 : 0),
        at.reworks() + (action == CaseAction.CHECK_FAIL ? 1 : 0),
        inTime,
        action == CaseAction.REGISTER ? now : at.registeredAt(),
        row.to().ended() ? now : null,
        dossier);
  }

  /** What was handled already is judged again by the new deadline. */
  private static @Nullable Boolean inTime(Progress at, @Nullable Instant deadline) {
    @Nullable Instant handled = at.dossier().handledAt();
    if (handled == null) {
      return at.handledInTime();
    }
    return deadline == null ? null : Boolean.valueOf(!handled.isAfter(deadline));
  }

  private static Map<Stage, StageClock> clocks(
      Progress at, Transition row, @Nullable WorkTime limit, Instant now) {
    Map<Stage, StageClock> clocks = new EnumMap<>(Stage.class);
    clocks.putAll(at.clocks());
    if (row.action() == CaseAction.EXTEND_APPROVE) {
      int more = at.dossier().extension().asked();
      clocks.computeIfPresent(row.from().stage(), (stage, clock) -> clock.extend(more));
    }
    if (row.action() == CaseAction.CONDITION_APPROVE) {
      clocks.computeIfPresent(Stage.HANDLE, (stage, clock) -> clock.under(limit));
    }
    if (row.action() == CaseAction.REOPEN) {
      // what was judged stays judged: the second handling has its whole limit again
      clocks.keySet().removeIf(stage -> stage.compareTo(Stage.DISPATCH) >= 0);
    }
    Stage left = row.from().stage();
    Stage entered = row.to().stage();
    if (left == entered) {
      return clocks;
    }
    clocks.computeIfPresent(left, (stage, clock) -> clock.stop(now));
    if (entered != Stage.NONE) {
      @Nullable StageClock known = clocks.get(entered);
      clocks.put(entered, known == null ? StageClock.start(limit, now) : known.resume(now));
    }
    return clocks;
  }
}
