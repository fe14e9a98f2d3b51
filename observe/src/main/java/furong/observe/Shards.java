package furong.observe;

/** Which log partition a thing's readings go to; the count is fixed when the log is made. */
public final class Shards {

  private Shards() {}

  /**
   * A spread of {@code thing} over {@code count} shards; stable for ever (splitmix64 finaliser).
   */
  public static int of(long thing, int count) {
    long z = thing + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (int) Long.remainderUnsigned(z, count);
  }
}
