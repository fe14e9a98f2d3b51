package furong.detect;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.WorkCalendar;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.pack.PackReader;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Each function of the rule language in pairs: a condition just met, and the same just missed. One
 * reading an hour from 2026-04-01 00:00 local time, a Wednesday.
 */
class LanguageTest {

  private static final long HOUR = World.HOUR;
  private static final long START = Instant.parse("2026-03-31T16:00:00Z").toEpochMilli();
  private static final double NONE = Double.NaN;

  private static final WorkCalendar CALENDAR =
      WorkCalendar.of(
          House.ZONE,
          List.of(
              new WorkCalendar.Session(LocalTime.of(8, 0), LocalTime.of(12, 0)),
              new WorkCalendar.Session(LocalTime.of(14, 0), LocalTime.of(18, 0))),
          Set.of(LocalDate.of(2026, 4, 2)),
          Set.of());

  private final LittlePack pack =
      new LittlePack()
          .with("high 2 m", "three 3 h", "one 1 h", "day 1 d", "half 0.5 1", "twice 2 1");

  /** What a pond that is read every hour is told of: {@code 3 OPENED}. */
  private List<String> told(String when, double... levels) {
    return told(when, levels, new double[0]);
  }

  private List<String> told(String when, double[] levels, double[] inflows) {
    PackReader.Loaded loaded = pack.when(when);
    assertThat(LittlePack.faults(loaded)).isEmpty();
    Pond pond = new Pond(RuleBook.of(loaded.book(), CALENDAR), inflows.length > 0);
    for (int h = 0; h < levels.length; h++) {
      pond.hour(h, levels[h], h < inflows.length ? inflows[h] : NONE);
    }
    return pond.told;
  }

  @Test
  void sum() {
    String when = "sum(level, params.three) > params.six";
    pack.with("six 6 m");
    assertThat(told(when, 2, 2, 2.1)).containsExactly("2 OPENED"); // 6.1
    assertThat(told(when, 2, 2, 2)).isEmpty(); // 6
  }

  @Test
  void aWindowHasItsStartExcluded() {
    pack.with("seven 7 m");
    String when = "sum(level, params.three) >= params.seven";
    assertThat(told(when, 5, 1, 1)).containsExactly("2 OPENED"); // 5 + 1 + 1
    assertThat(told(when, 5, 0, 1, 1)).as("hour 0 is no more within the three").isEmpty();
  }

  @Test
  void deviation() {
    String when = "sd(level, params.three) > params.high";
    // sample of 0, 0, 3.5: mean 7/6, squares 2 * (7/6)^2 + (7/3)^2 = 8.1667, / 2, root 2.02
    assertThat(told(when, 0, 0, 3.5)).containsExactly("2 OPENED");
    assertThat(told(when, 0, 0, 3.4)).isEmpty(); // root of 3.4^2 / 3 = 1.963
  }

  @Test
  void windowsThatEndedBefore() {
    // the mean of hours 0 to 2 against hour 4: ended two hours ago
    String when = "last(level) > mean(level, params.three, params.two) * params.twice";
    pack.with("two 2 h");
    assertThat(told(when, 1, 1, 1, 1, 2.1)).containsExactly("4 OPENED");
    assertThat(told(when, 1, 1, 1, 1, 2)).isEmpty();
  }

  @Test
  void rateConvertsItsUnit() {
    pack.with("fast 20 cm/min");
    // 12 m/h are 20 cm/min: from -6 to 6 within an hour, over a window of both
    String when = "rate(level, params.three) > params.fast";
    assertThat(told(when, -6.1, 6)).containsExactly("1 OPENED");
    assertThat(told(when, -6, 6)).isEmpty();
  }

  @Test
  void quantile() {
    String when = "quantile(level, params.three, params.half) > params.high";
    assertThat(told(when, 0, 2.1, 9)).containsExactly("2 OPENED"); // median 2.1
    assertThat(told(when, 0, 2, 9)).isEmpty();
  }

  @Test
  void shareOfReadings() {
    String when = "share(last(level) > params.high, params.three) > params.half";
    assertThat(told(when, 1, 3, 3)).containsExactly("2 OPENED"); // 2 of 3
    assertThat(told(when, 1, 1, 3)).isEmpty();
  }

