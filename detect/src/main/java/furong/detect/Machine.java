package furong.detect;

import furong.pack.Expr;
import furong.pack.Readings;
import furong.pack.RuleProgram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule on one thing: quiet, pending since, firing at a level, or unable to judge. It is moved
 * on by {@link #step} at each instant at which something was heard, in the order of time. 32 bytes
 * while nothing ever happened, 150 after that.
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

  /** In place of the number of a level. */
  static final int QUIET = -1;

  private final short conditions;
  private boolean unknown;
  private long lastStep = NEVER;
  private long lastHeard = NEVER;
  private @Nullable Course course;

  Machine(int conditions) {
    this.conditions = (short) conditions;
  }

  private Course course() {
    Course known = course;
    if (known == null) {
      known = new Course(conditions);
      course = known;
    }
    return known;
  }

  private void forgetBlank() {
    Course known = course;
    if (known != null && known.isBlank()) {
      course = null;
    }
  }

  private int firing() {
    Course known = course;
    return known == null ? QUIET : known.firing;
  }

  boolean isFiring() {
    return firing() != QUIET;
  }

  /** The level while firing, else the last one: a number of the rule's levels. */
  int level() {
    Course known = course;
    return known == null ? 0 : known.firing == QUIET ? known.lastLevel : known.firing;
  }

  long openedAt() {
    Course known = course;
    return known == null ? NEVER : known.openedAt;
  }

  long changedAt() {
    Course known = course;
    return known == null ? NEVER : known.changedAt;
  }

  long clearedAt() {
    Course known = course;
    return known == null ? NEVER : known.clearedAt;
  }

  long lastHeard() {
    return lastHeard;
  }

  int episodes() {
    Course known = course;
    return known == null ? 0 : known.episodes;
  }

  long gapFrom() {
    Course known = course;
    return known == null ? NEVER : known.gapFrom;
  }

  long gapTo() {
    Course known = course;
    return known == null ? NEVER : known.gapTo;
  }

  void forgetGap() {
    Course known = course;
    if (known != null && known.gapFrom != NEVER) {
      known.gapFrom = NEVER;
      known.gapTo = NEVER;
      forgetBlank();
    }
  }

  /** Whether a new one that has heard every condition be false would say the same. */
  boolean isQuiet() {
    return course == null && !unknown;
  }

  /** Takes as done the steps until {@code at}: each would have changed nothing. */
  void skipTo(long at) {
    if (lastStep != NEVER) {
      lastStep = Math.max(lastStep, at);
    }
  }

  /** A copy of what it has lived through; null for nothing. */
  @Nullable Course lived() {
    Course known = course;
    return known == null ? null : known.copy();
  }

  /**
   * After a step: when another may change something although every condition says the same.
   *
   * @param before what it had lived through before the step
   */
  long wakesAt(RuleProgram program, @Nullable Course before) {
    Course known = course;
    if (known == null) {
      return before == null ? Waking.NEVER : lastStep + 1;
    }
    return before == null || !known.same(before) ? lastStep + 1 : known.wakesAt(lastStep, program);
  }

  /** What a person sees: FIRING, CANNOT_JUDGE, PENDING or OK. */
  Judgement judgement() {
    if (isFiring()) {
      return Judgement.FIRING;
    }
    Course known = course;
    boolean pending = known != null && known.pends();
    return unknown ? Judgement.CANNOT_JUDGE : pending ? Judgement.PENDING : Judgement.OK;
  }

  void copyFrom(Machine other) {
    lastStep = other.lastStep;
    lastHeard = other.lastHeard;
    unknown = other.unknown;
    Course theirs = other.course;
    Course mine = course;
    if (theirs == null) {
      course = null;
    } else if (mine == null) {
      course = theirs.copy();
    } else {
      mine.copyFrom(theirs);
    }
    forgetBlank(); // a gap that is not taken over may have been all there was
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
    next.unknown = unknown;
    Course before = course;
    if (before != null) {
      Course after = next.course();
      int was = before.firing;
      after.firing = was == QUIET ? QUIET : levels[Math.min(was, levels.length - 1)];
      after.openedAt = before.openedAt;
      after.changedAt = was != QUIET && renamed[was] ? lastStep + 1 : before.changedAt;
      after.clearedAt = before.clearedAt;
      after.lastLevel = levels[Math.min(before.lastLevel, levels.length - 1)];
      after.episodes = before.episodes;
      next.forgetBlank();
    }
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
      broken();
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
      ofFiring = i == firing() ? truth : ofFiring;
      worst = held ? i : worst;
      anyTrue |= truth == Expr.TRUE;
      anyUnknown |= Double.isNaN(truth);
    }
    unknown = anyUnknown && !anyTrue;
    if (firing() == QUIET) {
      if (worst != QUIET) {
        open(worst, now);
      } else {
        forgetBlank();
      }
    } else {
      double clear =
          program.clear() != null
              ? program.clear().eval(readings)
              : anyTrue ? Expr.FALSE : anyUnknown ? Expr.UNKNOWN : Expr.TRUE;
      whileFiring(now, worst, clear, ofFiring, program.clearForMs());
    }
  }

  /** A gap ends what was under way. */
  private void broken() {
    Course known = course;
    if (known != null) {
      Arrays.fill(known.since, NEVER);
      known.clearSince = NEVER;
      known.easeSince = NEVER;
    }
  }

  /** Notes the truth of a condition; true when it is true now and has been for long enough. */
  private boolean holds(int condition, double truth, long now, long holdsForMs) {
    if (truth == Expr.FALSE) {
      Course known = course;
      if (known != null) {
        known.since[condition] = NEVER;
      }
    } else if (truth == Expr.TRUE) {
      long[] since = course().since;
      since[condition] = since[condition] == NEVER ? now : since[condition];
      return now - since[condition] >= holdsForMs;
    }
    return false;
  }

  private void open(int level, long at) {
    Course of = course();
    of.firing = level;
    of.openedAt = at;
    of.changedAt = at;
    of.clearSince = NEVER;
    of.easeSince = NEVER;
    of.episodes++;
  }

  private void whileFiring(long now, int worst, double clear, double ofFiring, long clearForMs) {
    Course of = course();
    if (clear == Expr.TRUE) {
      of.clearSince = of.clearSince == NEVER ? now : of.clearSince;
      if (now - of.clearSince >= clearForMs) {
        close(now);
        return;
      }
    } else {
      of.clearSince = NEVER;
    }
    if (worst > of.firing) {
      of.firing = worst;
      of.changedAt = now;
      of.easeSince = NEVER;
    } else if (ofFiring == Expr.FALSE) {
      of.easeSince = of.easeSince == NEVER ? now : of.easeSince;
      int milder = Math.max(worst, 0);
      if (milder < of.firing && now - of.easeSince >= clearForMs) {
        of.firing = milder;
        of.changedAt = now;
        of.easeSince = NEVER;
      }
    } else {
      of.easeSince = NEVER;
    }
  }

  private void close(long at) {
    Course of = course();
    of.lastLevel = of.firing;
    of.firing = QUIET;
    of.clearedAt = at;
    of.clearSince = NEVER;
    of.easeSince = NEVER;
  }

  // ---- silence

  /**
   * Something was heard at {@code now}; finds the gap before it.
   *
   * @param silentAt from when on who was last heard then is silent
   */
  void heard(long now, long silentAt) {
    if (isFiring()) {
      close(now);
    } else if (lastHeard != NEVER && now > silentAt) {
      course().gapFrom = silentAt;
      course().gapTo = now;
    }
    lastHeard = Math.max(lastHeard, now);
  }

  /** Time passed and nothing was heard. */
  void silentUntil(long now, long silentAt) {
    if (!isFiring() && lastHeard != NEVER && now > silentAt) {
      open(0, silentAt);
    }
  }

  void encode(DataOutput out) throws IOException {
    Course known = course;
    out.writeShort(conditions);
    out.writeLong(lastStep);
    out.writeLong(lastHeard);
    out.writeBoolean(unknown);
    out.writeBoolean(known != null);
    if (known != null) {
      known.encode(out);
    }
  }

  /** Reads a machine; one whose rule has other conditions now starts anew. */
  static Machine decode(DataInput in) throws IOException {
    Machine machine = new Machine(in.readShort());
    machine.lastStep = in.readLong();
    machine.lastHeard = in.readLong();
    machine.unknown = in.readBoolean();
    if (in.readBoolean()) {
      machine.course = Course.decode(machine.conditions, in);
    }
    return machine;
  }

  int conditions() {
    return conditions;
  }
}
