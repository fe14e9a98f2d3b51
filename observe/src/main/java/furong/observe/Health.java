package furong.observe;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a datastream is, or a device with several of them; the worst first. */
public enum Health {
  /** Its newest reading is not to be believed: out of range, no number, ahead of time, stuck. */
  FAULTY,

  /** It was heard before, and now longer ago than its property expects. */
  SILENT,

  /** Its readings are kept, but nobody can judge them: its unit does not become its property's. */
  UNREADABLE,

  /** Registered, and nothing has come yet. */
  UNHEARD,

  /** Heard within its expected silence, or with no expectation to be held against. */
  WELL;

  /** Flags of a newest reading that make its sensor suspect. */
  private static final int SUSPECT =
      Observation.NOT_A_NUMBER | Observation.RANGE | Observation.FUTURE | Observation.FLAT;

  /**
   * Of one datastream.
   *
   * @param newest null when it was never heard
   * @param readable false when its unit cannot be brought to that of its property
   * @param silence longest quiet time that means nothing; null when nothing is known
   */
  public static Health of(
      @Nullable Observation newest, boolean readable, @Nullable Duration silence, Instant now) {
    if (newest == null) {
      return readable ? UNHEARD : UNREADABLE;
    }
    if (newest.is(SUSPECT)) {
      return FAULTY;
    }
    if (silence != null && newest.timeMs() < now.toEpochMilli() - silence.toMillis()) {
      return SILENT;
    }
    return readable ? WELL : UNREADABLE;
  }

  /** The worse of two. */
  public Health and(Health other) {
    return ordinal() <= other.ordinal() ? this : other;
  }
}
