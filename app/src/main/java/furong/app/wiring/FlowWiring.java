package furong.app.wiring;

import furong.app.DataFolder;
import furong.app.Settings;
import furong.app.wiring.CoreWiring.Told;
import furong.cases.AlertDesk;
import furong.city.CityProfile;
import furong.detect.StandingStore;
import furong.engine.FlinkRunner;
import furong.flow.DetectorJudge;
import furong.flow.EffectReader;
import furong.flow.FurongJob;
import furong.flow.Historian;
import furong.flow.JudgingLimits;
import furong.flow.KafkaLogGateway;
import furong.flow.TickWriter;
import furong.flow.Topics;
import furong.history.HistoryStore;
import furong.history.JdbcBatchKeys;
import furong.history.JdbcDayChanges;
import furong.history.JdbcLogPositions;
import furong.indicators.IndicatorBook;
import furong.observe.Catalogue;
import furong.observe.DayChanges;
import furong.observe.History;
import furong.observe.LogPositions;
import furong.observe.LogProgress;
import furong.observe.Summaries;
import furong.pack.PackBook;
import furong.people.AuditTrail;
import furong.release.CityPacks;
import furong.sense.history.HistoryDesk;
import furong.serve.HealthPart;
import furong.steer.vitals.VitalFeed;
import furong.store.Db;
import furong.store.detect.PgStandings;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log and everything that runs along it. */
@Configuration(proxyBeanMethods = false)
public class FlowWiring {

  /** Entries that a reader may be behind before it is not ready: some seconds of a full load. */
  private static final long LAG = 5_000;

  @Bean
  LogPositions logPositions(Db db, Settings settings, Told told) {
    LogPositions positions = new JdbcLogPositions(db);
    boolean embedded = told.settings().kafkaServers() == null;
    Topics.ensure(
        settings.getKafkaServers(),
        settings.shards(),
        embedded ? (short) 1 : Topics.BROKERS_CHOICE,
        positions);
    return positions;
  }

  @Bean
  LogProgress logProgress(Settings settings) {
    return new LogProgress(settings.shards());
  }

  @Bean
  HistoryStore historyStore(
      Db db,
      Settings settings,
      CityProfile city,
      LogProgress progress,
      CityPacks packs,
      IndicatorBook indicators,
      Catalogue catalogue) {
    return HistoryStore.open(
        db,
        settings.dataDir().resolve("history"),
        city.zone(),
        progress,
        settings.shards(),
        JudgingLimits.of(packs.files(), packs.numbers(), city.calendar()),
        catalogue::datastream,
        id ->
            catalogue
                .datastream(id)
                .filter(d -> indicators.rules().containsKey(d.property()))
                .isPresent());
  }

  /** Readings by quality flag since the start: what came late, out of range, twice and so on. */
  @Bean
  MeterBinder qualityMetrics(HistoryStore store) {
    return registry ->
        store
            .flagged()
            .keySet()
            .forEach(flag ->
                FunctionCounter.builder(
                        "furong.quality.flagged",
                        store,
                        s -> s.flagged().getOrDefault(flag, 0L).doubleValue())
                    .tag("flag", flag)
                    .register(registry));
  }

  @Bean
  History history(HistoryStore store) {
    return store.history();
  }

  @Bean
  Summaries summaries(HistoryStore store) {
    return store.summaries();
  }

  @Bean
  HistoryDesk historyDesk(
      HistoryStore store, Catalogue catalogue, CityProfile city, PackBook packs) {
    return new HistoryDesk(
        store.history(),
        store.summaries(),
        store::holdings,
        catalogue,
        city.zone(),
        city.divisions().root().code(),
        packs);
  }

  @Bean
  DayChanges dayChanges(Db db) {
    return new JdbcDayChanges(db);
  }

  @Bean
  KafkaLogGateway logGateway(
      Db db, Settings settings, LogPositions positions, LogProgress progress) {
    long[] at = new long[settings.shards()];
    for (int shard = 0; shard < at.length; shard++) {
      at[shard] = positions.position(HistoryStore.CONSUMER, shard).next();
    }
    return new KafkaLogGateway(
        settings.getKafkaServers(), settings.shards(), progress, new JdbcBatchKeys(db), at);
  }

