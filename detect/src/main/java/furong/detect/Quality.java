package furong.detect;

import furong.pack.Property;

/**
 * Flags that an observation carries for life. History keeps them as a bit mask; 0 is a good
 * reading.
 *
 * <pre>{@code
 * int flags = Quality.of(property, 1_200.0);      // RANGE
 * boolean counts = Quality.isGood(flags);         // false
 * }</pre>
 *
 * The bits are stored: never give one a new meaning.
 */
public final class Quality {

  /** The result is no number; the reading is kept with its text. */
  public static final int NOT_A_NUMBER = 1;

  /** Outside the valid range of the property. */
  public static final int RANGE = 1 << 1;

  /** Same datastream, time and value as one already seen; takes part only once. */
  public static final int DUPLICATE = 1 << 2;

  /** Came later than the property's allowed lateness; was not judged by rules. */
  public static final int LATE = 1 << 3;

  /** More than five minutes ahead of the clock of the door that took it; not judged. */
  public static final int FUTURE = 1 << 4;

  /** No pack knows what the datastream observes, or its unit cannot be converted. */
  public static final int UNKNOWN_PROPERTY = 1 << 5;

  /** Written by a correction after the fact. */
  public static final int CORRECTED = 1 << 6;

  /** Changed faster than the property's rate limit allows; takes part, but is marked. */
  public static final int RATE = 1 << 7;

  /** Flags with which a reading takes no part in windows, statistics and rules. */
  private static final int UNUSABLE = NOT_A_NUMBER | RANGE | DUPLICATE | FUTURE | UNKNOWN_PROPERTY;

  private Quality() {}

  /** The flags that a value alone gives rise to; the value is in the property's unit. */
  public static int of(Property property, double value) {
    if (!Double.isFinite(value)) {
      return NOT_A_NUMBER;
    }
    return property.believes(value) ? 0 : RANGE;
  }

  /** True when a reading takes part in statistics. A late one does, one out of range does not. */
  public static boolean isGood(int flags) {
    return (flags & UNUSABLE) == 0;
  }
}
