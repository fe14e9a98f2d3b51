package furong.base;

import static furong.base.WorkTime.Unit.URGENT_DAY;
import static furong.base.WorkTime.Unit.URGENT_HOUR;
import static furong.base.WorkTime.Unit.WORK_DAY;
import static furong.base.WorkTime.Unit.WORK_HOUR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkCalendarTest {

  private static final ZoneId CHENGDU = ZoneId.of("Asia/Shanghai");

  /** The parts of the decrees for 2025 and 2026 that the vectors touch. */
  private static final WorkCalendar CALENDAR =
      WorkCalendar.of(
          CHENGDU,
          List.of(session("08:00", "12:00"), session("14:00", "18:00")),
          Stream.concat(days("2025-10-01", "2025-10-08"), days("2026-02-15", "2026-02-23"))
              .collect(Collectors.toSet()),
          Set.of(
              LocalDate.parse("2025-09-28"),
              LocalDate.parse("2025-10-11"),
              LocalDate.parse("2026-02-14"),
              LocalDate.parse("2026-02-28")));

  private static WorkCalendar.Session session(String start, String end) {
    return new WorkCalendar.Session(LocalTime.parse(start), LocalTime.parse(end));
  }

  private static Stream<LocalDate> days(String first, String last) {
    return LocalDate.parse(first).datesUntil(LocalDate.parse(last).plusDays(1));
  }

  private static Instant at(String local) {
    return LocalDateTime.parse(local).atZone(CHENGDU).toInstant();
  }

  @ParameterizedTest(name = "{0} + {1} {2} = {3}")
  @CsvSource({
    "2026-03-02T10:00, 2, WORK_HOUR,   2026-03-02T12:00",
    "2026-03-02T11:00, 2, WORK_HOUR,   2026-03-02T15:00",
    "2026-03-02T20:00, 2, WORK_HOUR,   2026-03-03T10:00",
    "2026-03-06T17:00, 4, WORK_HOUR,   2026-03-09T11:00",
    "2026-03-06T17:00, 1, WORK_DAY,    2026-03-09T17:00",
    "2026-03-06T17:00, 2, URGENT_HOUR, 2026-03-06T19:00",
    "2025-09-26T17:30, 4, WORK_HOUR,   2025-09-28T11:30",
    "2025-09-30T16:00, 1, WORK_DAY,    2025-10-09T16:00",
    "2026-02-13T15:00, 2, WORK_DAY,    2026-02-24T15:00",
    "2026-03-07T10:00, 5, WORK_DAY,    2026-03-13T18:00",
    "2026-03-06T17:00, 3, URGENT_DAY,  2026-03-09T17:00",
    "2026-03-02T11:50, 15, WORK_MINUTE, 2026-03-02T14:05",
    "2026-03-02T23:50, 15, URGENT_MINUTE, 2026-03-03T00:05"
  })
  void theVectorsOfTheStandardHold(String start, int amount, WorkTime.Unit unit, String deadline) {
    assertThat(CALENDAR.deadline(at(start), new WorkTime(amount, unit))).isEqualTo(at(deadline));
  }

  @Test
  void theLimitIsUsedUpExactlyAtTheDeadlineAndNotASecondBefore() {
    // a slower second method: count minutes one by one
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      Instant start = at("2025-09-20T00:00").plus(Duration.ofMinutes(random.nextInt(30 * 24 * 60)));
      WorkTime limit = new WorkTime(1 + random.nextInt(30), WORK_HOUR);
      Instant deadline = CALENDAR.deadline(start, limit);
      long minutes = 0;
      for (Instant t = start; t.isBefore(deadline); t = t.plusSeconds(60)) {
        minutes += CALENDAR.isWorking(t) ? 1 : 0;
      }
      assertThat(Duration.ofMinutes(minutes)).isEqualTo(limit.length());
      assertThat(CALENDAR.elapsed(start, deadline, WORK_HOUR)).isEqualTo(limit.length());
      assertThat(CALENDAR.elapsed(start, deadline.minusSeconds(1), WORK_HOUR))
          .isLessThan(limit.length());
    }
  }

  @Test
  void theClockStandsStillDuringAPause() {
    // Monday 10:00, 4 working hours, paused 11:00-15:00: 1 h before, then 15-18 = 3 h
    List<TimeRange> pause = List.of(TimeRange.of(at("2026-03-02T11:00"), at("2026-03-02T15:00")));
    assertThat(CALENDAR.deadline(at("2026-03-02T10:00"), new WorkTime(4, WORK_HOUR), pause))
        .isEqualTo(at("2026-03-02T18:00"));
    assertThat(CALENDAR.elapsed(at("2026-03-02T10:00"), at("2026-03-02T16:00"), WORK_HOUR, pause))
        .isEqualTo(Duration.ofHours(2));
    // continuous hours: 1 h before the pause, 1 h after it
    assertThat(CALENDAR.deadline(at("2026-03-02T10:00"), new WorkTime(2, URGENT_HOUR), pause))
        .isEqualTo(at("2026-03-02T16:00"));
  }

  @Test
  void aPauseOutsideWorkingHoursChangesNothing() {
    List<TimeRange> night = List.of(TimeRange.of(at("2026-03-02T19:00"), at("2026-03-03T07:00")));
    assertThat(CALENDAR.deadline(at("2026-03-02T17:00"), new WorkTime(2, WORK_HOUR), night))
        .isEqualTo(CALENDAR.deadline(at("2026-03-02T17:00"), new WorkTime(2, WORK_HOUR)));
  }

  @Test
  void nothingHasElapsedBeforeTheStart() {
    assertThat(CALENDAR.elapsed(at("2026-03-02T10:00"), at("2026-03-02T09:00"), WORK_HOUR))
        .isEqualTo(Duration.ZERO);
    assertThat(CALENDAR.elapsed(at("2026-03-02T10:00"), at("2026-03-02T10:00"), URGENT_DAY))
        .isEqualTo(Duration.ZERO);
  }

  @Test
  void makeUpSundaysWorkAndDecreedWeekdaysDoNot() {
    assertThat(CALENDAR.isWorkDay(LocalDate.parse("2025-09-28"))).isTrue();
    assertThat(CALENDAR.isWorkDay(LocalDate.parse("2025-10-08"))).isFalse();
    assertThat(CALENDAR.isWorkDay(LocalDate.parse("2025-10-09"))).isTrue();
    assertThat(CALENDAR.isWorkDay(LocalDate.parse("2026-03-07"))).isFalse();
    assertThat(CALENDAR.knows(2026)).isTrue();
    assertThat(CALENDAR.knows(2027)).isFalse();
  }

  @Test
  void refusesACalendarThatContradictsItself() {
    LocalDate day = LocalDate.parse("2026-02-14");
    List<WorkCalendar.Session> eight = List.of(session("08:00", "16:00"));
    assertThatThrownBy(() -> WorkCalendar.of(CHENGDU, eight, Set.of(day), Set.of(day)))
        .hasMessageContaining("both a day off and a make-up day");
    assertThatThrownBy(
            () -> WorkCalendar.of(CHENGDU, List.of(session("09:00", "12:00")), Set.of(), Set.of()))
        .hasMessageContaining("add up to 8 hours");
    assertThatThrownBy(() ->
            WorkCalendar.of(
                CHENGDU,
                List.of(session("08:00", "14:00"), session("12:00", "14:00")),
                Set.of(),
                Set.of()))
        .hasMessageContaining("overlap");
    assertThatThrownBy(() -> new WorkTime(0, WORK_DAY)).hasMessageContaining("1 to");
  }

  @Test
  void unitsAreFoundByTheirWordInPackFiles() {
    assertThat(WorkTime.Unit.find("urgent-hour")).contains(URGENT_HOUR);
    assertThat(WorkTime.Unit.find("fortnight")).isEmpty();
  }

  @Test
  void aPartOfALimitIsReachedBeforeTheLimit() {
    // 4 working hours from Friday 17:00 end on Monday at 11:00; 80 % of them are 3 h 12 min:
    // one hour on Friday, 2 h 12 min on Monday -> 10:12
    assertThat(
            CALENDAR.after(at("2026-03-06T17:00"), Duration.ofMinutes(192), WORK_HOUR, List.of()))
        .isEqualTo(at("2026-03-09T10:12"));
  }

  @Test
  void limitsAreWrittenAndReadAlike() {
    for (WorkTime.Unit unit : WorkTime.Unit.values()) {
      WorkTime limit = new WorkTime(15, unit);
      assertThat(WorkTime.parse(limit.code())).contains(limit);
    }
    for (String wrong :
        List.of("", "4", "0 work-hour", "4 fortnight", "99999 work-day", "-1 work-day")) {
      assertThat(WorkTime.parse(wrong)).as(wrong).isEmpty();
    }
    assertThat(new WorkTime(4, WORK_HOUR).plus(2)).isEqualTo(new WorkTime(6, WORK_HOUR));
  }
}
