package furong.cases;

import furong.base.WorkCalendar;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Carries a case over a row of the table: which clock stops, which goes on, what is remembered.
 * Pure; the calendar and the time are given.
 */
final class CaseSteps {

  /** Who acts, as the timeline names them. */
  record Actor(String id, String name, String role) {
    static final Actor SYSTEM = new Actor("system", "", "");
  }

  /** A changed case and the entry that tells of it. */
  record Step(Case changed, CaseEvent event) {}

  private final WorkCalendar calendar;

  CaseSteps(WorkCalendar calendar) {
    this.calendar = calendar;
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
      Instant now) {
    Map<Stage, StageClock> clocks =
        Map.of(state.stage(), StageClock.start(procedure.limits().get(state.stage()), now));
    Progress progress = new Progress(state, verified, null, null, clocks, 0, 0, null, null, null);
    Case opened = new Case(0, number, matter, progress, now, now, 1);
    CaseEvent event =
        new CaseEvent(
            0,
            1,
            now,
            by.id(),
            by.name(),
            by.role(),
            CaseEvent.OPENED,
            state,
            state,
            note,
            null,
            null,
            0,
            0,
            photos);
    return new Step(opened, event);
  }

  /** The case after {@code row}. @param organisation for a dispatch */
  Step take(
      Case c,
      Transition row,
      Actor by,
      CaseProcedure procedure,
      @Nullable String organisation,
      String note,
      List<String> photos,
      Instant now) {
    Optional<StageClock> left = c.clock();
    @Nullable Instant deadline = left.flatMap(clock -> clock.dueAt(calendar)).orElse(null);
    Progress progress = progress(c, row, by, procedure, organisation, deadline, now);
    CaseEvent event =
        new CaseEvent(
            c.id(),
            c.version() + 1,
            now,
            by.id(),
            by.name(),
            by.role(),
            row.action().code(),
            row.from(),
            row.to(),
            note,
            row.action() == CaseAction.DISPATCH ? organisation : null,
            deadline,
            left.map(clock -> clock.used(calendar, now).toSeconds()).orElse(0L),
            left.map(clock -> clock.paused().toSeconds()).orElse(0L),
            photos);
    return new Step(c.next(c.matter(), progress, now), event);
  }

  /** The case after the platform noted something about its alert. */
  Step note(Case c, Matter matter, String kind, String note, Instant now) {
    CaseEvent event =
        new CaseEvent(
            c.id(),
            c.version() + 1,
            now,
            Actor.SYSTEM.id(),
            "",
            "",
            kind,
            c.state(),
            c.state(),
            note,
            null,
            null,
            0,
            0,
            List.of());
    return new Step(c.next(matter, c.progress(), now), event);
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

  private static Progress progress(
      Case c,
      Transition row,
      Actor by,
      CaseProcedure procedure,
      @Nullable String organisation,
      @Nullable Instant deadline,
      Instant now) {
    Progress at = c.progress();
    CaseAction action = row.action();
    @Nullable String handler =
        switch (action) {
          case TAKE -> by.id();
          case DISPATCH, RETURN, CHECK_FAIL -> null;
          default -> at.handler();
        };
    @Nullable String to =
        switch (action) {
          case DISPATCH -> organisation;
          case RETURN -> null;
          default -> at.organisation();
        };
    @Nullable Boolean inTime = at.handledInTime();
    if (action == CaseAction.FINISH) {
      inTime = deadline == null ? null : Boolean.valueOf(!now.isAfter(deadline));
    }
    return new Progress(
        row.to(),
        at.verified() || action == CaseAction.VERIFY,
        to,
        handler,
        clocks(at.clocks(), row, procedure, now),
        at.returns() + (action == CaseAction.RETURN ? 1 : 0),
        at.reworks() + (action == CaseAction.CHECK_FAIL ? 1 : 0),
        inTime,
        action == CaseAction.REGISTER ? now : at.registeredAt(),
        row.to().ended() ? now : at.closedAt());
  }

  private static Map<Stage, StageClock> clocks(
      Map<Stage, StageClock> before, Transition row, CaseProcedure procedure, Instant now) {
    Stage left = row.from().stage();
    Stage entered = row.to().stage();
    if (left == entered) {
      return before;
    }
    Map<Stage, StageClock> clocks = new EnumMap<>(Stage.class);
    clocks.putAll(before);
    clocks.computeIfPresent(left, (stage, clock) -> clock.stop(now));
    if (entered != Stage.NONE) {
      @Nullable StageClock known = clocks.get(entered);
      clocks.put(
          entered,
          known == null
              ? StageClock.start(procedure.limits().get(entered), now)
              : known.resume(now));
    }
    return clocks;
  }
}
