package furong.history;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * Which local day a moment falls on, for long runs of neighbouring moments: the offset is looked up
 * once for each stretch between two changes of the clock. Not thread-safe.
 */
final class CityDays {

  private static final long DAY_MS = 86_400_000L;

  private final ZoneRules rules;
  private long fromMs = Long.MAX_VALUE;
  private long toMs = Long.MIN_VALUE;
  private long offsetMs;

  CityDays(ZoneId zone) {
    this.rules = zone.getRules();
  }

  /** Days since 1970-01-01, local. */
  long epochDay(long ms) {
    if (ms < fromMs || ms >= toMs) {
      look(ms);
    }
    return Math.floorDiv(ms + offsetMs, DAY_MS);
  }

  private void look(long ms) {
    Instant at = Instant.ofEpochMilli(ms);
    offsetMs = rules.getOffset(at).getTotalSeconds() * 1000L;
    // previousTransition is strictly before: ask from just after the moment
    @Nullable ZoneOffsetTransition before = rules.previousTransition(at.plusMillis(1));
    @Nullable ZoneOffsetTransition after = rules.nextTransition(at);
    fromMs = before == null ? Long.MIN_VALUE : before.getInstant().toEpochMilli();
    toMs = after == null ? Long.MAX_VALUE : after.getInstant().toEpochMilli();
  }
}
