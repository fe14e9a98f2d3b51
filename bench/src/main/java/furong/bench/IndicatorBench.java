package furong.bench;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import furong.base.Period;
import furong.bench.BenchTimer.Times;
import furong.bench.BenchTimer.Work;
import furong.city.Division;
import furong.engine.PostgresProcess;
import furong.indicators.CaseWork;
import furong.indicators.DayWork;
import furong.indicators.Figures.Touched;
import furong.pack.Faults;
import furong.pack.Formula;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.reported.FormulaValue;
import furong.reported.Reported;
import furong.store.Db;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.flywaydb.core.Flyway;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures figures: everything from nothing, a single late observation until it shows in all that
 * it touches, a correction, a case, the reads behind a page, and a day's changes beside a nightly
 * job in SQL on the same database.
 *
 * <p>The engine runs in this process and on a PostgreSQL of its own. Observations are given as day
 * statistics; a page is its reads and their JSON, without HTTP. Formulas are computed from nothing
 * for the newest {@code computed} of the months: months do not depend on each other, so that all of
 * them take as much longer as there are more, and the night computes the same months.
 */
final class IndicatorBench {

  /**
   * @param months of data
   * @param computed of these, the newest ones for which every formula is computed
   * @param observations that the day statistics stand for
   */
  record Options(
      int indicators,
      int divisions,
      int months,
      int computed,
      long observations,
      int cases,
      long seed) {}

  /** What everything is computed from. */
  record Data(int divisions, int formulas, long figures, long dayStatistics, int cases) {}

  /**
   * Everything from nothing.
   *
   * @param formulasOfAllMonthsSeconds what all months would take at the rate of those computed
   */
  record FromNothing(
      Work days,
      Work cases,
      Work formulas,
      long values,
      double valuesPerSecond,
      double formulasOfAllMonthsSeconds,
      double heapPeakMegabytes,
      double databaseMegabytes) {}

  /**
   * How soon a change shows, and a page.
   *
   * @param lateObservationMs until it stands in day, month, year and every formula over them
   */
  record Answers(
      Times lateObservationMs, Times correctedFigureMs, Times changedCaseMs, Times pageMs) {}

  /**
   * A day's changes against a night that computes everything.
   *
   * @param nightOverDay by the clock; {@code nightOverDayWal} by what was written
   * @param nightOfAllMonthsOverDay by the clock, were the night over all months as long for each of
   *     them as it is for those computed: reckoned, not measured
   */
  record Against(
      Work dayOfChanges,
      Work night,
      long nightValues,
      double nightOverDay,
      double nightOverDayWal,
      double nightOfAllMonthsOverDay,
      boolean agrees) {}

  record Result(
      Instant at,
      int processors,
      double loadBefore,
      Options options,
      Data data,
      FromNothing fromNothing,
      Answers answers,
      Against against) {}

  /** A day of a city: what is corrected, and cases that somebody acts on. */
  private static final int CORRECTIONS_A_DAY = 100;

  private static final int CASES_A_DAY = 1_000;

  private static final int ROUNDS = 30;

  private static final int PAGES = 1_000;

  /** Values that are compared with those of the night. */
  private static final int COMPARED = 200;

  private final Path scratch;
  private final BenchTimer timer;
  private final Options options;
  private final IndicatorWorld world;
  private final List<Period> computed;
  private final Random random;
  private final FormulaBook book;
  private final JsonMapper json = JsonMapper.builder().build();

  IndicatorBench(Path home, Path scratch, PrintStream out, Options options) {
    this.scratch = scratch;
    this.timer = new BenchTimer(out);
    this.options = options;
    this.world =
        new IndicatorWorld(home, options.indicators(), options.divisions(), options.months());
    int first = Math.max(0, world.months.size() - options.computed());
    this.computed = world.months.subList(first, world.months.size());
    this.random = new Random(options.seed());
    this.book = FormulaBook.of(world.packs, new Faults());
  }

  private static Instant now() {
    return IndicatorWorld.TODAY.atTime(3, 0).atZone(IndicatorEngine.ZONE).toInstant();
  }

