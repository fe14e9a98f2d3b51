package furong.cases;

import furong.people.Role;
import java.util.List;
import java.util.Set;

/**
 * One row of the table: in this state these people may do that, giving so much, and it leads there.
 *
 * @param primary true when this is the way onward; a screen shows it first
 * @param rare true when it belongs behind a menu: an end out of order, a tie to another case
 * @param offers what may be given besides
 * @param guards what must hold besides the state
 */
public record Transition(
    CaseState from,
    CaseAction action,
    Set<Role> who,
    List<Need> needs,
    CaseState to,
    boolean primary,
    boolean rare,
    List<Need> offers,
    List<Guard> guards) {

  /** What must hold besides the state. */
  public enum Guard {
    /** Not verified yet: reports by people are verified once. */
    UNVERIFIED,
    /** Verified on the spot, or observed by a sensor and so in no need of it. */
    VERIFIED,
    /** Dispatched to the organisation of the person, when the person belongs to one. */
    OWN_ORGANISATION,
    /** Not the one who handled it: nobody checks the own work. */
    NOT_THE_HANDLER,
    /** Not yet returned as often as the city allows. */
    RETURNS_LEFT,
    /** The desk of the county or the city, not that of a street: it is an end out of order. */
    COUNTY_DESK,
    /** The running clock has a limit that can be extended. */
    HAS_LIMIT,
    NO_EXTENSION_ASKED,
    EXTENSION_ASKED,
    /** Not the one who asked for the extension. */
    NOT_THE_ASKER,
    /** The kind of matter has a condition besides the one that it was registered for. */
    OTHER_CONDITIONS,
    NO_CONDITION_ASKED,
    CONDITION_ASKED,
    /** Not the one who asked for the other condition. */
    NOT_THE_CONDITION_ASKER,
    /** No part of it is open. */
    NO_OPEN_CHILDREN,
    /** Neither a part of another case nor a whole with parts: one level is all there is. */
    NO_FAMILY,
    ATTACHED,
    /** Closed no longer ago than the city's window for reopening. */
    RECENTLY_CLOSED
  }

  public Transition {
    who = Set.copyOf(who);
    needs = List.copyOf(needs);
    offers = List.copyOf(offers);
    guards = List.copyOf(guards);
  }
}
