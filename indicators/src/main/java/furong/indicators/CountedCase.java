package furong.indicators;

import furong.base.TimeRange;
import furong.evaluation.Tally;
import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What figures need to know of a case: where it lies, when what happened to it, and how it came
 * out.
 *
 * <pre>{@code
 * counted.in(march)   // registered in March, due in April, closed in March: it is due to close in both
 * }</pre>
 *
 * <p>Not counted here: sendings and returns, which are no property of a case, and what staff found
 * themselves, of which no figure is kept ({@link furong.pack.IndicatorDef#CASE_RATES}).
 *
 * @param closed whether it stands closed
 * @param over whether it was cancelled or merged into another one, and is never due
 * @param reported whether people brought it up and it was verified
 * @param inTime whether it was handled within its limit
 */
public record CountedCase(
    String division,
    Instant openedAt,
    @Nullable Instant registeredAt,
    @Nullable Instant closingDueAt,
    @Nullable Instant handledAt,
    @Nullable Instant closedAt,
    boolean closed,
    boolean over,
    boolean reported,
    boolean inTime,
    boolean extended,
    boolean reworked,
    boolean simulated) {

  /** When something happened that counts in the period it happened in, and in no other one. */
  Stream<Instant> moments() {
    return Stream.of(openedAt, registeredAt, closingDueAt, handledAt, closedAt)
        .flatMap(Stream::ofNullable);
  }

  /** What this one case counts as in a period; the words are those of {@link Tally}. */
  CaseSum in(TimeRange period) {
    boolean registered = in(registeredAt, period);
    boolean counts = registeredAt != null && closingDueAt != null && !over;
    boolean ends = counts && in(closingDueAt, period);
    boolean later = counts && !before(closingDueAt, period);
    boolean toHandle = ends || (later && in(handledAt, period));
    boolean toClose = ends || (later && in(closedAt, period));
    boolean isHandled = before(handledAt, period);
    boolean isClosed = closed && before(closedAt, period);
    boolean received = in(openedAt, period);
    boolean unlimited = registered && closingDueAt == null && !over;
    Tally tally =
        new Tally(
            one(received),
            one(registered),
            one(registered && reported),
            one(toHandle),
            one(toHandle && isHandled),
            one(toHandle && isHandled && inTime),
            one(ends && !isHandled),
            one(toHandle && extended),
            one(toClose),
            one(toClose && isClosed),
            one(toClose && isClosed && inTime),
            one(toClose && reworked),
            0,
            0,
            0);
    boolean anywhere = received || registered || toHandle || toClose;
    return new CaseSum(tally, one(unlimited), one(anywhere && simulated));
  }

  private static boolean in(@Nullable Instant at, TimeRange period) {
    return at != null && !at.isBefore(period.start()) && at.isBefore(period.end());
  }

  /** Whether it was before the period's end. */
  private static boolean before(@Nullable Instant at, TimeRange period) {
    return at != null && at.isBefore(period.end());
  }

  private static long one(boolean counts) {
    return counts ? 1 : 0;
  }
}
