package furong.observe;

/**
 * First and last phenomenon time of a datastream, Unix ms. It may stay wider than what is left
 * after deletions.
 */
public record Extent(long firstMs, long lastMs) {

  public Extent {
    if (firstMs > lastMs) {
      throw new IllegalArgumentException("first " + firstMs + " is after last " + lastMs);
    }
  }

  /** The smallest extent that holds both. */
  public Extent with(Extent other) {
    return new Extent(Math.min(firstMs, other.firstMs), Math.max(lastMs, other.lastMs));
  }
}