  @Bean(destroyMethod = "")
  Historian historian(Settings settings, LogPositions positions, HistoryStore store) {
    return new Historian(settings.getKafkaServers(), settings.shards(), store.segments());
  }

  @Bean
  StandingStore standings(Db db) {
    return new PgStandings(db);
  }

  @Bean(destroyMethod = "")
  EffectReader effectReader(
      Settings settings,
      LogPositions positions,
      Db db,
      AlertDesk desk,
      VitalFeed vitals,
      StandingStore standings) {
    return new EffectReader(
        settings.getKafkaServers(),
        settings.shards(),
        positions,
        db,
        new EffectDispatch(desk, vitals, standings));
  }

  @Bean(destroyMethod = "")
  StreamSupervisor streamSupervisor(
      ObjectProvider<FlinkRunner> flink,
      Settings settings,
      LogPositions positions,
      CityPacks packs,
      CityProfile city,
      DataFolder folder,
      Catalogue catalogue) {
    FurongJob.Plan plan =
        new FurongJob.Plan(
            "furong " + folder.about().id(),
            settings.getKafkaServers(),
            settings.shards(),
            Runtime.getRuntime().availableProcessors(),
            DetectorJudge.of(packs.files(), packs.numbers(), city.calendar()));
    return new StreamSupervisor(
        flink::getObject,
        () -> plan,
        settings.dataDir().resolve("flink/checkpoints"),
        catalogue::datastreamCount);
  }

  @Bean
  FlowLoops flowLoops(
      KafkaLogGateway gateway,
      InstantSource clock,
      StreamSupervisor stream,
      EffectReader effects,
      Historian historian,
      HistoryStore store,
      RetentionRunner retention) {
    return new FlowLoops(
        new TickWriter(gateway, clock), stream, effects, historian, store, retention);
  }

  @Bean
  RetentionRunner retention(
      HistoryStore store,
      Catalogue catalogue,
      PackBook packs,
      AuditTrail trail,
      InstantSource clock,
      CityProfile city) {
    return new RetentionRunner(store, catalogue, packs, trail, clock, city.zone());
  }

  /** What is stored, and what was removed because it was kept long enough. */
  @Bean
  MeterBinder historyMetrics(HistoryStore store) {
    return registry -> {
      registry.gauge("furong.history.segments", store, s -> s.holdings().segments());
      registry.gauge("furong.history.rows", store, s -> s.holdings().rows());
      registry.gauge("furong.history.bytes", store, s -> s.holdings().bytes());
      registry.gauge("furong.history.tail", store, s -> s.holdings().tail());
      FunctionCounter.builder("furong.history.expired", store, s -> s.holdings().expired())
          .register(registry);
    };
  }

  /** How far each part has come along the log, in entries; the differences are the lags. */
  @Bean
  MeterBinder flowMetrics(Settings settings, LogProgress progress, EffectReader effects) {
    return registry -> {
      for (int shard = 0; shard < settings.shards(); shard++) {
        int of = shard;
        Tags tags = Tags.of("shard", String.valueOf(shard));
        registry.gauge("furong.log.acknowledged", tags, progress, p -> p.acknowledged(of));
        registry.gauge("furong.history.seen", tags, progress, p -> p.seen(of));
        registry.gauge("furong.effects.applied", tags, effects, e -> e.applied(of) + 1);
      }
    };
  }

  @Bean
  HealthPart logHealth(KafkaLogGateway gateway) {
    return HealthPart.of("log", () -> said(gateway.trouble()));
  }

  @Bean
  HealthPart historyHealth(Historian historian, LogProgress progress) {
    return HealthPart.of(
        "history",
        () -> {
          long lag = progress.lag();
          return !historian.trouble().isEmpty()
              ? HealthPart.not(historian.trouble())
              : new HealthPart.State(lag < LAG, lag + " entries behind");
        });
  }

  @Bean
  HealthPart effectsHealth(EffectReader effects) {
    return HealthPart.of("effects", () -> said(effects.trouble()));
  }

  @Bean
  HealthPart streamHealth(StreamSupervisor stream) {
    return HealthPart.of("stream", stream::state);
  }

  private static HealthPart.State said(String trouble) {
    return trouble.isEmpty() ? HealthPart.ready() : HealthPart.not(trouble);
  }
}
