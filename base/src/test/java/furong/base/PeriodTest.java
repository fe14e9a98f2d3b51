package furong.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class PeriodTest {

  private static final ZoneId CHENGDU = ZoneId.of("Asia/Shanghai");

  @Test
  void aYearHasItsDays() {
    assertThat(Period.parse("2014").days()).isEqualTo(365);
    assertThat(Period.parse("2012").days()).isEqualTo(366);
  }

  @Test
  void aMonthEndsWhereTheCalendarSays() {
    assertThat(Period.parse("2014-02").last()).isEqualTo(LocalDate.of(2014, 2, 28));
    assertThat(Period.parse("2016-02").last()).isEqualTo(LocalDate.of(2016, 2, 29));
  }

  @Test
  void aDayIsTwentyFourHoursOfTheCitysZone() {
    TimeRange day = Period.parse("2014-03-09").in(CHENGDU);
    assertThat(day.start()).hasToString("2014-03-08T16:00:00Z");
    assertThat(day.length()).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void whatIsNoPeriodIsRefused() {
    for (String text : new String[] {"", "14", "2014-13", "2014-02-30", "2014/02", "last year"}) {
      assertThatThrownBy(() -> Period.parse(text)).as(text).isInstanceOf(DateTimeException.class);
    }
  }

  @Test
  void itContainsItsFirstAndLastDayAndNoOther() {
    Period march = Period.parse("2014-03");
    assertThat(march.contains(LocalDate.of(2014, 3, 1))).isTrue();
    assertThat(march.contains(LocalDate.of(2014, 3, 31))).isTrue();
    assertThat(march.contains(LocalDate.of(2014, 2, 28))).isFalse();
    assertThat(march.contains(LocalDate.of(2014, 4, 1))).isFalse();
  }
}
