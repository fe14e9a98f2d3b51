package furong.indicators;

import furong.base.TimeRange;
import furong.cases.CaseState;
import furong.evaluation.Rate;
import furong.evaluation.Tally;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Port: case work counted for indicators, and the cases behind each count. */
public interface CaseFigures {

  /**
   * What was counted in and below a division.
   *
   * @param unlimited registered in the period and not due at any time: of a kind without a limit,
   *     or not yet sent to anybody. In no rate of what was due; cancelled and merged cases are not
   *     among them, since they are never to be due
   * @param simulated true when any of the cases came of simulated devices
   */
  record Figure(Tally tally, long unlimited, boolean simulated) {}

  /**
   * A case that a rate counts.
   *
   * @param numerator whether it stands above the line
   * @param denominator whether it stands below the line
   */
  record Counted(
      long id,
      String number,
      String titleZh,
      String titleEn,
      String division,
      CaseState state,
      Instant openedAt,
      @Nullable Instant closedAt,
      boolean numerator,
      boolean denominator,
      boolean simulated) {}

  Figure figure(String division, TimeRange period);

  /**
   * Gives each case of a division and below that may count in any part of a span, in no order.
   * Cost: one look at the cases that are due from its beginning on.
   */
  void each(String division, TimeRange span, Consumer<CountedCase> reader);

  /**
   * The cases behind a rate, those that are missing above the line first, then the newest.
   *
   * @throws IllegalArgumentException when {@code rate} counts sendings, not cases
   */
  List<Counted> cases(Rate rate, String division, TimeRange period, int limit);
}
