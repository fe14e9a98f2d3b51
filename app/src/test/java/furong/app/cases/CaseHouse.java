package furong.app.cases;

import furong.app.Settings;
import furong.app.wiring.CaseWiring;
import furong.app.wiring.ReportWiring;
import furong.base.Text;
import furong.cases.CasePolicy;
import furong.cases.CategoryBook;
import furong.cases.CityCases;
import furong.cases.DispatchRules;
import furong.city.BoxCity;
import furong.city.CityProfile;
import furong.notify.CalmBoard;
import furong.notify.CalmStore;
import furong.notify.CityCalm;
import furong.notify.MemoryCalm;
import furong.observe.Catalogue;
import furong.observe.Catalogue.ObservingThing;
import furong.observe.DatastreamInfo;
import furong.observe.Extent;
import furong.observe.History;
import furong.observe.MemoryCatalogue;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import furong.pack.PackBook;
import furong.pack.PackReader;
import furong.reported.CaseScore;
import furong.serve.ProblemAdvice;
import furong.store.Db;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The part of the house where people work, with a small city: one county, one street with a command
 * room, station 7 with an hourly PM2.5 of 200 + hour. The packs are the real ones.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@ComponentScan({
  "furong.serve.people",
  "furong.serve.alerts",
  "furong.work.cases",
  "furong.serve.audit",
  "furong.work.reports",
  "furong.work.open311",
  "furong.work.hotline",
  "furong.serve.live"
})
@Import({CaseWiring.class, ReportWiring.class, ProblemAdvice.class})
class CaseHouse {

  static final String CITY = "510100";
  static final String STREET = "510104017";
  static final long STATION = 7;

  /** Monday, 10:00 in Chengdu. */
  static final Instant MONDAY_10 = Instant.parse("2026-03-02T02:00:00Z");

  private static final long HOUR_MS = 3_600_000L;

  @Bean
  Db db(javax.sql.DataSource source) {
    return new Db(source);
  }

  @Bean
  InstantSource clock() {
    return InstantSource.fixed(MONDAY_10);
  }

  @Bean
  PackBook packs(Settings settings) {
    return PackReader.load(settings.packsDir()).orThrow();
  }

  /** No pack scores cases here. */
  @Bean
  Supplier<Optional<CaseScore>> caseScore() {
    return Optional::empty;
  }

  @Bean
  CityProfile city() {
    return new BoxCity()
        .with(CITY, Text.of("芙蓉市", "Furong"), "")
        .with("510104", Text.of("西区", "西区"), CITY)
        .with(STREET, Text.of("西街道", "西街道"), "510104")
        .office("operations", Text.of("市运行中心", "City centre"), CITY)
        .office("street-office", Text.of("西街道指挥室", "West room"), STREET)
        .profile();
  }

  @Bean
  CityCalm calm() {
    return CityCalm.PLAIN;
  }

  /** Nothing is muted here. */
  @Bean
  CalmBoard calmBoard(CityCalm calm, CityProfile city) {
    return new CalmBoard(calm, city.zone());
  }

  @Bean
  CalmStore calmStore() {
    return new MemoryCalm();
  }

  @Bean
  CityCases cityCases() {
    // waste is mended on the spot without a check, an unclean road with one
    return new CityCases(
        CasePolicy.PLAIN,
        CategoryBook.of(
            CategoryBook.NATIONAL.version(),
            List.of(),
            Map.of(),
            Map.of("event-0110", 0, "event-0112", 100)),
        DispatchRules.NONE,
        "");
  }

  @Bean
  Catalogue catalogue() {
    return new MemoryCatalogue()
        .put(new ObservingThing(STATION, "荷塘站", "air-station", STREET, 104.2, 30.5, true))
        .put(
            new DatastreamInfo(
                70, STATION, "PM2.5", "air-station", "air.pm25", 1, 0, STREET, 0, true),
            "ug/m3");
  }

  @Bean
  History history() {
    return new RisingHours();
  }

  static Settings settings(Path data, Path root) {
    return Settings.of(Map.of(), Map.of("FURONG_DATA", data.toString()), root);
  }

  /** An observation each hour since 1970: 200 plus the hour of the day (UTC). */
  private static final class RisingHours implements History {

    private static Observation at(long hour) {
      return new Observation(hour, 70, hour * HOUR_MS, 200 + hour % 24, null, 0);
    }

    @Override
    public List<Observation> read(Query q) {
      return LongStream.rangeClosed(Math.ceilDiv(q.fromMs(), HOUR_MS), (q.toMs() - 1) / HOUR_MS)
          .limit(q.limit())
          .mapToObj(RisingHours::at)
          .toList();
    }

    @Override
    public long count(long datastream, long fromMs, long toMs) {
      return (toMs - fromMs) / HOUR_MS;
    }

    @Override
    public Optional<Observation> find(long observationId) {
      return Optional.of(at(observationId));
    }

    @Override
    public Optional<Observation> latest(long datastream) {
      return Optional.of(at(MONDAY_10.toEpochMilli() / HOUR_MS));
    }

    @Override
    public Optional<Extent> extent(long datastream) {
      return Optional.empty();
    }

    @Override
    public void forEach(
        Collection<Long> datastreams, long fromMs, long toMs, ObservationSink sink) {
      for (long d : datastreams) {
        read(new Query(d, fromMs, toMs, Integer.MAX_VALUE, 0, false))
            .forEach(o ->
                sink.take(o.id(), o.datastream(), o.timeMs(), o.value(), o.extra(), o.flags()));
      }
    }
  }
}
