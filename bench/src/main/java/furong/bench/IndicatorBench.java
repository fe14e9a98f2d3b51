package furong.bench;

import furong.base.Period;
import furong.city.Division;
import furong.city.Populations;
import furong.engine.PostgresProcess;
import furong.indicators.CaseWork;
import furong.indicators.DayReader;
import furong.indicators.DayWork;
import furong.indicators.Figures;
import furong.indicators.Figures.Touched;
import furong.indicators.IndicatorBook;
import furong.indicators.IndicatorStore;
import furong.indicators.PackIndicators;
import furong.pack.Faults;
import furong.pack.Formula;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.reported.FormBook;
import furong.reported.FormulaInputs;
import furong.reported.FormulaStore;
import furong.reported.FormulaValue;
import furong.reported.FormulaWork;
import furong.reported.Reported;
import furong.reported.ReportedStore;
import furong.reported.WatchedIndicators;
import furong.store.Db;
import furong.store.cases.PgCaseFigures;
import furong.store.indicators.PgCaseChanges;
import furong.store.indicators.PgDayStatStore;
import furong.store.indicators.PgIndicatorStore;
import furong.store.reported.PgCounts;
import furong.store.reported.PgFormulas;
import furong.store.reported.PgReported;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;

/**
 * Measures figures: everything from nothing, a single late observation until it shows in all that
 * it touches, a correction, a case, the reads behind a page, and a day's changes beside a nightly
 * job in SQL on the same database.
 *
 * <p>The engine runs in this process and on a PostgreSQL of its own. Observations are given as day
 * statistics; pages are measured by their reads, without HTTP.
 */
final class IndicatorBench {

  /**
   * @param observations that the day statistics stand for
   */
  record Options(
      int indicators, int divisions, int months, long observations, int cases, long seed) {}

  record Times(int rounds, double p50, double p99, double max) {}

  /**
   * Seconds and what the database wrote.
   *
   * @param walMegabytes of its log: a measure of writing that does not hang on the machine
   */
  record Work(double seconds, double walMegabytes) {}

  record Result(
      Instant at,
      int processors,
      double loadBefore,
      Options options,
      int divisions,
      int formulas,
      long figures,
      long dayStatistics,
      long values,
      Work daysFromNothing,
      Work casesFromNothing,
      Work formulasFromNothing,
      double valuesPerSecond,
      double heapPeakMegabytes,
      Times lateObservationMs,
      Times correctedFigureMs,
      Times changedCaseMs,
      Times pageMs,
      Work dayOfChanges,
      Work night,
      long nightValues,
      double nightOverDay,
      boolean agrees) {}

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  /** A day of a city: what is corrected, and cases that somebody acts on. */
  private static final int CORRECTIONS_A_DAY = 100;

  private static final int CASES_A_DAY = 1_000;

  private static final int ROUNDS = 30;

  private static final int PAGES = 1_000;

  private final Path scratch;
  private final PrintStream out;
  private final Options options;
  private final IndicatorWorld world;
  private final Random random;
  private final FormulaBook book;

  IndicatorBench(Path home, Path scratch, PrintStream out, Options options) {
    this.scratch = scratch;
    this.out = out;
    this.options = options;
    this.world =
        new IndicatorWorld(home, options.indicators(), options.divisions(), options.months());
    this.random = new Random(options.seed());
    this.book = FormulaBook.of(world.packs, new Faults());
  }

  /** The parts of the engine as the city wires them. */
  private final class Engine {
    final Db db;
    final ReportedStore reported;
    final FormulaStore formulas;
    final FormulaWork work;
    final IndicatorStore indicators;
    final Figures figures;
    final DayWork days;
    final CaseWork cases;