  @Test
  void shareOfTime() {
    // within the four hours before hour 4: high from 1 to 3, 2 of 4
    pack.with("four 4 h");
    String when = "share_of_time(last(level) > params.high, params.four) >= params.half";
    assertThat(told(when, 1, 3, 3, 1, 1)).contains("3 OPENED");
    assertThat(told(when, 1, 3, 1, 1, 1)).isEmpty();
  }

  @Test
  void countOfACondition() {
    String when = "count(last(level) > params.high, params.day) >= params.twice";
    assertThat(told(when, 3, 1, 3)).containsExactly("2 OPENED");
    assertThat(told(when, 3, 1, 1, 1)).isEmpty();
  }

  @Test
  void timesAmongTheLastReadings() {
    pack.with("n 3 1");
    String when = "hits(last(level) > params.high, params.n, params.day) >= params.twice";
    assertThat(told(when, 3, 1, 3)).containsExactly("2 OPENED"); // 2 of 3
    assertThat(told(when, 3, 1, 1, 3)).isEmpty(); // 1 of the last 3
    assertThat(told(when, 3, 3)).as("two readings are not three: nobody knows").isEmpty();
  }

  @Test
  void sumOfAnExpression() {
    pack.with("zero 0 m", "four 4 m");
    // what is above 2: 1 + 0 + 3
    String when =
        "sum(greatest(last(level) - params.high, params.zero), params.three) >= params.four";
    assertThat(told(when, 3, 0, 5)).containsExactly("2 OPENED");
    assertThat(told(when, 3, 0, 4.9)).isEmpty();
  }

  @Test
  void cusum() {
    pack.with("four 4 m");
    // S with reference 2: 1, 0 (3 - 3), 2, 4
    String when = "cusum(level, params.day, params.high) >= params.four";
    assertThat(told(when, 3, -1, 4, 4)).containsExactly("3 OPENED");
    assertThat(told(when, 3, -1, 4, 3.9)).isEmpty();
  }

  @Test
  void timeOfDayAndMonths() {
    pack.with("night 22 h", "morning 2 h", "april 4 1", "may 5 1");
    String night = "daily(params.night, params.morning) && last(level) > params.high";
    assertThat(told(night, 3, 1, 1, 1)).containsExactly("0 OPENED", "1 CLEARED");
    assertThat(told(night, 1, 1, 3, 3)).as("02:00 is morning").isEmpty();
    assertThat(told("months(params.april, params.april) && last(level) > params.high", 3))
        .hasSize(1);
    assertThat(told("months(params.may, params.may) && last(level) > params.high", 3)).isEmpty();
    assertThat(told("time_of_day() >= params.one && last(level) > params.high", 3, 3))
        .containsExactly("1 OPENED");
  }

  @Test
  void workingDays() {
    String when = "!working_day() && last(level) > params.high";
    double[] high = new double[25];
    java.util.Arrays.fill(high, 3);
    // 2 April is decreed free; 1 April is a Wednesday
    assertThat(told(when, high)).containsExactly("24 OPENED");
    assertThat(told("working_day() && last(level) > params.high", 3)).containsExactly("0 OPENED");
  }

  @Test
  void aYearWithoutItsDecreeCannotBeJudged() {
    PackReader.Loaded loaded = pack.when("working_day() && last(level) > params.high");
    Pond pond = new Pond(RuleBook.of(loaded.book(), House.ZONE), false);
    pond.hour(0, 3, NONE);
    assertThat(pond.told).isEmpty();
    assertThat(pond.state.judgements(9)).containsEntry("pond.full", Judgement.CANNOT_JUDGE);
  }

  @Test
  void severalDatastreamsOfAThing() {
    pack.with("strong 5 m3/s");
    String when = "last(level) > params.high || !(last(inflow) < params.strong)";
    assertThat(told(when, new double[] {1, 1}, new double[] {1, 5})).containsExactly("1 OPENED");
    assertThat(told(when, new double[] {1, 1}, new double[] {1, 4.9})).isEmpty();
  }

  @Test
  void aMissingInputIsNoFalse() {
    pack.with("strong 5 m3/s");
    String both = "last(level) > params.high && last(inflow) > params.strong";
    PackReader.Loaded loaded = pack.when(both);
    Pond pond = new Pond(RuleBook.of(loaded.book(), CALENDAR), true);
    pond.hour(0, 3, NONE);
    assertThat(pond.state.judgements(9)).containsEntry("pond.full", Judgement.CANNOT_JUDGE);
    pond.hour(1, 1, NONE); // false whatever the inflow is
    assertThat(pond.state.judgements(9)).containsEntry("pond.full", Judgement.OK);
  }

