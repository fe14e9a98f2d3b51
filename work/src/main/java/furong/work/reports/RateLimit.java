package furong.work.reports;

import furong.base.Result.Refusal;
import furong.serve.Problems;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * How often somebody may do something: at most so many in a span of time that begins with the first
 * one. Kept in this process only, so a restart forgives; behind a proxy everybody has the proxy's
 * address, and the proxy has to limit.
 */
public final class RateLimit {

  /** More senders within a span are an attack from everywhere; then all counts begin anew. */
  private static final int MOST_SENDERS = 20_000;

  private record Count(Instant since, int used) {}

  private final Duration span;
  private final InstantSource time;
  private final Map<String, Count> counts = new ConcurrentHashMap<>();

  public RateLimit(Duration span, InstantSource time) {
    this.span = span;
    this.time = time;
  }

  /** Counts one by {@code sender}; refuses it (429) when that is one too many. */
  public void count(String sender, int most) {
    if (!allows(sender, most)) {
      throw Problems.refuse(
          Refusal.BUSY,
          "rate.limit",
          "Too many at once; try again in " + span.toMinutes() + " min");
    }
  }

  boolean allows(String sender, int most) {
    Instant now = time.instant();
    if (counts.size() >= MOST_SENDERS) {
      counts.clear();
    }
    Count after =
        counts.merge(
            sender,
            new Count(now, 1),
            (before, one) ->
                before.since().plus(span).isAfter(now)
                    ? new Count(before.since(), before.used() + 1)
                    : one);
    return after.used() <= most;
  }
}