    Engine(Db db) {
      this.db = db;
      reported = new PgReported(db);
      formulas = new PgFormulas(db);
      IndicatorStore plain = new PgIndicatorStore(db);
      FormulaInputs inputs =
          new FormulaInputs(
              new FormBook(world.packs),
              reported,
              formulas,
              plain,
              new PgCounts(db, ZONE),
              world.history,
              Populations.none());
      work = new FormulaWork(book, inputs, formulas, IndicatorBench::now);
      indicators =
          new WatchedIndicators(
              plain,
              book.ordered().stream()
                  .flatMap(f -> f.inputs().stream())
                  .filter(i -> i.kind() == Kind.INDICATOR)
                  .map(Formula.Input::id)
                  .collect(Collectors.toSet()),
              work);
      IndicatorBook counted = PackIndicators.book(world.packs);
      PgDayStatStore stats = new PgDayStatStore(db);
      figures = new Figures(stats, indicators, counted, ZONE);
      days =
          new DayWork(
              world.stations,
              world.stations,
              new DayReader(world.stations, world.stations, counted.rules(), ZONE),
              stats,
              figures,
              db,
              counted,
              ZONE,
              IndicatorBench::now);
      cases =
          new CaseWork(
              new PgCaseChanges(db),
              new PgCaseFigures(db),
              indicators,
              PackIndicators.caseShares(world.packs),
              db,
              ZONE,
              IndicatorBench::now);
    }
  }

  private static Instant now() {
    return IndicatorWorld.TODAY.atTime(3, 0).atZone(ZONE).toInstant();
  }

  Result run() throws IOException {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    try (PostgresProcess postgres = PostgresProcess.start(scratch.resolve("pg"))) {
      Flyway.configure().dataSource(postgres.dataSource()).outOfOrder(true).load().migrate();
      Engine engine = new Engine(new Db(postgres.dataSource()));
      Db db = engine.db;
      long figures = world.reports(db, options.seed());
      long stats = world.days(db, options.observations(), options.seed());
      CaseSeed.fill(db, options.cases());
      db.update("analyze");
      say("%,d figures, %,d day statistics, %,d cases are there", figures, stats, options.cases());
      resetPeak();
      Work days = measured(db, () -> allDays(engine));
      say("days from nothing %.1f s", days.seconds());
      Work cases =
          measured(
              db,
              () -> {
                while (engine.cases.round(CaseWork.CHANGES_A_ROUND) > 0) {}
              });
      say("cases from nothing %.1f s", cases.seconds());
      Work formulas = measured(db, () -> allFormulas(engine));
      double peak = peakMegabytes();
      long values = DbNumbers.count(db, "formula_value") + DbNumbers.count(db, "indicator_value");
      say(
          "formulas from nothing %.1f s, %,d values, heap %.0f MB",
          formulas.seconds(), values, peak);
      Times late = times("late observation", ROUNDS, () -> late(engine));
      Times corrected = times("corrected figure", ROUNDS, () -> correct(engine));
      Times changed = times("changed case", ROUNDS, () -> change(engine, 1));
      Times page = times("page", PAGES, () -> page(engine));
      Work day = measured(db, () -> dayOfChanges(engine));
      NightlySql nightly = new NightlySql(db, book);
      long[] written = new long[1];
      Work night = measured(db, () -> written[0] = nightly.run());
      say("a day's changes %s, a night %s (%,d values)", day, night, written[0]);
      return new Result(
          Instant.now(),
          Runtime.getRuntime().availableProcessors(),
          load,
          options,
          world.history.today().list().size(),
          book.ordered().size(),
          figures,
          stats,
          values,
          days,
          cases,
          formulas,
          DbNumbers.count(db, "formula_value") / formulas.seconds(),
          peak,
          late,
          corrected,
          changed,
          page,
          day,
          night,
          written[0],
          night.seconds() / day.seconds(),
          agree(engine, nightly));
    }
  }

