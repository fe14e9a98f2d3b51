package furong.plan;

import furong.people.Role;
import furong.plan.Step.Guard;
import furong.plan.Step.Need;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The month of dispatch and the evaluation as tables.
 *
 * <pre>
 * month       OPEN -convene-> MEETING -close-> CLOSED;  MEETING -reopen-> OPEN
 * entry       DUE -report-> REPORTED -send_back-> RETURNED -report-> REPORTED;  note and decide in the meeting
 * finding     as an entry; judge in the meeting
 * supervised  OPEN -finish-> DONE -pass-> CLOSED;  DONE -reject-> OPEN;  OPEN -extend-> OPEN
 * </pre>
 *
 * An evaluation goes through the states of a month. Everything that is not in a table is refused. A
 * closed month has no row: it is locked for good.
 */
public final class Steps {

  private static final Set<Role> STEERS = Set.of(Role.PLANNER);
  private static final Set<Role> UNITS = Set.of(Role.STREET, Role.OPERATOR);
  private static final Set<Role> CHECKS = Set.of(Role.INSPECTOR, Role.PLANNER);

  public static final List<Step<MonthState>> MONTH =
      List.of(
          step(MonthState.OPEN, PlanAct.CONVENE, STEERS, MonthState.MEETING, Guard.NONE),
          step(
              MonthState.MEETING, PlanAct.REOPEN, STEERS, MonthState.OPEN, Guard.NONE, Need.REASON),
          step(
              MonthState.MEETING,
              PlanAct.CLOSE,
              STEERS,
              MonthState.CLOSED,
              Guard.EVERY_FLAG_ANSWERED));

  public static final List<Step<EntryState>> ENTRY =
      List.of(
          report(EntryState.DUE),
          report(EntryState.RETURNED),
          report(EntryState.REPORTED),
          sendBack(),
          meeting(EntryState.DUE, PlanAct.DECIDE, Need.WORDS),
          meeting(EntryState.REPORTED, PlanAct.DECIDE, Need.WORDS),
          meeting(EntryState.RETURNED, PlanAct.DECIDE, Need.WORDS),
          meeting(EntryState.DUE, PlanAct.NOTE, Need.REASON),
          meeting(EntryState.REPORTED, PlanAct.NOTE, Need.REASON),
          meeting(EntryState.RETURNED, PlanAct.NOTE, Need.REASON));

  /** One item in an evaluation. */
  public static final List<Step<EntryState>> FINDING =
      List.of(
          report(EntryState.DUE),
          report(EntryState.RETURNED),
          report(EntryState.REPORTED),
          sendBack(),
          meeting(EntryState.DUE, PlanAct.JUDGE, Need.WORDS),
          meeting(EntryState.REPORTED, PlanAct.JUDGE, Need.WORDS),
          meeting(EntryState.RETURNED, PlanAct.JUDGE, Need.WORDS));

  public static final List<Step<SupervisedState>> SUPERVISED =
      List.of(
          step(
              SupervisedState.OPEN,
              PlanAct.FINISH,
              UNITS,
              SupervisedState.DONE,
              Guard.OWN_UNIT,
              Need.WORDS,
              Need.EVIDENCE),
          step(
              SupervisedState.OPEN,
              PlanAct.EXTEND,
              STEERS,
              SupervisedState.OPEN,
              Guard.NONE,
              Need.REASON),
          step(
              SupervisedState.DONE,
              PlanAct.PASS,
              CHECKS,
              SupervisedState.CLOSED,
              Guard.NOT_THE_DOER),
          step(
              SupervisedState.DONE,
              PlanAct.REJECT,
              CHECKS,
              SupervisedState.OPEN,
              Guard.NOT_THE_DOER,
              Need.REASON));

  private Steps() {}

  /** What a table allows in a state. */
  public static <S extends Enum<S>> List<Step<S>> from(List<Step<S>> table, S state) {
    return table.stream().filter(row -> row.from() == state).toList();
  }

  public static <S extends Enum<S>> Optional<Step<S>> find(
      List<Step<S>> table, S state, PlanAct act) {
    return from(table, state).stream().filter(row -> row.act() == act).findFirst();
  }

  private static Step<EntryState> report(EntryState from) {
    return step(
        from, PlanAct.REPORT, UNITS, EntryState.REPORTED, Guard.OWN_UNIT_OPEN_MONTH, Need.WORDS);
  }

  private static Step<EntryState> sendBack() {
    return step(
        EntryState.REPORTED,
        PlanAct.SEND_BACK,
        STEERS,
        EntryState.RETURNED,
        Guard.OPEN_MONTH,
        Need.REASON);
  }

  private static Step<EntryState> meeting(EntryState state, PlanAct act, Need need) {
    return step(state, act, STEERS, state, Guard.MEETING, need);
  }

  private static <S extends Enum<S>> Step<S> step(
      S from, PlanAct act, Set<Role> who, S to, Guard guard, Need... needs) {
    return new Step<>(from, act, who, List.of(needs), to, guard);
  }
}
