package furong.plan;

import furong.people.Role;
import java.util.List;
import java.util.Set;

/**
 * One row of a table: in this state these people may do that, giving so much, and it leads there.
 */
public record Step<S extends Enum<S>>(
    S from, PlanAct act, Set<Role> who, List<Need> needs, S to, Guard guard) {

  /** What must be given. */
  public enum Need {
    WORDS,
    REASON,
    EVIDENCE
  }

  /** What must hold besides the state. */
  public enum Guard {
    NONE,
    /** The month is open for reports, and the item is the unit's own. */
    OWN_UNIT_OPEN_MONTH,
    /** The month is open for reports. */
    OPEN_MONTH,
    /** The meeting is on. */
    MEETING,
    /** Every entry that lags has an answer of the meeting. */
    EVERY_FLAG_ANSWERED,
    /** The item is the unit's own. */
    OWN_UNIT,
    /** Nobody closes the own work. */
    NOT_THE_DOER
  }

  public Step {
    who = Set.copyOf(who);
    needs = List.copyOf(needs);
  }
}
