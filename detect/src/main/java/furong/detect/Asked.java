package furong.detect;

import furong.pack.RuleMember;

/**
 * A question of a rule across things on one thing. What was told is not kept: after a restart it is
 * told once more, which changes nothing.
 */
final class Asked {

  private final Shape.Question question;
  private boolean told;
  private double value;
  private double shown;
  private long changesAt = Waking.NEVER;

  Asked(Shape.Question question) {
    this.question = question;
  }

  RuleMember member() {
    return question.member();
  }

  /** The first instant at which the answer may be another without a reading. */
  long changesAt() {
    return changesAt;
  }

  /** Tells what it is at {@code nowMs} when that is new. */
  void tell(ThingState thing, long nowMs, Cursor cursor, Effects out) {
    long holdMs = question.by().timing.holdMs;
    boolean deaf = holdMs > 0 && nowMs - thing.clock > holdMs;
    double newValue = Double.NaN;
    double newShown = Double.NaN;
    changesAt = Waking.NEVER;
    if (!deaf) {
      newValue = member().value().eval(cursor.watching(question.by(), thing.series, nowMs));
      changesAt = cursor.changesAt();
      newShown = member().shown().value().eval(cursor.watching(question.by(), thing.series, nowMs));
      changesAt = Math.min(changesAt, cursor.changesAt());
      changesAt = holdMs > 0 ? Math.min(changesAt, thing.clock + holdMs + 1) : changesAt;
    }
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
        member().key(),
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
