package furong.app.wiring;

import furong.base.DivisionLevel;
import furong.city.CityProfile;
import furong.city.Division;
import furong.detect.PastFigures;
import furong.detect.RuleBook;
import furong.history.HistoryStore;
import furong.indicators.CaseChanges;
import furong.indicators.CaseFigures;
import furong.indicators.CaseWork;
import furong.indicators.CountRenewal;
import furong.indicators.CountedFigures;
import furong.indicators.DayReader;
import furong.indicators.DayRounds;
import furong.indicators.DayStatStore;
import furong.indicators.DayWork;
import furong.indicators.FigureFeed;
import furong.indicators.FigureHistory;
import furong.indicators.FigureSource;
import furong.indicators.Figures;
import furong.indicators.IndicatorBook;
import furong.indicators.IndicatorStore;
import furong.indicators.MovedFigures;
import furong.indicators.PackIndicators;
import furong.indicators.VitalStore;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.observe.DayChanges;
import furong.observe.History;
import furong.observe.LogGateway;
import furong.observe.LogProgress;
import furong.pack.PackBook;
import furong.release.ReleaseStore;
import furong.reported.AlertSources;
import furong.reported.FormulaFigures;
import furong.reported.FormulaStore;
import furong.serve.HealthPart;
import furong.serve.live.LiveHub;
import furong.steer.indicators.CaseIndicators;
import furong.steer.indicators.IndicatorReader;
import furong.steer.indicators.StationDays;
import furong.steer.indicators.WorkController.Written;
import furong.steer.reported.RuleHearing;
import furong.steer.vitals.ReportingSensors;
import furong.steer.vitals.VitalBoard;
import furong.steer.vitals.VitalFeed;
import furong.store.Db;
import furong.store.cases.PgCaseFigures;
import furong.store.indicators.PgCaseChanges;
import furong.store.indicators.PgVitalStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Indicators, day statistics and vital signs. */
@Configuration(proxyBeanMethods = false)
public class IndicatorWiring {

  /** How soon a closed case moves its indicator, and a definition is noticed. */
  private static final Duration CASES = Duration.ofSeconds(2);

  @Bean
  IndicatorBook indicatorBook(PackBook packs) {
    return PackIndicators.following(packs);
  }

  @Bean
  VitalStore vitalStore(Db db) {
    return new PgVitalStore(db);
  }

  @Bean
  DayReader dayReader(Catalogue catalogue, History history, IndicatorBook book, CityProfile city) {
    return new DayReader(catalogue, history, book::rules, city.zone(), city.history()::codeOn);
  }

  @Bean
  RoundWorker indicatorWorker(
      DayChanges changes,
      Catalogue catalogue,
      DayReader reader,
      DayStatStore stats,
      IndicatorStore values,
      Db db,
      IndicatorBook book,
      CityProfile city,
      InstantSource clock) {
    Figures figures = new Figures(stats, values, book, city.zone());
    DayWork work =
        new DayWork(changes, catalogue, reader, stats, figures, db, book, city.zone(), clock);
    return new RoundWorker("indicators", new DayRounds(work, clock)::round);
  }

  /** Definitions that differ from those that values were counted by. */
  @Bean
  RoundWorker countRenewalWorker(
      PackBook packs,
      IndicatorBook book,
      DayStatStore stats,
      IndicatorStore values,
      DayChanges changes,
      Catalogue catalogue,
      History history,
      Db db,
      CityProfile city,
      InstantSource clock) {
    Figures figures = new Figures(stats, values, book, city.zone());
    Consumer<Set<String>> days =
        properties -> properties.forEach(p -> again(p, changes, catalogue, history, city));
    CountRenewal renewal = new CountRenewal(packs, book, figures, values, db, days, clock);
    return new RoundWorker(
        "definitions of counts",
        () -> {
          renewal.round();
          return CASES;
        });
  }

  private static void again(
      String property, DayChanges changes, Catalogue catalogue, History history, CityProfile city) {
    for (DatastreamInfo stream : catalogue.datastreams(property, "")) {
      history
          .extent(stream.id())
          .ifPresent(extent ->
              changes.again(
                  stream.id(), epochDay(extent.firstMs(), city), epochDay(extent.lastMs(), city)));
    }
  }

  private static long epochDay(long ms, CityProfile city) {
    return LocalDate.ofInstant(Instant.ofEpochMilli(ms), city.zone()).toEpochDay();
  }

  @Bean
  HealthPart countRenewalHealth(RoundWorker countRenewalWorker) {
    return countRenewalWorker.health();
  }

