package furong.indicators;

import furong.indicators.DayWork.Round;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * When changed days are done: past ones as they come, today's once in a while, since they come
 * again with every new reading. So a late observation is not kept waiting by those that are in
 * time.
 *
 * <pre>{@code
 * sleep(rounds.round());
 * }</pre>
 *
 * One thread only.
 */
public final class DayRounds {

  /**
   * Today's figures may be half a minute old, since an hour's mean moves slower than that. Public
   * for those who follow these figures.
   */
  public static final Duration TODAY = Duration.ofSeconds(30);

  /** How soon a day of the past that comes in is noticed. */
  static final Duration IDLE = Duration.ofSeconds(1);

  private final DayWork work;
  private final InstantSource clock;
  private Instant today = Instant.MIN;

  public DayRounds(DayWork work, InstantSource clock) {
    this.work = work;
    this.clock = clock;
  }

  /** One round. @return how long to rest */
  public Duration round() {
    Instant now = clock.instant();
    boolean all = !now.isBefore(today);
    Round round = all ? work.round(DayWork.DAYS_A_ROUND) : work.past(DayWork.DAYS_A_ROUND);
    if (round.pastDays() > 0) {
      return Duration.ZERO; // more may be waiting
    }
    if (all && round.taken() > 0) {
      today = now.plus(TODAY);
    }
    return IDLE;
  }
}
