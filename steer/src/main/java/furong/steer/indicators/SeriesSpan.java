package furong.steer.indicators;

import furong.pack.FormDef;
import java.time.LocalDate;

/** Where a series of figures begins when nobody said. */
public final class SeriesSpan {

  private SeriesSpan() {}

  /** All years, quarters and months that there are, the days of a year, the hours of a week. */
  public static LocalDate begin(FormDef.Cycle cycle, LocalDate last) {
    return switch (cycle) {
      case YEAR, QUARTER, MONTH -> LocalDate.of(1, 1, 1);
      case DAY -> last.withDayOfYear(1);
      case HOUR -> last.minusDays(6);
    };
  }
}
