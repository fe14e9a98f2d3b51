package furong.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Port: the promises, and the versions of the text that they were made to. Append-only but for who
 * made a version of the text.
 */
public interface PlanStore {

  /**
   * Keeps a change.
   *
   * @return false when that version of the item's commitment is taken already
   */
  boolean append(PlanChange change);

  /** Of one item, or of all when null; oldest first. */
  List<PlanChange> changes(@Nullable String item);

  /**
   * Keeps a version of the text.
   *
   * @return false when that version is taken already
   */
  boolean append(PlanText text);

  /** Says who made a version of the text, in place of what was said of it before. */
  void amend(long version, Amended amended);

  /** All versions of the text, oldest first; a handful, each some 350 lines. */
  List<PlanText> texts();
}
