package furong.plan;

import furong.base.Text;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/**
 * An evaluation of the whole plan: units write what they make of their items, the office judges
 * them, and it is closed. It goes through the states of a month of dispatch.
 *
 * @param id given by the store; 0 before it is kept
 * @param cutoff the last month that counts
 * @param reportsDue until when units write in time
 * @param version grows by one with each change
 */
public record Review(
    long id,
    Kind kind,
    YearMonth cutoff,
    MonthState state,
    Instant openedAt,
    Instant reportsDue,
    Instant changedAt,
    @Nullable Instant closedAt,
    long version) {

  /** Why the plan is evaluated. */
  public enum Kind {
    YEAR(Text.of("年度评估", "Yearly evaluation")),
    MID_TERM(Text.of("中期评估", "Mid-term evaluation")),
    FINAL(Text.of("终期评估", "Final evaluation"));

    private final Text title;

    Kind(Text title) {
      this.title = title;
    }

    public Text title() {
      return title;
    }
  }

  Review withId(long newId) {
    return new Review(
        newId, kind, cutoff, state, openedAt, reportsDue, changedAt, closedAt, version);
  }

  Review next(MonthState to, Instant now) {
    return new Review(
        id,
        kind,
        cutoff,
        to,
        openedAt,
        reportsDue,
        now,
        to == MonthState.CLOSED ? now : null,
        version + 1);
  }

  /** The day on which items are judged: the last of the cut-off, or today while it runs. */
  public LocalDate judgedOn(LocalDate today) {
    LocalDate last = cutoff.atEndOfMonth();
    return today.isBefore(last) ? today : last;
  }
}
