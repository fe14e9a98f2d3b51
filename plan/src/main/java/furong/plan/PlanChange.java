package furong.plan;

import java.time.Instant;

/**
 * A promise was made or changed; kept for good, so that it stays visible who promised what when.
 */
public record PlanChange(
    String item,
    Instant at,
    String by,
    String byName,
    Commitment before,
    Commitment after,
    String reason) {

  public PlanChange {
    if (after.version() != before.version() + 1) {
      throw new IllegalArgumentException("a change leads to the next version");
    }
  }
}