  private void allDays(Engine engine) {
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

  private void allFormulas(Engine engine) {
    for (Period month : world.months) {
      engine.db.inOne(() -> engine.work.all(EnumSet.allOf(Kind.class), month, "from nothing"));
    }
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private void late(Engine engine) {
    lateOn(engine, any(world.months).first().plusDays(random.nextInt(28)));
  }

  private void lateOn(Engine engine, LocalDate day) {
    long datastream = 1 + random.nextInt(world.streets().size() * IndicatorWorld.PROPERTIES.size());
    world.stations.late(datastream, day.toEpochDay(), 10 + random.nextInt(200));
    engine.days.round(DayWork.DAYS_A_ROUND);
  }

  private void correct(Engine engine) {
    String figure = "w.n" + random.nextInt(IndicatorWorld.FIGURES);
    String division = any(world.communities()).code();
    Period month = any(world.months);
    engine.db.inOne(() -> {
      int version = engine.reported.history(figure, division, month).size() + 1;
      double value = 1 + random.nextInt(500);
      engine.reported.add(
          List.of(
              new Reported(figure, division, month, version, value, "", "u", "甲", now(), "更正")));
      engine.work.changed(List.of(figure), division, month, "更正");
    });
  }

  private void change(Engine engine, int cases) {
    engine.db.update(
        "update city_case set reworks = reworks + 1 where id in (select id from city_case"
            + " where id >= ? order by id limit ?)",
        1 + random.nextInt(Math.max(1, options.cases() - cases)),
        cases);
    engine.cases.round(CaseWork.CHANGES_A_ROUND);
  }

  /** The reads behind the page of a formula: value, five years of months, divisions, past. */
  private void page(Engine engine) {
    String id = any(book.ordered()).indicator().id();
    String county = any(world.history.today().children(world.history.today().root().code())).code();
    Period month = any(world.months);
    engine.formulas.find(id, county, month);
    engine.formulas.series(id, county, "2021-01", "2025-12");
    engine.formulas.of(
        id, world.history.today().children(county).stream().map(Division::code).toList(), month);
    engine.formulas.past(id, county, month);
  }

  /** Every station's yesterday, corrections, and cases that people act on. */
  private void dayOfChanges(Engine engine) {
    LocalDate yesterday = IndicatorWorld.TODAY.minusDays(1);
    int datastreams = world.streets().size() * IndicatorWorld.PROPERTIES.size();
    for (long datastream = 1; datastream <= datastreams; datastream++) {
      world.stations.late(datastream, yesterday.toEpochDay(), 10 + random.nextInt(100));
    }
    engine.days.round(DayWork.DAYS_A_ROUND);
    for (int i = 0; i < CORRECTIONS_A_DAY; i++) {
      correct(engine);
    }
    change(engine, CASES_A_DAY);
  }

  /** Shares of figures, which both compute by the same rule, on a sample. */
  private boolean agree(Engine engine, NightlySql nightly) {
    List<Formula> shares =
        book.ordered().stream().filter(f -> f.inputs().getFirst().kind() == Kind.FIGURE).toList();
    for (int i = 0; i < ROUNDS; i++) {
      String id = any(shares).indicator().id();
      String division = any(world.history.today().list()).code();
      Period month = any(world.months);
      Optional<Double> ours = engine.formulas.find(id, division, month).map(FormulaValue::value);
      if (ours.isEmpty() || !nightly.agrees(id, division, month, ours.get())) {
        say("%s of %s in %s differs: ours %s", id, division, month.text(), ours);
        return false;
      }
    }
    return true;
  }

  private static Work measured(Db db, Runnable work) {
    long wal = DbNumbers.wal(db);
    long begun = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - begun) / 1e9;
    return new Work(seconds, (DbNumbers.wal(db) - wal) / 1e6);
  }

  private Times times(String what, int rounds, Runnable work) {
    double[] ms = new double[rounds];
    for (int i = 0; i < rounds; i++) {
      long begun = System.nanoTime();
      work.run();
      ms[i] = (System.nanoTime() - begun) / 1e6;
    }
    Arrays.sort(ms);
    Times times =
        new Times(
            rounds, ms[rounds / 2], ms[Math.min(rounds - 1, rounds * 99 / 100)], ms[rounds - 1]);
    say("%s, ms: %s", what, times);
    return times;
  }

  private static void resetPeak() {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static double peakMegabytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == java.lang.management.MemoryType.HEAP)
            .mapToLong(pool -> pool.getPeakUsage().getUsed())
            .sum()
        / 1e6;
  }

  private void say(String format, Object... values) {
    out.printf(Locale.ROOT, format + "%n", values);
  }
}