  @Test
  void whatIsKnownMayBeAskedFor() {
    pack.with("strong 5 m3/s");
    String when = "last(level) > params.high && !known(last(inflow))";
    assertThat(told(when, new double[] {3}, new double[] {NONE})).containsExactly("0 OPENED");
    assertThat(told(when, new double[] {3}, new double[] {1})).isEmpty();
  }

  @Test
  void theUsualValueOfTheHour() {
    pack.with("weeks 21 d");
    String when = "last(level) > usual(level, params.weeks) * params.twice";
    int week = 168;
    double[] levels = new double[3 * week + 2];
    for (int h = 0; h < levels.length; h++) {
      levels[h] = h % week == 1 ? 3 : 1; // hour 1 of the week is always high
    }
    levels[1] = 9; // one odd week does not move the median of 9, 3, 3
    levels[3 * week + 1] = 6;
    assertThat(told(when, levels)).as("6 is twice the usual 3, not more").isEmpty();
    levels[3 * week + 1] = 6.1;
    assertThat(told(when, levels)).containsExactly(3 * week + 1 + " OPENED");
  }

  @Test
  void theUsualValueSurvivesARestart() throws java.io.IOException {
    pack.with("weeks 14 d");
    PackReader.Loaded loaded = pack.when("last(level) > usual(level, params.weeks) * params.twice");
    RuleBook rules = RuleBook.of(loaded.book(), CALENDAR);
    Pond pond = new Pond(rules, false);
    for (int h = 0; h < 2 * 168; h++) {
      pond.hour(h, 1, NONE);
    }
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    pond.state.encode(new java.io.DataOutputStream(bytes));
    ShardState restored =
        ShardState.decode(
            new java.io.DataInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray())));
    ReadingBlock block = new ReadingBlock(1);
    block.add(1, 1, START + 2 * 168 * HOUR, 2.1, null);
    new Detector(rules)
        .apply(0, restored, new LogRecord.Readings(START + 2 * 168 * HOUR, "", block), pond);
    assertThat(pond.told).containsExactly("336 OPENED");
  }

  // ---- what the compiler refuses, and where

  @Test
  void pastYearsAreOfWeeklyCountsAndOfSoManyYears() {
    pack.with("b 5 1", "w 3 1", "z 2 1", "many 50 1");
    assertThat(refused("farrington(calls, params.b, params.w, params.z) > params.b"))
        .containsExactly("expr.window"); // calls come when they come
    pack.put(
        "properties/weekly.yaml",
        "name: weekly\ntitle: 周\nunit: '{call}'\nsymbol: u\ndecimals: 0\nexpected_silence: 14d\nevery: 7d\nsource: 测量\n");
    assertThat(refused("farrington(weekly, params.b, params.w, params.z) > params.b")).isEmpty();
    assertThat(refused("farrington(weekly, params.many, params.w, params.z) > params.b"))
        .containsExactly("expr.window");
    assertThat(refused("farrington(weekly, params.b, params.w, params.high) > params.b"))
        .containsExactly("expr.unit");
  }

  private List<String> refused(String when) {
    return LittlePack.faults(pack.when(when));
  }

  @Test
  void refusesWhatHasNoMeaning() {
    assertThat(refused("rate(level, params.three) > params.high")).containsExactly("expr.unit");
    assertThat(refused("last(level) > last(inflow)")).containsExactly("expr.unit");
    assertThat(refused("usual(level, params.day) > params.high")).containsExactly("expr.window");
    assertThat(
            refused(
                "count(share(last(level) > params.high, params.day) > params.half, params.day) > params.half"))
        .containsExactly("expr.nested");
    assertThat(refused("count(params.half > params.twice, params.day) > params.half"))
        .containsExactly("expr.unsupported");
    assertThat(refused("daily(params.half, params.day)")).containsExactly("expr.invalid");
    assertThat(refused("quantile(level, params.day, params.high) > params.high"))
        .containsExactly("expr.unit");
  }

  @Test
  void aFaultNamesItsLineAndColumn() {
    // when: begins at column 27 of line 5; "last(inflow)" 14 characters on
    assertThat(pack.when("last(level) > last(inflow)").notices())
        .filteredOn(n -> n.code().equals("expr.unit"))
        .allSatisfy(n -> assertThat(n.place()).isEqualTo("packs/pond/rules/full.yaml:5:37"));
  }
}
