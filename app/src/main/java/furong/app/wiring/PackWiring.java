package furong.app.wiring;

import furong.app.Settings;
import furong.base.Transactions;
import furong.city.CityProfile;
import furong.observe.LogGateway;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.people.AuditTrail;
import furong.release.CityPacks;
import furong.release.ReleaseDesk;
import furong.release.ReleaseStore;
import furong.serve.HealthPart;
import furong.store.Db;
import furong.store.release.PgReleases;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The packs that this city runs. A faulty pack stops the start: half a rule book judges wrongly.
 */
@Configuration(proxyBeanMethods = false)
public class PackWiring {

  @Bean
  ReleaseStore releaseStore(Db db) {
    return new PgReleases(db);
  }

  /** The packs on disk, as they were at the start. */
  @Bean
  PackFiles packFiles(Settings settings) {
    return PackFiles.read(settings.packsDir());
  }

  /** Those on disk, and over them what people released. */
  @Bean
  CityPacks cityPacks(
      ReleaseStore store,
      PackFiles files,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock) {
    return CityPacks.open(store, files, audit, transactions, clock);
  }

  @Bean
  PackBook packBook(CityPacks packs) {
    return packs.book();
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

  @Bean
  ReleaseLoop releaseLoop(CityPacks packs, LogGateway log) {
    return new ReleaseLoop(packs, log);
  }

  @Bean
  HealthPart packHealth(CityPacks packs) {
    return HealthPart.of(
        "packs",
        () -> packs.trouble().isEmpty() ? HealthPart.ready() : HealthPart.not(packs.trouble()));
  }
}