  Result run() throws IOException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    try (PostgresProcess postgres = PostgresProcess.start(scratch.resolve("pg"));
        HikariDataSource pool = pool(postgres)) {
      Flyway.configure().dataSource(pool).outOfOrder(true).load().migrate();
      return measure(new IndicatorEngine(new Db(pool), world, book, IndicatorBench::now), load);
    }
  }

  /** As a city holds its connections. */
  static HikariDataSource pool(PostgresProcess postgres) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.jdbcUrl());
    config.setUsername(postgres.user());
    config.setPassword(postgres.password());
    config.setMaximumPoolSize(2); // one thread, and one to spare
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    return new HikariDataSource(config);
  }

  private Result measure(IndicatorEngine engine, double load) {
    Data data = data(engine.db);
    FromNothing fromNothing = fromNothing(engine);
    world.fiveYears(engine.db, computed.getLast());
    timer.say("five years are there for the pages of city and counties");
    Answers answers =
        new Answers(
            timer.often("late observation", ROUNDS, () -> late(engine)),
            timer.often("corrected figure", ROUNDS, () -> correct(engine)),
            timer.often("changed case", ROUNDS, () -> change(engine)),
            timer.often("page", PAGES, () -> page(engine)));
    Against against = against(engine);
    return new Result(
        Instant.now(),
        Runtime.getRuntime().availableProcessors(),
        load,
        options,
        data,
        fromNothing,
        answers,
        against);
  }

  private Data data(Db db) {
    long figures = world.reports(db, options.seed());
    timer.say("%,d reported figures are there", figures);
    long stats = world.days(db, options.observations(), options.seed());
    timer.say("%,d day statistics are there", stats);
    CaseSeed.counted(db, options.cases());
    timer.say("%,d cases are there", options.cases());
    int divisions = world.history.today().list().size();
    return new Data(divisions, book.ordered().size(), figures, stats, options.cases());
  }

  private FromNothing fromNothing(IndicatorEngine engine) {
    Db db = engine.db;
    BenchTimer.forgetPeak();
    Work days = timer.once("days from nothing", db, () -> allDays(engine));
    Work cases = timer.once("cases from nothing", db, () -> allCases(engine));
    Work formulas =
        timer.once(
            "formulas from nothing, %d months".formatted(computed.size()), db, () -> all(engine));
    double peak = BenchTimer.peakMegabytes();
    long formulaValues = DbNumbers.count(db, "formula_value");
    long values = formulaValues + DbNumbers.count(db, "indicator_value");
    double perSecond = formulaValues / formulas.seconds();
    double allMonths = formulas.seconds() * world.months.size() / computed.size();
    timer.say(
        "%,d values, %,.0f a second, all months would take %.0f s; heap at most %.0f MB",
        values, perSecond, allMonths, peak);
    return new FromNothing(
        days, cases, formulas, values, perSecond, allMonths, peak, DbNumbers.megabytes(db));
  }

  private Against against(IndicatorEngine engine) {
    Db db = engine.db;
    Work day = timer.once("a day's changes", db, () -> dayOfChanges(engine));
    NightlySql nightly = new NightlySql(db, book, computed);
    Work night = timer.once("a night", db, nightly::run);
    boolean agrees = agree(engine, nightly);
    double ratio = night.seconds() / day.seconds();
    double written = night.walMegabytes() / day.walMegabytes();
    double ofAll = ratio * world.months.size() / computed.size();
    timer.say(
        "the night costs %.1f times the day, by its log %.1f times; of all months %.0f times; both %s",
        ratio, written, ofAll, agrees ? "agree" : "DIFFER");
    return new Against(
        day, night, DbNumbers.count(db, "night_value"), ratio, written, ofAll, agrees);
  }

  private void allDays(IndicatorEngine engine) {
    LocalDate first = world.months.getFirst().first();
    for (LocalDate from = first; from.isBefore(IndicatorWorld.TODAY); from = from.plusMonths(1)) {
      List<Touched> touched = new ArrayList<>();
      for (LocalDate day = from; day.isBefore(from.plusMonths(1)); day = day.plusDays(1)) {
        for (Division street : world.streets()) {
          touched.add(new Touched("air.pm25", street.code(), day));
        }
      }
      engine.db.inOne(() -> engine.figures.refresh(touched, now()));
    }
  }

  private static void allCases(IndicatorEngine engine) {
    int taken;
    do {
      taken = engine.cases.round(CaseWork.CHANGES_A_ROUND);
    } while (taken > 0);
  }

  private void all(IndicatorEngine engine) {
    for (Period month : computed) {
      engine.db.inOne(() -> engine.work.all(EnumSet.allOf(Kind.class), month, "from nothing"));
      timer.say("formulas of %s", month.text());
    }
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void late(IndicatorEngine engine) {
    lateOn(engine, any(computed).first().plusDays(random.nextInt(28)));
  }

  private void lateOn(IndicatorEngine engine, LocalDate day) {
    long datastream = 1 + random.nextInt(world.streets().size() * IndicatorWorld.PROPERTIES.size());
    world.stations.late(datastream, day.toEpochDay(), 10 + random.nextInt(200));
    engine.days.round(DayWork.DAYS_A_ROUND);
  }

  private void correct(IndicatorEngine engine) {
    String figure = "w.n" + random.nextInt(IndicatorWorld.FIGURES);
    String division = any(world.communities()).code();
    Period month = any(computed);
    engine.db.inOne(() -> {
      int version = engine.reported.history(figure, division, month).size() + 1;
      double value = 1 + random.nextInt(500);
      engine.reported.add(
          List.of(
              new Reported(figure, division, month, version, value, "", "u", "甲", now(), "更正")));
      engine.work.changed(List.of(figure), division, month, "更正");
    });
  }

  private void change(IndicatorEngine engine) {
    engine.db.update(
        "update city_case set reworks = reworks + 1 where id = ?",
        1 + random.nextInt(options.cases()));
    engine.cases.round(CaseWork.CHANGES_A_ROUND);
  }

  /** Somebody acts on cases of the last month, as on any day. */
  private static void workOnCases(IndicatorEngine engine) {
    engine.db.update(
        "update city_case set reworks = reworks + 1 where id in (select id from city_case"
            + " where opened_at >= timestamptz '2025-12-01' limit ?)",
        CASES_A_DAY);
    engine.cases.round(CaseWork.CHANGES_A_ROUND);
  }

  /** What the page of a formula reads: value, five years of months, divisions, past. */
  private void page(IndicatorEngine engine) {
    String id = any(book.ordered()).indicator().id();
    String county = any(world.history.today().children(world.history.today().root().code())).code();
    List<String> children =
        world.history.today().children(county).stream().map(Division::code).toList();
    Period month = any(computed);
    json.writeValueAsBytes(engine.formulas.find(id, county, month));
    json.writeValueAsBytes(engine.formulas.series(id, county, "2021-01", "2025-12"));
    json.writeValueAsBytes(engine.formulas.of(id, children, month));
    json.writeValueAsBytes(engine.formulas.past(id, county, month));
  }

  /** Every station's yesterday, corrections, and cases that people act on. */
  private void dayOfChanges(IndicatorEngine engine) {
    LocalDate yesterday = IndicatorWorld.TODAY.minusDays(1);
    int datastreams = world.streets().size() * IndicatorWorld.PROPERTIES.size();
    for (long datastream = 1; datastream <= datastreams; datastream++) {
      world.stations.late(datastream, yesterday.toEpochDay(), 10 + random.nextInt(100));
    }
    engine.days.round(DayWork.DAYS_A_ROUND);
    for (int i = 0; i < CORRECTIONS_A_DAY; i++) {
      correct(engine);
    }
    workOnCases(engine);
  }

  /** Shares of figures, and sums of shares, which both compute by the same rule, on a sample. */
  private boolean agree(IndicatorEngine engine, NightlySql nightly) {
    List<Formula> same =
        book.ordered().stream().filter(f -> f.indicator().id().startsWith("w.f")).toList();
    int compared = 0;
    for (int i = 0; i < COMPARED; i++) {
      Formula formula = any(same);
      String id = formula.indicator().id();
      if (NightlySql.countsItsOwnWay(formula)) {
        continue;
      }
      Division division = any(world.history.today().list());
      Period month = any(computed);
      Optional<Double> ours =
          engine.formulas.find(id, division.code(), month).map(FormulaValue::value);
      Optional<Double> night = nightly.find(id, division.code(), month);
      boolean alike =
          ours.isEmpty() ? night.isEmpty() : night.filter(n -> close(n, ours.get())).isPresent();
      if (!alike) {
        timer.say(
            "%s of %s in %s: ours %s, the night's %s",
            id, division.code(), month.text(), ours, night);
        return false;
      }
      compared += ours.isPresent() ? 1 : 0;
    }
    timer.say("%d values compared with the night's", compared);
    return compared > 0;
  }

  /** Sums in another order differ by some 1e-15 of themselves. */
  private static boolean close(double a, double b) {
    return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(b));
  }
}
