package furong.cases;

import static furong.cases.CaseState.ACCEPTED;
import static furong.cases.CaseState.CANCELLED;
import static furong.cases.CaseState.CHECKED;
import static furong.cases.CaseState.CLOSED;
import static furong.cases.CaseState.DISPATCHED;
import static furong.cases.CaseState.FORCED;
import static furong.cases.CaseState.HANDLED;
import static furong.cases.CaseState.HANDLING;
import static furong.cases.CaseState.MERGED;
import static furong.cases.CaseState.REGISTERED;
import static furong.cases.CaseState.REJECTED;
import static furong.cases.CaseState.REPORTED;
import static furong.cases.CaseState.SUSPENDED;

import furong.cases.Transition.Guard;
import furong.people.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lifecycle of a case as a table (GB/T 30428.8 usage).
 *
 * <pre>
 * REPORTED -accept-> ACCEPTED -register-> REGISTERED -dispatch-> DISPATCHED -take-> HANDLING
 *          -finish-> HANDLED -check_pass-> CHECKED -close-> CLOSED
 * </pre>
 *
 * Aside: reject before registering; return to the dispatch desk, as often as the city allows;
 * suspend and resume; more time, or another condition of the same kind (改情形) with its own limit,
 * asked for by one who handles or checks and granted by another; rework when the check fails;
 * verify (核实) reports by people before they are registered; reopen a closed case within the city's
 * window. Behind a menu: ends out of order (by force, as cancelled, merged into another case),
 * which only the desk of the county or the city may choose or which name the case that goes on; and
 * the ties of parent and parts. Everything that is not in the table is refused.
 */
public final class Lifecycle {

  private static final Set<Role> DESK = Set.of(Role.OPERATOR);
  private static final Set<Role> HANDLER = Set.of(Role.STREET);
  private static final Set<Role> INSPECTOR = Set.of(Role.INSPECTOR);

  /**
   * 即采即办: what happens at once when grid staff have mended what they found. The worker does what
   * the table leaves to handlers; where it names the desk the rule of the city stands for it.
   */
  static final List<CaseAction> ON_THE_SPOT =
      List.of(
          CaseAction.ACCEPT,
          CaseAction.REGISTER,
          CaseAction.DISPATCH,
          CaseAction.TAKE,
          CaseAction.FINISH);

  /** How a case that is not picked for a check goes on from there. */
  static final List<CaseAction> UNCHECKED = List.of(CaseAction.CHECK_PASS, CaseAction.CLOSE);

  private static final List<Transition> TABLE = table(List.of(CaseState.values()));

  private Lifecycle() {}

  /** The whole table. */
  public static List<Transition> table() {
    return TABLE;
  }

  /** What the table allows in a state, the way onward first. */
  public static List<Transition> from(CaseState state) {
    return TABLE.stream().filter(row -> row.from() == state).toList();
  }

  public static Optional<Transition> find(CaseState state, CaseAction action) {
    return from(state).stream().filter(row -> row.action() == action).findFirst();
  }

  private static List<Transition> table(List<CaseState> states) {
    List<Transition> table = new ArrayList<>();
    for (CaseState state : states) {
      table.addAll(onward(state));
      table.addAll(aside(state));
      table.addAll(rare(state));
    }
    return List.copyOf(table);
  }

  private static List<Transition> onward(CaseState state) {
    return switch (state) {
      case REPORTED -> List.of(main(state, CaseAction.ACCEPT, DESK, ACCEPTED).row());
      case ACCEPTED ->
          List.of(
              main(state, CaseAction.VERIFY, INSPECTOR, state)
                  .needs(Need.NOTE)
                  .when(Guard.UNVERIFIED)
                  .row(),
              main(state, CaseAction.REGISTER, DESK, REGISTERED)
                  .offers(Need.CONDITION)
                  .when(Guard.VERIFIED)
                  .row());
      case REGISTERED ->
          List.of(
              main(state, CaseAction.DISPATCH, DESK, DISPATCHED)
                  .needs(Need.ORGANISATION)
                  .offers(Need.ASSISTING)
                  .row());
      case DISPATCHED ->
          List.of(
              main(state, CaseAction.TAKE, HANDLER, HANDLING).when(Guard.OWN_ORGANISATION).row());
      case HANDLING ->
          List.of(
              main(state, CaseAction.FINISH, HANDLER, HANDLED)
                  .needs(Need.NOTE, Need.PHOTO)
                  .when(Guard.OWN_ORGANISATION)
                  .row());
      case SUSPENDED -> List.of(main(state, CaseAction.RESUME, DESK, HANDLING).row());
      case HANDLED ->
          List.of(
              main(state, CaseAction.CHECK_PASS, INSPECTOR, CHECKED)
                  .when(Guard.NOT_THE_HANDLER)
                  .row());
      case CHECKED ->
          List.of(main(state, CaseAction.CLOSE, DESK, CLOSED).when(Guard.NO_OPEN_CHILDREN).row());
      case CLOSED, REJECTED, FORCED, CANCELLED, MERGED -> List.of();
    };
  }

