package furong.bench;

import furong.base.AtOnce;
import furong.base.DivisionLevel;
import furong.base.Period;
import furong.base.Text;
import furong.city.CityProfile;
import furong.city.Division;
import furong.city.Populations;
import furong.detect.RuleBook;
import furong.indicators.CountedFigures;
import furong.indicators.DayReader;
import furong.indicators.DayWork;
import furong.indicators.FigureFeed;
import furong.indicators.Figures;
import furong.indicators.IndicatorBook;
import furong.indicators.IndicatorStore;
import furong.indicators.MemoryDayStatStore;
import furong.indicators.MemoryIndicatorStore;
import furong.indicators.MovedFigures;
import furong.indicators.PackIndicators;
import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.SilentLog;
import furong.pack.Faults;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.people.Caller;
import furong.people.MemoryAudit;
import furong.people.Role;
import furong.people.Scope;
import furong.people.User;
import furong.reported.Campaigns;
import furong.reported.Cell;
import furong.reported.Checkup;
import furong.reported.FormBook;
import furong.reported.FormDesk;
import furong.reported.FormTree;
import furong.reported.FormulaFigures;
import furong.reported.FormulaInputs;
import furong.reported.FormulaWork;
import furong.reported.MemoryCampaigns;
import furong.reported.MemoryCounts;
import furong.reported.MemoryFormulas;
import furong.reported.MemoryReported;
import furong.reported.Sheet;
import furong.reported.SheetAct;
import furong.reported.SheetKey;
import furong.reported.WatchedDays;
import furong.reported.WatchedIndicators;
import furong.sim.PlantedWorld.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The figures of indicators in a played world, by the code that computes them in a city and on the
 * stores of small worlds: days from readings ({@link DayWork}), forms that are filled, handed in
 * and approved ({@link FormDesk}) and the formulas over them, and what {@link FigureFeed} writes
 * into the log for the rules that read them.
 *
 * <p>Days are done each {@link #EVERY}, where a city does today's each half minute: a rule on a
 * figure is told that much later here.
 */
final class PlayedFigures {

  private static final Duration EVERY = Duration.ofMinutes(30);

  private final CityProfile city;
  private final PlayedDays days;
  private final DayWork work;
  private final MovedFigures moved = new MovedFigures();
  private final FigureFeed feed;
  private final Set<String> asked;
  private final MemoryReported sheets = new MemoryReported();
  private final FormDesk desk;
  private Instant now = Instant.EPOCH;
  private Instant next = Instant.EPOCH;

  /**
   * @param log takes the entries of the log
   */
  PlayedFigures(PackBook packs, RuleBook rules, CityProfile city, Consumer<LogRecord.Figures> log) {
    this.city = city;
    this.asked = rules.indicatorsAsked();
    IndicatorBook counted = PackIndicators.book(packs);
    FormBook forms = new FormBook(packs);
    FormulaBook book = FormulaBook.of(packs, new Faults());
    MemoryFormulas formulas = new MemoryFormulas();
    IndicatorStore plain = new MemoryIndicatorStore();
    MemoryDayStatStore stats = new MemoryDayStatStore();
    FormulaWork formulaWork =
        new FormulaWork(
            book,
            new FormulaInputs(
                forms,
                sheets,
                formulas,
                plain,
                new MemoryCounts(city.zone()),
                stats,
                city.history(),
                Populations.none()),
            formulas,
            () -> now);
    IndicatorStore watched = new WatchedIndicators(plain, book, formulaWork, moved::add);
    WatchedDays watchedDays = new WatchedDays(stats, book, formulaWork);
    days = new PlayedDays(counted.rules().keySet(), city.zone());
    work =
        new DayWork(
            days,
            days,
            new DayReader(days, days, counted.rules(), city.zone()),
            watchedDays,
            new Figures(watchedDays, watched, counted, city.zone()),
            new AtOnce(),
            counted,
            city.zone(),
            () -> now);
    desk =
        new FormDesk(
            forms,
            new FormTree(city.history()),
            new Campaigns(Checkup::none, forms, new MemoryCampaigns()),
            sheets,
            formulaWork,
            new MemoryAudit(),
            new AtOnce(),
            city.zone(),
            () -> now);
    feed =
        new FigureFeed(
            List.of(new CountedFigures(watched), new FormulaFigures(formulas)),
            () -> asked,
            moved,
            packs,
            level -> city.divisions().list(level).stream().map(Division::code).toList(),
            new FiguresLog(log),
            city.zone(),
            () -> now);
  }

  void register(DatastreamInfo info) {
    days.register(info);
  }

  /** A reading that has arrived. */
  void take(long datastream, long timeMs, double value) {
    days.take(datastream, timeMs, value);
  }

  /** Somebody of the division fills a form and hands it in, somebody above approves it. */
  void report(Report report) {
    now = Instant.ofEpochMilli(report.atMs());
    Period period = Period.parse(report.period());
    SheetKey key = new SheetKey(report.form(), report.division(), period);
    Caller fills = caller(Role.OPERATOR, report.division());
    List<Cell> cells =
        report.figures().entrySet().stream()
            .map(e -> new Cell(e.getKey(), e.getValue(), ""))
            .toList();
    Sheet saved = desk.save(fills, key, 0, cells).orThrow();
    Sheet in = desk.act(fills, key, SheetAct.SUBMIT, saved.version(), "").orThrow();
    String root = city.divisions().list(DivisionLevel.CITY).getFirst().code();
    desk.act(caller(Role.PLANNER, root), key, SheetAct.APPROVE, in.version(), "").orThrow();
    asked.forEach(indicator -> moved.add(indicator, period));
  }

  private static Caller caller(Role role, String division) {
    String id = role.name().toLowerCase(Locale.ROOT) + division;
    return new Caller(
        new User(id, id, Text.of(id, id), Set.of(role), Scope.of(division), null), "bench");
  }

  /** Time has come this far: what is due is computed and told. */
  void at(long ms) {
    now = Instant.ofEpochMilli(ms);
    if (!now.isBefore(next)) {
      next = now.plus(EVERY);
      work.round(DayWork.DAYS_A_ROUND);
      days.forgetBefore(now.atZone(city.zone()).toLocalDate().toEpochDay());
      feed.round();
    }
  }

  /** A log of figures alone. */
  private static final class FiguresLog extends SilentLog {
    private final Consumer<LogRecord.Figures> takes;

    FiguresLog(Consumer<LogRecord.Figures> takes) {
      this.takes = takes;
    }

    @Override
    public CompletableFuture<Void> figures(LogRecord.Figures entry) {
      takes.accept(entry);
      return DONE;
    }
  }
}
