package furong.plan;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Who changed the plan's words: what {@code plan.yaml} says of its last change, or what a planner
 * said later.
 *
 * <pre>{@code
 * amended: {by: 市委办公厅, on: 2026-11-01, why: 中期评估后调整}
 * }</pre>
 *
 * @param by person or office
 * @param on the day of the change; the platform may have read it later
 * @param why in few words
 * @param toldBy name of the planner who said so; null when it stands in the file
 */
public record Amended(String by, LocalDate on, String why, @Nullable String toldBy) {

  public Amended {
    by = by.strip();
    why = why.strip();
    if (by.isEmpty() || why.isEmpty()) {
      throw new IllegalArgumentException("a change has somebody who made it, and a reason");
    }
  }
}
