package furong.detect;

import furong.pack.Expr;
import furong.pack.Readings;
import furong.pack.RuleProgram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * One rule on one thing: quiet, pending since, firing at a level, or unable to judge. It is moved
 * on by {@link #step} at each instant at which something was heard, in the order of time.
 *
 * <ul>
 *   <li>A level holds when its condition has been true for its duration without a false in between
 *       and without a gap longer than the properties' expected silence.
 *   <li>While a condition cannot be judged nothing is concluded: pending stays pending, firing
 *       stays firing, and no time counts towards clearing.
 *   <li>It rises to a worse level at once, eases to a milder one and clears when the contrary has
 *       held for the rule's {@code clear_for}.
 * </ul>
 */
final class Machine {

  static final long NEVER = Long.MIN_VALUE;

  private static final int QUIET = -1;

  private final long[] since;
  private long lastStep = NEVER;
  private long clearSince = NEVER;
  private long easeSince = NEVER;
  private long lastHeard = NEVER;
  private int firing = QUIET;
  private long openedAt = NEVER;
  private long changedAt = NEVER;
  private long clearedAt = NEVER;
  private int lastLevel;
  private int episodes;
  private boolean unknown;
  // a silence that was found only when it was over
  private long gapFrom = NEVER;
  private long gapTo = NEVER;

  Machine(int conditions) {
    since = new long[conditions];
    Arrays.fill(since, NEVER);
  }

  boolean isFiring() {
    return firing != QUIET;
  }

  /** The level while firing, else the last one: a number of the rule's levels. */
  int level() {
    return firing == QUIET ? lastLevel : firing;
  }

  long openedAt() {
    return openedAt;
  }

  long changedAt() {
    return changedAt;
  }

  long clearedAt() {
    return clearedAt;
  }

  long lastHeard() {
    return lastHeard;
  }

  int episodes() {
    return episodes;
  }

  long gapFrom() {
    return gapFrom;
  }

  long gapTo() {
    return gapTo;
  }

  void forgetGap() {
    gapFrom = NEVER;
    gapTo = NEVER;
  }

  /** What a person sees: FIRING, CANNOT_JUDGE, PENDING or OK. */
  Judgement judgement() {
    if (isFiring()) {
      return Judgement.FIRING;
    }
    boolean pending = false;
    for (long s : since) {
      pending |= s != NEVER;
    }
    return unknown ? Judgement.CANNOT_JUDGE : pending ? Judgement.PENDING : Judgement.OK;
  }

  void copyFrom(Machine other) {
    System.arraycopy(other.since, 0, since, 0, since.length);
    lastStep = other.lastStep;
    clearSince = other.clearSince;
    easeSince = other.easeSince;
    lastHeard = other.lastHeard;
    firing = other.firing;
    openedAt = other.openedAt;
    changedAt = other.changedAt;
    clearedAt = other.clearedAt;
    lastLevel = other.lastLevel;
    episodes = other.episodes;
    unknown = other.unknown;
    gapFrom = NEVER;
    gapTo = NEVER;
  }

  /**
   * The same machine under a rule that says something else: what fires goes on at the number that
   * {@code levels} gives for its own; durations that were under way begin anew.
   *
   * @param renamed which of the old numbers mean another level now: news right after the last step
   */
  Machine under(int conditions, int[] levels, boolean[] renamed) {
    Machine next = new Machine(conditions);
    next.lastStep = lastStep;
    next.lastHeard = lastHeard;
    next.firing = firing == QUIET ? QUIET : levels[Math.min(firing, levels.length - 1)];
    next.openedAt = openedAt;
    next.changedAt = isFiring() && renamed[firing] ? lastStep + 1 : changedAt;
    next.clearedAt = clearedAt;
    next.lastLevel = levels[Math.min(lastLevel, levels.length - 1)];
    next.episodes = episodes;
    next.unknown = unknown;
    return next;
  }

  /**
   * Moves on to {@code now}.
   *
   * @param readings as they are at {@code now}
   * @param holdMs longest gap over which a condition is still taken to have held; 0 for any
   */
  void step(long now, RuleProgram program, Readings readings, long holdMs) {
    if (lastStep != NEVER && holdMs > 0 && now - lastStep > holdMs) {
      Arrays.fill(since, NEVER);
      clearSince = NEVER;
      easeSince = NEVER;
    }
    lastStep = now;
    int worst = QUIET;
    boolean anyUnknown = false;
    boolean anyTrue = false;
    double ofFiring = Expr.UNKNOWN;
    int c = 0;
    for (int i = 0; i < program.levels().size(); i++) {
      List<RuleProgram.Condition> conditions = program.levels().get(i).conditions();
      double truth = Expr.TRUE;
      boolean held = true;
      for (int k = 0; k < conditions.size(); k++, c++) {
        double one = conditions.get(k).when().eval(readings);
        held &= holds(c, one, now, conditions.get(k).holdsForMs());
        truth = truth == Expr.FALSE || one == Expr.FALSE ? Expr.FALSE : truth * one;
      }
      ofFiring = i == firing ? truth : ofFiring;
      worst = held ? i : worst;
      anyTrue |= truth == Expr.TRUE;
      anyUnknown |= Double.isNaN(truth);
    }
    unknown = anyUnknown && !anyTrue;
    if (firing == QUIET) {
      if (worst != QUIET) {
        open(worst, now);
      }
    } else {
      double clear =
          program.clear() != null
              ? program.clear().eval(readings)
              : anyTrue ? Expr.FALSE : anyUnknown ? Expr.UNKNOWN : Expr.TRUE;
      whileFiring(now, worst, clear, ofFiring, program.clearForMs());
    }
  }

  /** Notes the truth of a condition; true when it is true now and has been for long enough. */
  private boolean holds(int condition, double truth, long now, long holdsForMs) {
    if (truth == Expr.FALSE) {
      since[condition] = NEVER;
    } else if (truth == Expr.TRUE) {
      since[condition] = since[condition] == NEVER ? now : since[condition];
      return now - since[condition] >= holdsForMs;
    }
    return false;
  }

  private void open(int level, long at) {
    firing = level;
    openedAt = at;
    changedAt = at;
    clearSince = NEVER;
    easeSince = NEVER;
    episodes++;
  }

  private void whileFiring(long now, int worst, double clear, double ofFiring, long clearForMs) {
    if (clear == Expr.TRUE) {
      clearSince = clearSince == NEVER ? now : clearSince;
      if (now - clearSince >= clearForMs) {
        close(now);
        return;
      }
    } else {
      clearSince = NEVER;
    }
    if (worst > firing) {
      firing = worst;
      changedAt = now;
      easeSince = NEVER;
    } else if (ofFiring == Expr.FALSE) {
      easeSince = easeSince == NEVER ? now : easeSince;
      int milder = Math.max(worst, 0);
      if (milder < firing && now - easeSince >= clearForMs) {
        firing = milder;
        changedAt = now;
        easeSince = NEVER;
      }
    } else {
      easeSince = NEVER;
    }
  }

  private void close(long at) {
    lastLevel = firing;
    firing = QUIET;
    clearedAt = at;
    clearSince = NEVER;
    easeSince = NEVER;
  }

  // ---- silence

  /** Something was heard at {@code now}; finds the gap before it. */
  void heard(long now, long afterMs) {
    if (isFiring()) {
      close(now);
    } else if (lastHeard != NEVER && now - lastHeard > afterMs) {
      gapFrom = lastHeard + afterMs;
      gapTo = now;
    }
    lastHeard = Math.max(lastHeard, now);
  }

  /** Time passed and nothing was heard. */
  void silentUntil(long now, long afterMs) {
    if (!isFiring() && lastHeard != NEVER && now - lastHeard > afterMs) {
      open(0, lastHeard + afterMs);
    }
  }

  void encode(DataOutput out) throws IOException {
    out.writeInt(since.length);
    for (long s : since) {
      out.writeLong(s);
    }
    for (long time :
        new long[] {
          lastStep, clearSince, easeSince, lastHeard, openedAt, changedAt, clearedAt, gapFrom, gapTo
        }) {
      out.writeLong(time);
    }
    out.writeInt(firing);
    out.writeInt(lastLevel);
    out.writeInt(episodes);
    out.writeBoolean(unknown);
  }

  /** Reads a machine; one whose rule has other conditions now starts anew. */
  static Machine decode(DataInput in) throws IOException {
    Machine machine = new Machine(in.readInt());
    for (int i = 0; i < machine.since.length; i++) {
      machine.since[i] = in.readLong();
    }
    machine.lastStep = in.readLong();
    machine.clearSince = in.readLong();
    machine.easeSince = in.readLong();
    machine.lastHeard = in.readLong();
    machine.openedAt = in.readLong();
    machine.changedAt = in.readLong();
    machine.clearedAt = in.readLong();
    machine.gapFrom = in.readLong();
    machine.gapTo = in.readLong();
    machine.firing = in.readInt();
    machine.lastLevel = in.readInt();
    machine.episodes = in.readInt();
    machine.unknown = in.readBoolean();
    return machine;
  }

  int conditions() {
    return since.length;
  }
}
