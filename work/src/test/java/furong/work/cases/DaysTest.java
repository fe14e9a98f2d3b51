package furong.work.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.TimeRange;
import java.time.ZoneId;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DaysTest {

  private static final ZoneId CHENGDU = ZoneId.of("Asia/Shanghai");

  @Test
  void wholeMonthsStandAgainstWholeMonths() {
    assertThat(before("2026-03-01", "2026-04-01")).isEqualTo(span("2026-02-01", "2026-03-01"));
    assertThat(before("2026-01-01", "2026-04-01")).isEqualTo(span("2025-10-01", "2026-01-01"));
  }

  @Test
  void anyOtherSpanStandsAgainstAsManyDays() {
    assertThat(before("2026-03-02", "2026-03-09")).isEqualTo(span("2026-02-23", "2026-03-02"));
    assertThat(before("2026-03-01", "2026-03-02")).isEqualTo(span("2026-02-28", "2026-03-01"));
  }

  private static TimeRange before(String from, String to) {
    return Days.before(CHENGDU, span(from, to));
  }

  private static TimeRange span(String from, String to) {
    return Objects.requireNonNull(Days.span(CHENGDU, from, to));
  }
}
