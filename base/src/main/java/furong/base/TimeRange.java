package furong.base;

import java.time.Duration;
import java.time.Instant;

/** A half-open span of time, start included, end excluded. Never empty. */
public record TimeRange(Instant start, Instant end) {

  public TimeRange {
    if (!start.isBefore(end)) {
      throw new IllegalArgumentException("a range starts before it ends: " + start + " .. " + end);
    }
  }

  public static TimeRange of(Instant start, Instant end) {
    return new TimeRange(start, end);
  }

  public boolean contains(Instant instant) {
    return !instant.isBefore(start) && instant.isBefore(end);
  }

  public Duration length() {
    return Duration.between(start, end);
  }
}
