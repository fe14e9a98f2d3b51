package furong.app.wiring;

import furong.city.CityProfile;
import furong.history.HistoryStore;
import furong.indicators.DayReader;
import furong.indicators.DayStatStore;
import furong.indicators.DayWork;
import furong.indicators.Figures;
import furong.indicators.IndicatorBook;
import furong.indicators.IndicatorStore;
import furong.indicators.PackIndicators;
import furong.indicators.VitalStore;
import furong.observe.Catalogue;
import furong.observe.DayChanges;
import furong.observe.History;
import furong.observe.LogProgress;
import furong.pack.PackBook;
import furong.serve.HealthPart;
import furong.serve.live.LiveHub;
import furong.steer.indicators.IndicatorReader;
import furong.steer.indicators.StationDays;
import furong.steer.indicators.WorkController.Written;
import furong.steer.vitals.ReportingSensors;
import furong.steer.vitals.VitalBoard;
import furong.steer.vitals.VitalFeed;
import furong.store.Db;
import furong.store.indicators.PgDayStatStore;
import furong.store.indicators.PgIndicatorStore;
import furong.store.indicators.PgVitalStore;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Indicators, day statistics and vital signs. */
@Configuration(proxyBeanMethods = false)
public class IndicatorWiring {

  @Bean
  IndicatorBook indicatorBook(PackBook packs) {
    return PackIndicators.book(packs);
  }

  @Bean
  DayStatStore dayStatStore(Db db) {
    return new PgDayStatStore(db);
  }

  @Bean
  IndicatorStore indicatorStore(Db db) {
    return new PgIndicatorStore(db);
  }

  @Bean
  VitalStore vitalStore(Db db) {
    return new PgVitalStore(db);
  }

  @Bean
  DayReader dayReader(Catalogue catalogue, History history, IndicatorBook book, CityProfile city) {
    return new DayReader(catalogue, history, book.rules(), city.zone());
  }

  @Bean
  IndicatorWorker indicatorWorker(
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
    return new IndicatorWorker(
        new DayWork(changes, catalogue, reader, stats, figures, db, book, city.zone(), clock));
  }

  @Bean
  HealthPart indicatorHealth(IndicatorWorker worker) {
    return worker.health();
  }

  @Bean
  IndicatorReader indicatorReader(
      PackBook packs,
      IndicatorBook book,
      IndicatorStore store,
      CityProfile city,
      InstantSource clock) {
    return new IndicatorReader(packs, book, store, city, clock);
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
    return new VitalBoard(packs, store, new ReportingSensors(catalogue, history), city.zone());
  }

  @Bean(initMethod = "start")
  VitalFeed vitalFeed(VitalStore store, VitalBoard board, LiveHub hub, Db db, InstantSource clock) {
    return new VitalFeed(store, board, hub, db, clock);
  }
}
