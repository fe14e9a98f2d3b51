package furong.plan;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The promises as they stand, worked out from their changes. */
public final class Commitments {

  private Commitments() {}

  /** By item, as of now. Items that nobody has promised are not in it. */
  public static Map<String, Commitment> of(List<PlanChange> changes) {
    Map<String, Commitment> now = new HashMap<>();
    for (PlanChange change : changes) {
      now.merge(change.item(), change.after(), (a, b) -> a.version() >= b.version() ? a : b);
    }
    return now;
  }

  /** As they stood at {@code at}. */
  public static Map<String, Commitment> asOf(List<PlanChange> changes, Instant at) {
    return of(changes.stream().filter(change -> !change.at().isAfter(at)).toList());
  }
}
