package furong.sense.ingest;

import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How many observations each source may bring. A source has a bucket that fills at the rate and
 * holds {@link #BURST_S} seconds of it; a batch is taken as long as the bucket is not empty, and
 * may leave it in debt. Who is in debt is told when to come again. Thread-safe.
 *
 * <p>Memory: 100 bytes a source; those whose bucket is full again are forgotten.
 */
public final class RateLimits {

  /** A gateway that was cut off for some seconds may catch up at once. */
  private static final double BURST_S = 10;

  /** Sources remembered before those that are not in use are looked for. */
  private static final int MANY = 10_000;

  private static final double SECOND_NS = 1e9;

  private static final class Bucket {
    double left;
    long atNs;
  }

  private final double perSecond;
  private final LongSupplier nanoTime;
  private final Map<String, Bucket> buckets = new HashMap<>();

  /**
   * @param perSecond observations of a source; 0 for no limit
   * @param nanoTime as {@link System#nanoTime}
   */
  public RateLimits(double perSecond, LongSupplier nanoTime) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
  }

  /** Seconds until the source may send again; 0 when it may. */
  synchronized long waitSeconds(String source) {
    if (perSecond <= 0 || source.isEmpty()) {
      return 0;
    }
    Bucket bucket = filled(source);
    return bucket.left > 0 ? 0 : (long) Math.ceil((1 - bucket.left) / perSecond);
  }

  synchronized void charge(String source, int observations) {
    if (perSecond > 0 && !source.isEmpty()) {
      filled(source).left -= observations;
    }
  }

  private Bucket filled(String source) {
    long now = nanoTime.getAsLong();
    if (buckets.size() >= MANY) {
      buckets.values().removeIf(b -> now - b.atNs > BURST_S * SECOND_NS && b.left >= 0);
    }
    Bucket bucket = buckets.get(source);
    if (bucket == null) {
      bucket = new Bucket();
      bucket.left = perSecond * BURST_S;
      buckets.put(source, bucket);
    } else {
      double more = (now - bucket.atNs) / SECOND_NS * perSecond;
      bucket.left = Math.min(perSecond * BURST_S, bucket.left + more);
    }
    bucket.atNs = now;
    return bucket;
  }
}
