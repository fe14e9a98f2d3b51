package furong.bench;

import furong.city.Populations;
import furong.indicators.CaseWork;
import furong.indicators.DayReader;
import furong.indicators.DayStatStore;
import furong.indicators.DayWork;
import furong.indicators.Figures;
import furong.indicators.IndicatorBook;
import furong.indicators.IndicatorStore;
import furong.indicators.PackIndicators;
import furong.pack.FormulaBook;
import furong.reported.FormBook;
import furong.reported.FormulaInputs;
import furong.reported.FormulaStore;
import furong.reported.FormulaWork;
import furong.reported.ReportedStore;
import furong.reported.WatchedDays;
import furong.reported.WatchedIndicators;
import furong.store.Db;
import furong.store.indicators.PgCaseChanges;
import furong.store.indicators.PgDayStatStore;
import furong.store.indicators.PgIndicatorStore;
import furong.store.reported.PgCounts;
import furong.store.reported.PgFormulas;
import furong.store.reported.PgReported;
import java.time.InstantSource;
import java.time.ZoneId;

/** The parts that compute figures, put together as a city does, over the world of a bench. */
final class IndicatorEngine {

  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  final Db db;
  final ReportedStore reported;
  final FormulaStore formulas;
  final FormulaWork work;
  final Figures figures;
  final DayWork days;
  final CaseWork cases;

  IndicatorEngine(Db db, IndicatorWorld world, FormulaBook book, InstantSource clock) {
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
            new PgDayStatStore(db),
            world.history,
            Populations.none());
    work = new FormulaWork(book, inputs, formulas, clock);
    IndicatorStore indicators = new WatchedIndicators(plain, book, work);
    IndicatorBook counted = PackIndicators.book(world.packs);
    DayStatStore stats = new WatchedDays(new PgDayStatStore(db), book, work);
    figures = new Figures(stats, indicators, counted, ZONE);
    DayReader reader = new DayReader(world.stations, world.stations, counted.rules(), ZONE);
    days =
        new DayWork(
            world.stations, world.stations, reader, stats, figures, db, counted, ZONE, clock);
    cases =
        new CaseWork(
            new PgCaseChanges(db),
            indicators,
            () -> PackIndicators.caseShares(world.packs),
            db,
            ZONE,
            clock);
  }
}
