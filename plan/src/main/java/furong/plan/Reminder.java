package furong.plan;

import java.time.Instant;

/** A supervised item was reminded of; each sort once for one due date. */
public record Reminder(long supervised, Sort sort, Instant dueAt, Instant at) {

  /** Why. */
  public enum Sort {
    SOON,
    OVERDUE
  }
}
