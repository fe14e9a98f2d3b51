package furong.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: the promises. Append-only. */
public interface PlanStore {

  /**
   * Keeps a change.
   *
   * @return false when that version of the item's commitment is taken already
   */
  boolean append(PlanChange change);

  /** Of one item, or of all when null; oldest first. */
  List<PlanChange> changes(@Nullable String item);
}
