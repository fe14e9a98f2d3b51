package furong.detect;

import furong.pack.RuleProgram;

/**
 * Moves the rules of one thing along its open instants. History is judged when it is settled; the
 * present is judged at once, and again when late readings within the allowed lateness come in.
 */
final class Judge {

  private Judge() {}

  /** Judges what was heard since the last time. */
  static void run(ThingState thing, Cursor cursor, Effects out) {
    long bound = thing.clock - thing.shape.latenessMs;
    if (!thing.live) {
      settleBefore(thing, bound, true, cursor, out);
      thing.aheadValid = false;
      return;
    }
    if (!thing.aheadValid) {
      settleBefore(thing, bound, true, cursor, out);
      thing.steppedTo = thing.settledTo;
    }
    if (thing.disorder || !thing.aheadValid) {
      again(thing, cursor, out);
    }
    for (int i = 0; i < thing.openCount(); i++) {
      long at = thing.openAt(i);
      if (at > thing.steppedTo) {
        for (RuleState rule : thing.rules) {
          step(rule, rule.now, at, cursor);
          Teller.tell(thing, rule, rule.now, at, cursor, out);
        }
      }
    }
    thing.aheadValid = true;
    thing.disorder = false;
    thing.steppedTo = thing.clock;
    settleBefore(thing, bound, false, cursor, out);
  }

  /** From what is settled once more to where it was judged; tells only what came of it. */
  private static void again(ThingState thing, Cursor cursor, Effects out) {
    for (RuleState rule : thing.rules) {
      int before = Math.max(rule.now.episodes(), rule.settled.episodes());
      rule.now.copyFrom(rule.settled);
      for (int i = 0; i < thing.openCount() && thing.openAt(i) <= thing.steppedTo; i++) {
        step(rule, rule.now, thing.openAt(i), cursor);
      }
      RuleProgram.SilenceProgram silence = rule.silence();
      if (silence != null && rule.told()) { // perhaps still silent since then
        rule.now.silentUntil(rule.toldAt() + 1, silentAt(rule.now, silence, cursor));
      }
      if (thing.steppedTo != Machine.NEVER) {
        Teller.missed(thing, rule, rule.now, before, cursor, out);
        Teller.tell(thing, rule, rule.now, thing.steppedTo, cursor, out);
      }
    }
  }

  /**
   * Settles every open instant before {@code bound}, and the oldest when too many are open.
   *
   * @param tell what is settled was not judged ahead, so it is told now
   */
  static void settleBefore(ThingState thing, long bound, boolean tell, Cursor cursor, Effects out) {
    int count = 0;
    while (count < thing.openCount()
        && (thing.openAt(count) < bound || thing.openCount() - count > ThingState.OPEN_INSTANTS)) {
      long at = thing.openAt(count);
      for (RuleState rule : thing.rules) {
        step(rule, rule.settled, at, cursor);
        if (tell) {
          Teller.tell(thing, rule, rule.settled, at, cursor, out);
        } else {
          rule.settled.forgetGap();
        }
      }
      count++;
    }
    thing.settled(count);
  }

  private static void step(RuleState rule, Machine machine, long at, Cursor cursor) {
    Ruled by = rule.by();
    if (by == null) {
      return;
    }
    RuleProgram.SilenceProgram silence = by.program.silence();
    if (silence == null) {
      machine.step(at, by.program, cursor.at(by, rule.series, at), by.timing.holdMs);
    } else if (by.heardAt(rule.series, at)) {
      machine.heard(at, silentAt(machine, silence, cursor));
    }
  }

  private static long silentAt(Machine of, RuleProgram.SilenceProgram silence, Cursor cursor) {
    return cursor.silentAt(of.lastHeard(), silence.afterMs());
  }

  /** Time passed: things of the present may have fallen silent. */
  static void tick(ThingState thing, long nowMs, Cursor cursor, Effects out) {
    for (RuleState rule : thing.rules) {
      RuleProgram.SilenceProgram silence = rule.silence();
      if (silence != null) {
        rule.now.silentUntil(nowMs, silentAt(rule.now, silence, cursor));
        Teller.tell(thing, rule, rule.now, nowMs, cursor, out);
      }
    }
  }
}
