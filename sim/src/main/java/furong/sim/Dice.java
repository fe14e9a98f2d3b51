package furong.sim;

/**
 * Numbers drawn from what they are for, instead of from a stream: the same question always gets the
 * same answer, in any order, after any restart.
 */
final class Dice {

  private Dice() {}

  /** 0 to just below 1 (splitmix64 over the parts). */
  static double roll(long seed, long a, long b, long c) {
    return (hash(seed, a, b, c) >>> 11) * 0x1.0p-53;
  }

  /** 0 to {@code sides - 1}. */
  static int pick(int sides, long seed, long a, long b, long c) {
    return (int) Long.remainderUnsigned(hash(seed, a, b, c), sides);
  }

  static long hash(long seed, long a, long b, long c) {
    return mix(mix(mix(mix(seed) ^ a) ^ b) ^ c);
  }

  /**
   * A curve that wanders smoothly between -1 and 1 and takes a new direction every {@code spanMs}.
   */
  static double wander(long seed, long a, long b, long timeMs, long spanMs) {
    long step = Math.floorDiv(timeMs, spanMs);
    double part = (double) Math.floorMod(timeMs, spanMs) / spanMs;
    double from = 2 * roll(seed, a, b, step) - 1;
    double to = 2 * roll(seed, a, b, step + 1) - 1;
    double smooth = part * part * (3 - 2 * part);
    return from + (to - from) * smooth;
  }

  private static long mix(long x) {
    long z = x + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
