package furong.sim;

/**
 * How readings travel: most at once, some late, some twice. A pure function of seed, device and
 * time of the reading, so that a restarted simulator sends the same again. What is on its way when
 * the simulator ends is lost, as it would be in a gateway that loses its power.
 */
final class Courier {

  /** Nothing is later than this. */
  static final long LONGEST_MS = 20 * 60_000;

  /**
   * One in 500 is overtaken by the next reading of a device that speaks once a minute, yet within
   * the minute of lateness that most properties allow.
   */
  private static final int SLIGHTLY_LATE = 500;

  private static final int SLIGHTLY_FROM_S = 65;
  private static final int SLIGHTLY_TO_S = 110;

  /** One in 5,000 was kept back by a gateway: too late to be judged, kept in history. */
  private static final int TOO_LATE = 5_000;

  private static final int TOO_LATE_FROM_S = 10 * 60;

  /** One in 500 is sent twice, after a connection that broke before the answer. */
  private static final int TWICE = 500;

  private static final int TWICE_FROM_S = 5;
  private static final int TWICE_TO_S = 90;

  /** No second arrival is later than this. */
  static final long LONGEST_REPEAT_MS = LONGEST_MS + TWICE_TO_S * 1_000L;

  private final long seed;

  Courier(long seed) {
    this.seed = seed;
  }

  /** Time between reading and arrival. */
  long delayMs(Device device, long timeMs) {
    if (Dice.pick(TOO_LATE, seed, device.index(), timeMs, 91) == 0) {
      return between(device, timeMs, TOO_LATE_FROM_S, (int) (LONGEST_MS / 1_000));
    }
    if (Dice.pick(SLIGHTLY_LATE, seed, device.index(), timeMs, 92) == 0) {
      return between(device, timeMs, SLIGHTLY_FROM_S, SLIGHTLY_TO_S);
    }
    return 0;
  }

  /** Time between reading and its second arrival; 0 when there is none. */
  long repeatMs(Device device, long timeMs) {
    return Dice.pick(TWICE, seed, device.index(), timeMs, 93) == 0
        ? delayMs(device, timeMs) + between(device, timeMs, TWICE_FROM_S, TWICE_TO_S)
        : 0;
  }

  private long between(Device device, long timeMs, int fromSeconds, int toSeconds) {
    return (fromSeconds + Dice.pick(toSeconds - fromSeconds, seed, device.index(), timeMs, 94))
        * 1_000L;
  }
}
