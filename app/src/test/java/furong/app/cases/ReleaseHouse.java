package furong.app.cases;

import furong.app.Settings;
import furong.base.Transactions;
import furong.city.CityProfile;
import furong.detect.PastFigures;
import furong.pack.PackFiles;
import furong.people.AuditTrail;
import furong.release.CityPacks;
import furong.release.ReleaseDesk;
import furong.release.ReleaseStore;
import furong.serve.packs.StandingController;
import furong.store.Db;
import furong.store.release.PgReleases;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The {@link CaseHouse} where versions of packs are proposed and released; no stream runs. */
@Configuration(proxyBeanMethods = false)
@Import(CaseHouse.class)
@ComponentScan(
    basePackages = "furong.serve.packs",
    excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = StandingController.class))
class ReleaseHouse {

  /** No rule of its pack reads an indicator. */
  @Bean
  PastFigures pastFigures() {
    return PastFigures.NONE;
  }

  @Bean
  ReleaseStore releaseStore(Db db) {
    return new PgReleases(db);
  }

  @Bean
  CityPacks cityPacks(
      ReleaseStore store,
      Settings settings,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock) {
    PackFiles disk = PackFiles.read(settings.packsDir());
    return CityPacks.open(store, disk, List.of(), audit, transactions, clock);
  }

  @Bean
  ReleaseDesk releaseDesk(
      ReleaseStore store,
      CityPacks packs,
      AuditTrail audit,
      CityProfile city,
      Transactions transactions,
      InstantSource clock) {
    return new ReleaseDesk(store, packs, audit, city, transactions, clock);
  }
}
