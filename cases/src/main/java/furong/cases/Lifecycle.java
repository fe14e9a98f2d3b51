package furong.cases;

import static furong.cases.CaseState.ACCEPTED;
import static furong.cases.CaseState.CHECKED;
import static furong.cases.CaseState.CLOSED;
import static furong.cases.CaseState.DISPATCHED;
import static furong.cases.CaseState.HANDLED;
import static furong.cases.CaseState.HANDLING;
import static furong.cases.CaseState.REGISTERED;
import static furong.cases.CaseState.REJECTED;
import static furong.cases.CaseState.REPORTED;
import static furong.cases.CaseState.SUSPENDED;

import furong.cases.Transition.Guard;
import furong.people.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lifecycle of a case as a table (GB/T 30428.8 usage, STANDARDS section 1.2).
 *
 * <pre>
 * REPORTED -accept-> ACCEPTED -register-> REGISTERED -dispatch-> DISPATCHED -take-> HANDLING
 *          -finish-> HANDLED -check_pass-> CHECKED -close-> CLOSED
 * </pre>
 *
 * Aside: reject before registering; return to the dispatch desk; suspend and resume; rework when
 * the check fails; verify (核实) reports by people before they are registered. Everything that is not
 * in the table is refused.
 */
public final class Lifecycle {

  private static final Set<Role> DESK = Set.of(Role.OPERATOR);
  private static final Set<Role> HANDLER = Set.of(Role.STREET);
  private static final Set<Role> INSPECTOR = Set.of(Role.INSPECTOR);

  private static final List<Transition> TABLE =
      List.of(
          main(REPORTED, CaseAction.ACCEPT, DESK, List.of(), ACCEPTED, Guard.NONE),
          aside(
              REPORTED,
              CaseAction.VERIFY,
              INSPECTOR,
              List.of(Need.NOTE),
              REPORTED,
              Guard.UNVERIFIED),
          aside(REPORTED, CaseAction.REJECT, DESK, List.of(Need.REASON), REJECTED, Guard.NONE),
          main(
              ACCEPTED,
              CaseAction.VERIFY,
              INSPECTOR,
              List.of(Need.NOTE),
              ACCEPTED,
              Guard.UNVERIFIED),
          main(ACCEPTED, CaseAction.REGISTER, DESK, List.of(), REGISTERED, Guard.VERIFIED),
          aside(ACCEPTED, CaseAction.REJECT, DESK, List.of(Need.REASON), REJECTED, Guard.NONE),
          main(
              REGISTERED,
              CaseAction.DISPATCH,
              DESK,
              List.of(Need.ORGANISATION),
              DISPATCHED,
              Guard.NONE),
          main(DISPATCHED, CaseAction.TAKE, HANDLER, List.of(), HANDLING, Guard.OWN_ORGANISATION),
          aside(
              DISPATCHED,
              CaseAction.RETURN,
              HANDLER,
              List.of(Need.REASON),
              REGISTERED,
              Guard.OWN_ORGANISATION),
          main(
              HANDLING,
              CaseAction.FINISH,
              HANDLER,
              List.of(Need.NOTE, Need.PHOTO),
              HANDLED,
              Guard.OWN_ORGANISATION),
          aside(
              HANDLING,
              CaseAction.RETURN,
              HANDLER,
              List.of(Need.REASON),
              REGISTERED,
              Guard.OWN_ORGANISATION),
          aside(HANDLING, CaseAction.SUSPEND, DESK, List.of(Need.REASON), SUSPENDED, Guard.NONE),
          main(SUSPENDED, CaseAction.RESUME, DESK, List.of(), HANDLING, Guard.NONE),
          main(
              HANDLED, CaseAction.CHECK_PASS, INSPECTOR, List.of(), CHECKED, Guard.NOT_THE_HANDLER),
          aside(
              HANDLED,
              CaseAction.CHECK_FAIL,
              INSPECTOR,
              List.of(Need.REASON),
              DISPATCHED,
              Guard.NOT_THE_HANDLER),
          main(CHECKED, CaseAction.CLOSE, DESK, List.of(), CLOSED, Guard.NONE));

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

  private static Transition main(
      CaseState from,
      CaseAction action,
      Set<Role> who,
      List<Need> needs,
      CaseState to,
      Guard guard) {
    return new Transition(from, action, who, needs, to, true, guard);
  }

  private static Transition aside(
      CaseState from,
      CaseAction action,
      Set<Role> who,
      List<Need> needs,
      CaseState to,
      Guard guard) {
    return new Transition(from, action, who, needs, to, false, guard);
  }
}
