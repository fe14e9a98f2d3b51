package furong.detect;

import furong.base.Level;
import furong.pack.RuleProgram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One rule on one thing: what is settled, what is judged so far, and what was told.
 *
 * <p>{@code settled} has seen every instant that can no longer change; {@code now} is ahead of it
 * by the instants within the allowed lateness. What was told is compared with them and differences
 * are told: so a late reading that is not too late still gives the right alerts.
 */
final class RuleState {

  /** What was told; most rules on most things never tell anything. */
  private static final class Tale {
    boolean told;
    boolean withdrawn; // and so soon ago that what comes true now is the same
    long namedAt = Machine.NEVER;
    long toldAt = Machine.NEVER;
    long lastToldAt = Machine.NEVER;
    int toldLevel;
    Level toldAs = Level.IV;
  }

  /** Not counted. */
  private static final byte NOWHERE = -1;

  private static final Series[] NO_SERIES = {};

  final String rule;
  Machine settled;
  Machine now;
  private @Nullable Tale tale;

  // of the rule book at hand, not kept
  private @Nullable Ruled by;
  Series[] series = NO_SERIES;
  private Standings.@Nullable Cell cell;
  private byte counted = NOWHERE;

  RuleState(String rule, Machine settled, Machine now) {
    this.rule = rule;
    this.settled = settled;
    this.now = now;
  }

  /** How it meets its thing; null before it is bound. */
  @Nullable Ruled by() {
    return by;
  }

  @Nullable RuleProgram program() {
    Ruled known = by;
    return known == null ? null : known.program;
  }

  RuleProgram.@Nullable SilenceProgram silence() {
    Ruled known = by;
    return known == null ? null : known.program.silence();
  }

  /** Connects it with its program and with the series of its thing. */
  void bind(Ruled next, Series[] ofThing, Standings.Cell newCell) {
    Ruled before = by;
    RuleProgram program = next.program;
    if (before != null && !next.said.equals(before.said)) {
      int[] levels = levels(before.program, program);
      settled = under(settled, before.program, program);
      now = under(now, before.program, program);
      Tale known = tale;
      if (known != null) {
        known.toldLevel = known.toldLevel < levels.length ? levels[known.toldLevel] : 0;
      }
    } else if (settled.conditions() != program.conditions()) {
      settled = new Machine(program.conditions());
      now = new Machine(program.conditions());
    }
    by = next;
    series = ofThing;
    if (cell != newCell) {
      count(NOWHERE);
      cell = newCell;
    }
  }

  // ---- what was told

  boolean told() {
    Tale known = tale;
    return known != null && known.told;
  }

  long toldAt() {
    Tale known = tale;
    return known == null ? Machine.NEVER : known.toldAt;
  }

  /** The beginning that was told first, by which the alert is called. */
  long namedAt() {
    Tale known = tale;
    return known == null ? Machine.NEVER : known.namedAt;
  }

  /** What was told last was refuted, and has not been let go of since. */
  boolean isWithdrawn() {
    Tale known = tale;
    return known != null && known.withdrawn;
  }

  /** From now on what comes true is another episode. */
  void letGo() {
    tale().withdrawn = false;
  }

  long lastToldAt() {
    Tale known = tale;
    return known == null ? Machine.NEVER : known.lastToldAt;
  }

  int toldLevel() {
    Tale known = tale;
    return known == null ? 0 : known.toldLevel;
  }

  Level toldAs() {
    Tale known = tale;
    return known == null ? Level.IV : known.toldAs;
  }

  private Tale tale() {
    Tale known = tale;
    if (known == null) {
      known = new Tale();
      tale = known;
    }
    return known;
  }

  /** An alert of its own begins. */
  void opens(long at, int level) {
    Tale of = tale();
    of.told = true;
    of.withdrawn = false;
    of.namedAt = at;
    of.toldAt = at;
    of.toldLevel = level;
  }

  /** The alert goes on at this level, or again; it began at {@code since}. */
  void goesOn(long since, int level) {
    Tale of = tale();
    of.told = true;
    of.withdrawn = false;
    of.toldAt = since;
    of.toldLevel = level;
  }

  void ends(boolean refuted) {
    Tale of = tale();
    of.told = false;
    of.withdrawn = refuted;
  }

  void tells(long at, @Nullable Level as) {
    Tale of = tale();
    of.lastToldAt = at;
    if (as != null) {
      of.toldAs = as;
    }
  }

