package furong.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import furong.base.Mean;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class DayStatisticsTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  private static final LocalDate DAY = LocalDate.parse("2014-01-01");
  private static final DayRule RULE = new DayRule("GB 3095 table 4", 45, 20, 6, 14, 0, 1000);
  private static final long MINUTE = 60_000;

  private static DayStatistics day() {
    return DayStatistics.of(RULE, DAY, SHANGHAI);
  }

  private static DayStat stat(DayStatistics day) {
    return day.stat(1, "air.o3", "510107", false);
  }

  /** One character an hour: a digit is ten times that, '.' is no reading. */
  private static DayStat hours(String text) {
    DayStatistics day = day();
    for (int h = 0; h < text.length(); h++) {
      if (text.charAt(h) != '.') {
        day.add(7, day.startMs() + h * 60 * MINUTE, (text.charAt(h) - '0') * 10);
      }
    }
    return stat(day);
  }

  @Test
  void theDayBeginsAtLocalMidnight() {
    assertThat(day().startMs())
        .isEqualTo(java.time.Instant.parse("2013-12-31T16:00:00Z").toEpochMilli());
    assertThatThrownBy(() -> day().add(7, day().endMs(), 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void soundLevelsAreAveragedByTheirEnergyFromReadingsToTheDay() {
    DayRule rule = new DayRule("test", 45, 20, 6, 14, 0, 1000, Mean.ENERGY);
    DayStatistics day = DayStatistics.of(rule, DAY, SHANGHAI);
    // each hour half an hour of 60 and half an hour of 70 dB; the last at 50 dB alone
    for (int h = 0; h < 24; h++) {
      day.add(7, day.startMs() + h * 60 * MINUTE, h == 23 ? 50 : 60);
      day.add(7, day.startMs() + (h * 60 + 30) * MINUTE, h == 23 ? 50 : 70);
    }
    DayStat stat = stat(day);
    // GB 3096-2008: 10 lg((10^6 + 10^7) / 2) = 67.40
    assertThat(stat.hourMean(0)).isCloseTo(67.4036, within(0.0001));
    assertThat(stat.max1h()).isCloseTo(67.4036, within(0.0001));
    assertThat(stat.max8h()).isCloseTo(67.4036, within(0.0001));
    // 10 lg((23 * 5,500,000 + 100,000) / 24) = 10 lg 5,275,000 = 67.2222
    assertThat(stat.mean()).isCloseTo(67.2222, within(0.0001));
    assertThat(stat.kind()).isEqualTo(Mean.ENERGY);
  }

  @Test
  void twentyHoursMakeADayAndNineteenDoNot() {
    // 10 hours of 10 and 10 hours of 30: (100 + 300) / 20 = 20
    DayStat twenty = hours("11111111113333333333....");
    assertThat(twenty.hours()).isEqualTo(20);
    assertThat(twenty.mean()).isEqualTo(20);
    DayStat nineteen = hours("1111111111333333333.....");
    assertThat(nineteen.hours()).isEqualTo(19);
    assertThat(nineteen.mean()).isNull();
    assertThat(twenty.max1h()).isEqualTo(30);
    assertThat(nineteen.max1h()).isNull();
  }

  @Test
  void theLargestEightHourMeanRollsInsideTheDay() {
    // hours 10-17 are 90, all others 10
    DayStat day = hours("111111111199999999111111");
    assertThat(day.windows()).isEqualTo(17);
    assertThat(day.max8h()).isEqualTo(90);
    // the best window (hours 10-17) holds six readings of 90, enough to count
    DayStat holes = hours("1111111111999999..111111");
    assertThat(holes.max8h()).isEqualTo(90);
  }

  @Test
  void anEightHourMeanNeedsSixHoursAndADayFourteenOfThem() {
    // windows start at hours 0..16. Hours 0-18 present: the window from 16 holds 16,17,18 = 3
    // hours;
    // from 13 on (13..18 = 6 hours) is the last valid one, so 0..13 = 14 windows
    DayStat fourteen = hours("1111111111111111111.....");
    assertThat(fourteen.windows()).isEqualTo(14);
    assertThat(fourteen.max8h()).isEqualTo(10);
    // one hour less: the window from 13 holds 13..17 = 5 hours
    DayStat thirteen = hours("111111111111111111......");
    assertThat(thirteen.windows()).isEqualTo(13);
    assertThat(thirteen.max8h()).isNull();
  }

  @Test
  void badReadingsAreCountedAndLeftOut() {
    DayStatistics day = day();
    for (int h = 0; h < 24; h++) {
      double value =
          switch (h) {
            case 3 -> Double.NaN;
            case 4 -> -1;
            case 5 -> 1000.5;
            default -> 42;
          };
      day.add(7, day.startMs() + h * 60 * MINUTE, value);
    }
    DayStat stat = stat(day);
    assertThat(stat.bad()).isEqualTo(3);
    assertThat(stat.count()).isEqualTo(21);
    assertThat(stat.hours()).isEqualTo(21);
    assertThat(stat.mean()).isEqualTo(42);
  }

  @Test
  void aHourOfFiveMinuteReadingsNeedsNineOfThem() {
    DayStatistics day = day();
    for (int i = 0; i < 24 * 12; i++) {
      int hour = i / 12;
      int inHour = i % 12;
      // hour 2 has nine readings (45 minutes), hour 3 eight (40 minutes)
      if ((hour == 2 && inHour >= 9) || (hour == 3 && inHour >= 8)) {
        continue;
      }
      day.add(7, day.startMs() + i * 5 * MINUTE, hour == 2 ? 34 : 10);
    }
    assertThat(day.hours().get(2).valid()).isTrue();
    assertThat(day.hours().get(3).valid()).isFalse();
    assertThat(day.hours().get(3).mean()).isEqualTo(10);
    // 22 hours of 10 and one of 34
    assertThat(stat(day).hours()).isEqualTo(23);
    assertThat(stat(day).mean()).isEqualTo((22 * 10 + 34) / 23.0);
  }

  @Test
  void aSingleReadingStandsForItsHour() {
    DayStatistics day = day();
    day.add(7, day.startMs() + 30 * MINUTE, 5);
    assertThat(day.hours().getFirst().valid()).isTrue();
    assertThat(day.hours().get(1).valid()).isFalse();
    assertThat(stat(day).mean()).isNull();
  }

  @Test
  void twoDatastreamsOfOneThingShareTheHour() {
    DayStatistics day = day();
    for (int h = 0; h < 24; h++) {
      day.add(7, day.startMs() + h * 60 * MINUTE, 10);
    }
    for (int h = 0; h < 24; h++) {
      day.add(8, day.startMs() + h * 60 * MINUTE, 20);
    }
    assertThat(stat(day).mean()).isEqualTo(15);
    assertThat(stat(day).count()).isEqualTo(48);
  }
}
