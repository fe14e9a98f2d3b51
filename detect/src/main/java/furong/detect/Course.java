package furong.detect;

import furong.pack.RuleProgram;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * What there is to know of a {@link Machine} at which a condition holds, or that ever fired. Most
 * of a city's never did, and have none. 120 bytes.
 */
final class Course {

  private static final long NEVER = Machine.NEVER;
  private static final int QUIET = Machine.QUIET;

  final long[] since;
  long clearSince = NEVER;
  long easeSince = NEVER;
  int firing = QUIET;
  long openedAt = NEVER;
  long changedAt = NEVER;
  long clearedAt = NEVER;
  int lastLevel;
  int episodes;
  // a silence that was found only when it was over
  long gapFrom = NEVER;
  long gapTo = NEVER;

  Course(int conditions) {
    since = new long[conditions];
    Arrays.fill(since, NEVER);
  }

  Course copy() {
    Course copy = new Course(since.length);
    copy.copyFrom(this);
    return copy;
  }

  /** All but the gap, which is told once. */
  void copyFrom(Course other) {
    System.arraycopy(other.since, 0, since, 0, since.length);
    clearSince = other.clearSince;
    easeSince = other.easeSince;
    firing = other.firing;
    openedAt = other.openedAt;
    changedAt = other.changedAt;
    clearedAt = other.clearedAt;
    lastLevel = other.lastLevel;
    episodes = other.episodes;
    gapFrom = NEVER;
    gapTo = NEVER;
  }

  boolean pends() {
    for (long s : since) {
      if (s != NEVER) {
        return true;
      }
    }
    return false;
  }

  /** Nothing but what a new one says. */
  boolean isBlank() {
    return firing == QUIET
        && openedAt == NEVER
        && changedAt == NEVER
        && clearedAt == NEVER
        && clearSince == NEVER
        && easeSince == NEVER
        && lastLevel == 0
        && episodes == 0
        && gapFrom == NEVER
        && gapTo == NEVER
        && !pends();
  }

  /** Whether both know the same, but for a gap. */
  boolean same(Course other) {
    return Arrays.equals(since, other.since)
        && clearSince == other.clearSince
        && easeSince == other.easeSince
        && firing == other.firing
        && openedAt == other.openedAt
        && changedAt == other.changedAt
        && clearedAt == other.clearedAt
        && lastLevel == other.lastLevel
        && episodes == other.episodes;
  }

  /** The first time after {@code now} at which something has lasted for long enough. */
  long wakesAt(long now, RuleProgram program) {
    long at = Waking.NEVER;
    int c = 0;
    for (RuleProgram.LevelProgram level : program.levels()) {
      for (RuleProgram.Condition condition : level.conditions()) {
        at = Math.min(at, after(now, since[c++], condition.holdsForMs()));
      }
    }
    at = Math.min(at, after(now, clearSince, program.clearForMs()));
    return Math.min(at, after(now, easeSince, program.clearForMs()));
  }

  private static long after(long now, long since, long lastsMs) {
    return since == NEVER || since + lastsMs <= now ? Waking.NEVER : since + lastsMs;
  }

  void encode(DataOutput out) throws IOException {
    for (long s : since) {
      out.writeLong(s);
    }
    out.writeLong(clearSince);
    out.writeLong(easeSince);
    out.writeLong(openedAt);
    out.writeLong(changedAt);
    out.writeLong(clearedAt);
    out.writeLong(gapFrom);
    out.writeLong(gapTo);
    out.writeInt(firing);
    out.writeInt(lastLevel);
    out.writeInt(episodes);
  }

  static Course decode(int conditions, DataInput in) throws IOException {
    Course of = new Course(conditions);
    for (int i = 0; i < conditions; i++) {
      of.since[i] = in.readLong();
    }
    of.clearSince = in.readLong();
    of.easeSince = in.readLong();
    of.openedAt = in.readLong();
    of.changedAt = in.readLong();
    of.clearedAt = in.readLong();
    of.gapFrom = in.readLong();
    of.gapTo = in.readLong();
    of.firing = in.readInt();
    of.lastLevel = in.readInt();
    of.episodes = in.readInt();
    return of;
  }
}
