package furong.cases;

import furong.base.Level;
import java.time.Instant;

/**
 * One step in the life of an alert.
 *
 * @param kind {@code OPENED}, {@code LEVEL}, {@code CLEARED}
 * @param at event time
 */
public record AlertStep(String alert, Instant at, String kind, Level level, String reason) {}