  /** A machine of one program under another, which says something else. */
  static Machine under(Machine machine, RuleProgram from, RuleProgram to) {
    int[] levels = levels(from, to);
    boolean[] renamed = new boolean[levels.length];
    for (int i = 0; i < levels.length; i++) {
      renamed[i] = Teller.level(from, i) != Teller.level(to, levels[i]);
    }
    return machine.under(to.conditions(), levels, renamed);
  }

  /**
   * For each level of the old program the one of the new program that is as grave, else the next
   * milder one, else its mildest: an episode that runs goes on, and the next reading corrects it.
   */
  private static int[] levels(RuleProgram from, RuleProgram to) {
    int[] map = new int[Math.max(1, from.levels().size())];
    for (int i = 0; i < from.levels().size(); i++) {
      for (int k = 0; k < to.levels().size(); k++) {
        if (to.levels().get(k).level().number() >= from.levels().get(i).level().number()) {
          map[i] = k;
        }
      }
    }
    return map;
  }

  // ---- how it stands

  /** Counts it where it stands at {@code nowMs}. */
  void stand(long clock, long nowMs) {
    Judgement judgement = now.judgement();
    boolean deaf = judgement != Judgement.FIRING && nowMs >= deafAt(clock);
    count((byte) (deaf ? Judgement.CANNOT_JUDGE : judgement).ordinal());
  }

  /** It is of a thing of the past, or of none any more. */
  void standNowhere() {
    count(NOWHERE);
  }

  private void count(byte kind) {
    Standings.Cell known = cell;
    if (known != null && kind != counted) {
      if (counted != NOWHERE) {
        known.add(counted, -1);
      }
      if (kind != NOWHERE) {
        known.add(kind, 1);
      }
    }
    counted = kind;
  }

  /**
   * When nothing that was heard says anything any more; the largest long for never. A silence is
   * told then, unless the city itself was absent: until it has listened for long enough, who is
   * silent cannot be judged.
   */
  private long deafAt(long clock) {
    Ruled known = by;
    if (known == null) {
      return Waking.NEVER;
    }
    RuleProgram.SilenceProgram silence = known.program.silence();
    if (silence != null) {
      return now.lastHeard() == Machine.NEVER
          ? Waking.NEVER
          : now.lastHeard() + silence.afterMs() + 1;
    }
    return known.timing.holdMs <= 0 ? Waking.NEVER : clock + known.timing.holdMs + 1;
  }

  /** The first instant at which time alone changes what it says; the largest long for never. */
  long wakesAt(long clock, Listening listening) {
    if (now.isFiring()) {
      return Waking.NEVER;
    }
    if (counted != Judgement.CANNOT_JUDGE.ordinal()) {
      return deafAt(clock);
    }
    RuleProgram.SilenceProgram silence = silence();
    return silence == null || now.lastHeard() == Machine.NEVER
        ? Waking.NEVER
        : listening.silentAt(now.lastHeard(), silence.afterMs()) + 1;
  }

  void encode(DataOutput out, Words words) throws IOException {
    words.write(out, rule);
    settled.encode(out);
    now.encode(out);
    Tale known = tale;
    out.writeBoolean(known != null);
    if (known != null) {
      out.writeBoolean(known.told);
      out.writeBoolean(known.withdrawn);
      out.writeLong(known.namedAt);
      out.writeLong(known.toldAt);
      out.writeLong(known.lastToldAt);
      out.writeInt(known.toldLevel);
      out.writeByte(known.toldAs.ordinal());
    }
  }

  /**
   * @param version of the bytes, see {@link ShardState}; up to 5 an alert was called by its only
   *     beginning
   */
  static RuleState decode(DataInput in, Words words, int version) throws IOException {
    RuleState state = new RuleState(words.read(in), Machine.decode(in), Machine.decode(in));
    if (in.readBoolean()) {
      Tale of = state.tale();
      of.told = in.readBoolean();
      of.withdrawn = version > 5 && in.readBoolean();
      of.namedAt = version > 5 ? in.readLong() : Machine.NEVER;
      of.toldAt = in.readLong();
      of.namedAt = version > 5 ? of.namedAt : of.toldAt;
      of.lastToldAt = in.readLong();
      of.toldLevel = in.readInt();
      of.toldAs = Level.values()[in.readByte()];
    }
    return state;
  }
}
