package furong.plan;

import java.time.Instant;

/**
 * One line of a timeline.
 *
 * @param owner {@code month/2025-11}, {@code entry/12}, {@code supervised/3}, {@code review/1} or
 *     {@code finding/40}
 * @param act code of a {@link PlanAct}, or {@code open}, {@code remind}
 */
public record PlanEvent(
    String owner, Instant at, String by, String byName, String role, String act, String words) {}
