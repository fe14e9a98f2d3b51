package furong.detect;

import furong.pack.RuleMember;
import java.util.Map;

/**
 * A question of a rule across things on one thing. What was told is not kept: after a restart it is
 * told once more, which changes nothing.
 */
final class Asked {

  /** A question is not moved. */
  private static final Machine STILL = new Machine(0);

  final RuleMember member;
  private final RuleState state;
  private boolean told;
  private double value;
  private double shown;

  Asked(RuleMember member, RuleBook book, Map<String, Series> has) {
    this.member = member;
    this.state = new RuleState(member.needs().rule().id(), STILL, STILL);
    state.connect(member.needs(), book, has);
  }

  /** Tells what it is at {@code nowMs} when that is new. */
  void tell(ThingState thing, long nowMs, Cursor cursor, Effects out) {
    boolean deaf = state.timing.holdMs > 0 && nowMs - thing.clock > state.timing.holdMs;
    double newValue = deaf ? Double.NaN : member.value().eval(cursor.at(state, nowMs));
    double newShown = deaf ? Double.NaN : member.shown().value().eval(cursor.at(state, nowMs));
    if (told && same(value, newValue) && same(shown, newShown)) {
      return;
    }
    told = true;
    value = newValue;
    shown = newShown;
    out.fact(fact(thing, false));
  }

  private static boolean same(double a, double b) {
    return Double.doubleToLongBits(a) == Double.doubleToLongBits(b);
  }

  Fact fact(ThingState thing, boolean gone) {
    return new Fact(
        member.key(),
        thing.id,
        thing.division,
        thing.lng,
        thing.lat,
        thing.simulated,
        gone ? Double.NaN : value,
        gone ? Double.NaN : shown,
        gone);
  }
}
