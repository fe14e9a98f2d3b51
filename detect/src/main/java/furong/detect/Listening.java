package furong.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayDeque;

/**
 * When the city listened, as the log of a shard says it: its clock writes an entry every ten
 * seconds, so that a long time without any entry is the city's own absence. Who was not heard then
 * was not silent; nobody listened.
 *
 * <pre>{@code
 * listening.hears(tick.nowMs());
 * long at = listening.silentAt(lastHeard, afterMs);     // nothing heard until then is a silence
 * }</pre>
 *
 * <p>It knows of the platform as a whole. A door that alone is shut while the platform runs leaves
 * no gap, and the sensors behind it are silent.
 */
final class Listening {

  /**
   * Ten minutes without a tick, as for rules across things. A shorter stop is shorter than any
   * silence that a pack knows (30 minutes), and those who have something to say say it again.
   */
  static final long ABSENT_MS = 600_000L;

  /**
   * Absences that are kept apart; the oldest two of more are taken for one, so that nobody becomes
   * silent because an absence is forgotten. Sixteen times ten minutes are longer than the lateness
   * of two hours, within which readings are judged again.
   */
  private static final int MOST = 16;

  /** Nobody listened from one instant to the other; both are those of entries. */
  private record Absence(long fromMs, long toMs) {}

  private final ArrayDeque<Absence> absences = new ArrayDeque<>();
  private long lastMs = Machine.NEVER;

  /** An entry of the log that was written at this time. */
  void hears(long nowMs) {
    if (lastMs == Machine.NEVER) {
      lastMs = nowMs;
    } else if (nowMs - lastMs > ABSENT_MS) {
      absences.add(new Absence(lastMs, nowMs));
      if (absences.size() > MOST) {
        Absence first = absences.removeFirst();
        absences.addFirst(new Absence(first.fromMs(), absences.removeFirst().toMs()));
      }
    } else if (lastMs - nowMs > ABSENT_MS) { // the clock had been wrong and was put back
      absences.removeIf(absence -> absence.toMs() > nowMs);
      lastMs = nowMs;
    }
    lastMs = Math.max(lastMs, nowMs); // entries of several writers are milliseconds out of order
  }

  /**
   * When one who was last heard at {@code lastHeard} has been silent for as long as that: counted
   * anew from the end of each absence that lies in between.
   */
  long silentAt(long lastHeard, long afterMs) {
    long at = lastHeard + afterMs;
    for (Absence absence : absences) {
      if (absence.toMs() > lastHeard && absence.fromMs() < at) {
        at = Math.max(at, absence.toMs() + afterMs);
      }
    }
    return at;
  }

  void encode(DataOutput out) throws IOException {
    out.writeLong(lastMs);
    out.writeInt(absences.size());
    for (Absence absence : absences) {
      out.writeLong(absence.fromMs());
      out.writeLong(absence.toMs());
    }
  }

  void read(DataInput in) throws IOException {
    lastMs = in.readLong();
    for (int left = in.readInt(); left > 0; left--) {
      absences.add(new Absence(in.readLong(), in.readLong()));
    }
  }
}
