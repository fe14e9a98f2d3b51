package furong.app.wiring;

import furong.app.Settings;
import furong.app.replay.MappingFiles;
import furong.base.Transactions;
import furong.city.CityProfile;
import furong.observe.Catalogue;
import furong.observe.LogGateway;
import furong.pack.Faults;
import furong.pack.PackBook;
import furong.pack.PackFiles;
import furong.people.AuditTrail;
import furong.release.CityPacks;
import furong.release.ObservedLaw;
import furong.release.ReleaseDesk;
import furong.release.ReleaseLaw;
import furong.release.ReleaseStore;
import furong.reported.CampaignStore;
import furong.reported.ReportedLaws;
import furong.reported.ReportedStore;
import furong.serve.HealthPart;
import furong.serve.live.LiveHub;
import furong.store.Db;
import furong.store.release.PgReleases;
import furong.store.sta.EntityStore;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The packs that this city runs. A faulty pack stops the start: half a rule book judges wrongly.
 */
@Configuration(proxyBeanMethods = false)
public class PackWiring {

  private static final Logger LOG = LoggerFactory.getLogger(PackWiring.class);

  @Bean
  ReleaseStore releaseStore(Db db) {
    return new PgReleases(db);
  }

  /** The packs on disk, as they were at the start. */
  @Bean
  PackFiles packFiles(Settings settings) {
    return PackFiles.read(settings.packsDir());
  }

  /** What no release may take away: what datastreams observe. */
  @Bean
  ReleaseLaw observedLaw(Catalogue catalogue) {
    return new ObservedLaw(catalogue);
  }

  /** What no release may take away: what people reported and are asked for. */
  @Bean
  ReleaseLaw reportedLaw(ReportedStore reported, CampaignStore campaigns) {
    return (now, next, pack) -> ReportedLaws.kept(now, next, pack, reported, campaigns);
  }

  /** Files of packs that stages of their own read, and the proofs of indicators. */
  @Bean
  ReleaseLaw readableLaw() {
    return (now, next, pack) -> {
      Faults faults = new Faults();
      MappingFiles.of(next, pack, faults);
      faults.addAll(ReportedLaws.faults(next, pack));
      return faults.notices();
    };
  }

  /** Those on disk, and over them what people released. */
  @Bean
  CityPacks cityPacks(
      ReleaseStore store,
      PackFiles files,
      List<ReleaseLaw> laws,
      AuditTrail audit,
      Transactions transactions,
      InstantSource clock) {
    CityPacks packs = CityPacks.open(store, files, laws, audit, transactions, clock);
    packs.untaken().forEach(fault -> LOG.error("packs on disk are not taken: {}", fault));
    return packs;
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
  ReleaseLoop releaseLoop(CityPacks packs, LogGateway log, EntityStore entities, LiveHub hub) {
    return new ReleaseLoop(
        packs,
        log,
        () -> {
          entities.again();
          hub.publishToAll("packs", packs.numbers()); // other tiles: pages begin anew
        });
  }

  @Bean
  HealthPart packHealth(CityPacks packs) {
    return HealthPart.of(
        "packs",
        () -> {
          String left = packs.untaken().isEmpty() ? "" : packs.untaken().getFirst().toString();
          return packs.trouble().isEmpty()
              ? new HealthPart.State(true, left.isEmpty() ? "" : "left on disk: " + left)
              : HealthPart.not(packs.trouble());
        });
  }
}