  @Bean
  HealthPart indicatorHealth(RoundWorker indicatorWorker) {
    return indicatorWorker.health();
  }

  @Bean
  FigureSource countedFigures(IndicatorStore values) {
    return new CountedFigures(values);
  }

  @Bean
  FigureSource formulaFigures(FormulaStore values) {
    return new FormulaFigures(values);
  }

  /** For {@code pack replay}. */
  @Bean
  PastFigures pastFigures(List<FigureSource> sources, PackBook packs, CityProfile city) {
    return new FigureHistory(sources, packs, level -> codes(city, level), city.zone());
  }

  private static List<String> codes(CityProfile city, DivisionLevel level) {
    return city.divisions().list(level).stream().map(Division::code).toList();
  }

  /** The rules in force; they are compiled anew only after a release. */
  @Bean
  Supplier<RuleBook> rulesInForce(PackBook packs, CityProfile city) {
    return packs.follow(book -> RuleBook.of(book, city.calendar()));
  }

  @Bean
  AlertSources alertSources(
      Supplier<RuleBook> rulesInForce,
      Catalogue catalogue,
      History history,
      ReleaseStore releases,
      InstantSource clock) {
    return new RuleHearing(rulesInForce, catalogue, history, releases, clock);
  }

  /** What rules read of indicators; see {@link FigureFeed}. */
  @Bean
  RoundWorker figureWorker(
      List<FigureSource> sources,
      MovedFigures moved,
      Supplier<RuleBook> rulesInForce,
      PackBook packs,
      CityProfile city,
      LogGateway log,
      InstantSource clock) {
    FigureFeed feed =
        new FigureFeed(
            sources,
            () -> rulesInForce.get().indicatorsAsked(),
            moved,
            packs,
            level -> codes(city, level),
            log,
            city.zone(),
            clock);
    return new RoundWorker(
        "figures",
        () -> {
          feed.round();
          return DayRounds.TODAY;
        });
  }

  @Bean
  HealthPart figureHealth(RoundWorker figureWorker) {
    return figureWorker.health();
  }

  @Bean
  CaseFigures caseFigures(Db db) {
    return new PgCaseFigures(db);
  }

  @Bean
  CaseIndicators caseIndicators(
      PackBook packs, CaseFigures figures, CityProfile city, InstantSource clock) {
    return new CaseIndicators(packs, figures, city, clock);
  }

  @Bean
  CaseChanges caseChanges(Db db) {
    return new PgCaseChanges(db);
  }

  @Bean
  RoundWorker caseIndicatorWorker(
      PackBook packs,
      CaseChanges changes,
      IndicatorStore values,
      Db db,
      CityProfile city,
      InstantSource clock) {
    CaseWork work =
        new CaseWork(
            changes, values, () -> PackIndicators.caseShares(packs), db, city.zone(), clock);
    return new RoundWorker(
        "case indicators",
        () ->
            work.round(CaseWork.CHANGES_A_ROUND) == CaseWork.CHANGES_A_ROUND
                ? Duration.ZERO
                : CASES);
  }

  @Bean
  HealthPart caseIndicatorHealth(RoundWorker caseIndicatorWorker) {
    return caseIndicatorWorker.health();
  }

  @Bean
  IndicatorReader indicatorReader(
      PackBook packs,
      IndicatorBook book,
      IndicatorStore store,
      CaseIndicators cases,
      ReleaseStore releases,
      CityProfile city,
      InstantSource clock) {
    return new IndicatorReader(packs, book, store, cases, releases, city, clock);
  }

  @Bean
  Written written(LogProgress progress, HistoryStore history) {
    return () -> progress.lag() == 0 && history.segments().pending() == 0;
  }

  @Bean
  StationDays stationDays(
      DayStatStore stats,
      DayReader reader,
      History history,
      Catalogue catalogue,
      PackBook packs,
      IndicatorBook book,
      CityProfile city) {
    return new StationDays(stats, reader, history, catalogue, packs, book, city);
  }

  @Bean
  VitalBoard vitalBoard(
      PackBook packs, VitalStore store, Catalogue catalogue, History history, CityProfile city) {
    return new VitalBoard(packs, store, new ReportingSensors(catalogue, history), city);
  }

  @Bean(initMethod = "start")
  VitalFeed vitalFeed(VitalStore store, VitalBoard board, LiveHub hub, Db db, InstantSource clock) {
    return new VitalFeed(store, board, hub, db, clock);
  }
}