  private static List<Transition> aside(CaseState state) {
    return switch (state) {
      case REPORTED ->
          List.of(
              aside(state, CaseAction.VERIFY, INSPECTOR, state)
                  .needs(Need.NOTE)
                  .when(Guard.UNVERIFIED)
                  .row(),
              aside(state, CaseAction.REJECT, DESK, REJECTED).needs(Need.REASON).row());
      case ACCEPTED ->
          List.of(aside(state, CaseAction.REJECT, DESK, REJECTED).needs(Need.REASON).row());
      case DISPATCHED -> concat(back(state), moreTime(state), otherCondition(state));
      case HANDLING ->
          concat(
              back(state),
              moreTime(state),
              otherCondition(state),
              List.of(aside(state, CaseAction.SUSPEND, DESK, SUSPENDED).needs(Need.REASON).row()));
      case HANDLED ->
          concat(
              List.of(
                  aside(state, CaseAction.CHECK_FAIL, INSPECTOR, DISPATCHED)
                      .needs(Need.REASON)
                      .when(Guard.NOT_THE_HANDLER)
                      .row()),
              otherCondition(state));
      case CLOSED ->
          List.of(
              aside(state, CaseAction.REOPEN, DESK, REGISTERED)
                  .needs(Need.REASON)
                  .when(Guard.RECENTLY_CLOSED)
                  .row());
      case REGISTERED, SUSPENDED, CHECKED, REJECTED, FORCED, CANCELLED, MERGED -> List.of();
    };
  }

  private static List<Transition> back(CaseState state) {
    return List.of(
        aside(state, CaseAction.RETURN, HANDLER, REGISTERED)
            .needs(Need.REASON)
            .when(Guard.OWN_ORGANISATION, Guard.RETURNS_LEFT)
            .row());
  }

  private static List<Transition> moreTime(CaseState state) {
    return List.of(
        aside(state, CaseAction.EXTEND_APPROVE, DESK, state)
            .when(Guard.EXTENSION_ASKED, Guard.NOT_THE_ASKER)
            .row(),
        aside(state, CaseAction.EXTEND_REFUSE, DESK, state)
            .needs(Need.REASON)
            .when(Guard.EXTENSION_ASKED, Guard.NOT_THE_ASKER)
            .row(),
        aside(state, CaseAction.EXTEND, HANDLER, state)
            .needs(Need.AMOUNT, Need.REASON)
            .when(Guard.OWN_ORGANISATION, Guard.HAS_LIMIT, Guard.NO_EXTENSION_ASKED)
            .row());
  }

  /** Before the handling is reported the handler asks, after it whoever checks. */
  private static List<Transition> otherCondition(CaseState state) {
    boolean checked = state == HANDLED;
    return List.of(
        aside(state, CaseAction.CONDITION_APPROVE, DESK, state)
            .when(Guard.CONDITION_ASKED, Guard.NOT_THE_CONDITION_ASKER)
            .row(),
        aside(state, CaseAction.CONDITION_REFUSE, DESK, state)
            .needs(Need.REASON)
            .when(Guard.CONDITION_ASKED, Guard.NOT_THE_CONDITION_ASKER)
            .row(),
        aside(state, CaseAction.CONDITION_ASK, checked ? INSPECTOR : HANDLER, state)
            .needs(Need.CONDITION, Need.REASON)
            .when(
                checked ? Guard.NOT_THE_HANDLER : Guard.OWN_ORGANISATION,
                Guard.OTHER_CONDITIONS,
                Guard.NO_CONDITION_ASKED)
            .row());
  }

  private static List<Transition> rare(CaseState state) {
    if (state.ended()) {
      return List.of();
    }
    List<Transition> rows = new ArrayList<>();
    boolean early = Set.of(REPORTED, ACCEPTED, REGISTERED, DISPATCHED).contains(state);
    if (early) {
      rows.add(
          rare(state, CaseAction.MERGE, MERGED)
              .needs(Need.CASE)
              .when(Guard.NO_OPEN_CHILDREN)
              .row());
    }
    if (state != REPORTED && state != CHECKED) {
      rows.add(rare(state, CaseAction.ATTACH, state).needs(Need.CASE).when(Guard.NO_FAMILY).row());
      rows.add(rare(state, CaseAction.DETACH, state).when(Guard.ATTACHED).row());
    }
    if (state != REPORTED && state != ACCEPTED) {
      rows.add(
          rare(state, CaseAction.FORCE_CLOSE, FORCED)
              .needs(Need.REASON)
              .when(Guard.COUNTY_DESK, Guard.NO_OPEN_CHILDREN)
              .row());
    }
    if (state != CHECKED) {
      rows.add(
          rare(state, CaseAction.CANCEL, CANCELLED)
              .needs(Need.REASON)
              .when(Guard.COUNTY_DESK, Guard.NO_OPEN_CHILDREN)
              .row());
    }
    return rows;
  }

  /** A row that is being written. */
  private record Draft(
      CaseState from,
      CaseAction action,
      Set<Role> who,
      CaseState to,
      boolean primary,
      boolean rare,
      List<Need> needs,
      List<Need> offers,
      List<Guard> guards) {

    Draft needs(Need... all) {
      return new Draft(from, action, who, to, primary, rare, List.of(all), offers, guards);
    }

    Draft offers(Need... all) {
      return new Draft(from, action, who, to, primary, rare, needs, List.of(all), guards);
    }

    Draft when(Guard... all) {
      return new Draft(from, action, who, to, primary, rare, needs, offers, List.of(all));
    }

    Transition row() {
      return new Transition(from, action, who, needs, to, primary, rare, offers, guards);
    }
  }

  private static Draft main(CaseState from, CaseAction action, Set<Role> who, CaseState to) {
    return new Draft(from, action, who, to, true, false, List.of(), List.of(), List.of());
  }

  private static Draft aside(CaseState from, CaseAction action, Set<Role> who, CaseState to) {
    return new Draft(from, action, who, to, false, false, List.of(), List.of(), List.of());
  }

  private static Draft rare(CaseState from, CaseAction action, CaseState to) {
    return new Draft(from, action, DESK, to, false, true, List.of(), List.of(), List.of());
  }

  @SafeVarargs
  private static List<Transition> concat(List<Transition>... parts) {
    List<Transition> all = new ArrayList<>();
    for (List<Transition> part : parts) {
      all.addAll(part);
    }
    return all;
  }
}
