package furong.plan;

import java.time.Instant;

/**
 * One line of a timeline.
 *
 * @param owner {@code month/2025-11}, {@code entry/12} or {@code supervised/3}
 * @param act code of a {@link PlanAct}, or {@code open}, {@code remind}
 */
public record PlanEvent(
    String owner, Instant at, String by, String byName, String role, String act, String words) {}
