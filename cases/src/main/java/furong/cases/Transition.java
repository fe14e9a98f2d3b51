package furong.cases;

import furong.people.Role;
import java.util.List;
import java.util.Set;

/**
 * One row of the table: in this state these people may do that, giving so much, and it leads there.
 *
 * @param primary true when this is the way onward; a screen shows it first
 * @param guard what must hold besides the state
 */
public record Transition(
    CaseState from,
    CaseAction action,
    Set<Role> who,
    List<Need> needs,
    CaseState to,
    boolean primary,
    Guard guard) {

  /** What must hold besides the state. */
  public enum Guard {
    NONE,
    /** Not verified yet: reports by people are verified once. */
    UNVERIFIED,
    /** Verified on the spot, or observed by a sensor and so in no need of it. */
    VERIFIED,
    /** Dispatched to the organisation of the person, when the person belongs to one. */
    OWN_ORGANISATION,
    /** Not the one who handled it: nobody checks the own work. */
    NOT_THE_HANDLER
  }

  public Transition {
    who = Set.copyOf(who);
    needs = List.copyOf(needs);
  }
}
