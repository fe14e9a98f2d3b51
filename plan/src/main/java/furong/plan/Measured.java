package furong.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An item that figures of the engine may tell of. */
public sealed interface Measured extends Item permits Target, Milestone {

  /** What kind of thing it asks. */
  Target.Form form();

  /** Ids of the engine's figures for it; empty when there are none. */
  List<String> indicators();

  /** Null where nothing is compared. */
  Target.@Nullable Compare compare();

  /** Null where the plan gives no number; never invented. */
  @Nullable Double value();

  /** Whether its figures say by themselves how it stands; else people confirm it. */
  default boolean toldByFigures() {
    return !indicators().isEmpty() && (form() != Target.Form.MILESTONE || value() != null);
  }
}
