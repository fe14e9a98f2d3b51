package furong.app.wiring;

import furong.app.Settings;
import furong.cases.CaseListener;
import furong.cases.CaseStore;
import furong.cases.CityCases;
import furong.cases.RatingDesk;
import furong.cases.ReportDesk;
import furong.cases.ReportKeeper;
import furong.cases.ReportStore;
import furong.city.CityProfile;
import furong.learn.KindTeacher;
import furong.learn.ModelFile;
import furong.people.ApiClientDesk;
import furong.people.ApiClientStore;
import furong.people.AuditTrail;
import furong.people.ScreenDesk;
import furong.serve.HealthPart;
import furong.store.Db;
import furong.store.cases.PgReports;
import furong.store.cases.PhotoFiles;
import furong.store.cases.PublicPhotoFiles;
import furong.store.people.PgApiClients;
import furong.store.people.PgScreens;
import furong.work.hotline.HotlineController.CityTables;
import furong.work.hotline.HotlineDesk;
import furong.work.hotline.ReportMapping;
import furong.work.open311.Open311Controller.Openness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Reports of people without a login, the programs that bring them, and their end; the keys of wall
 * screens.
 */
@Configuration(proxyBeanMethods = false)
public class ReportWiring {

  /** Retention is counted in days; an hour more is nothing. */
  private static final Duration FORGET_EVERY = Duration.ofHours(1);

  /** A city without a model may have enough cases soon; one with a model has it for a day. */
  private static final Duration LOOK_FOR_CASES = Duration.ofMinutes(10);

  @Bean
  ReportStore reports(Db db) {
    return new PgReports(db);
  }

  @Bean
  ApiClientStore apiClients(Db db) {
    return new PgApiClients(db);
  }

  @Bean
  ApiClientDesk apiClientDesk(ApiClientStore clients, AuditTrail audit, Db db, InstantSource time) {
    return new ApiClientDesk(clients, audit, db, time);
  }

  @Bean
  ScreenDesk screenDesk(AuditTrail audit, Db db, InstantSource time) {
    return new ScreenDesk(new PgScreens(db), audit, db, time);
  }

  @Bean
  ReportDesk reportDesk(
      ReportStore reports,
      CaseStore cases,
      AuditTrail audit,
      CityProfile city,
      CityCases rules,
      Db db,
      InstantSource time,
      CaseListener listener) {
    return new ReportDesk(reports, cases, audit, city, rules, db, time, listener);
  }

  @Bean
  RatingDesk ratingDesk(
      ReportStore reports,
      CaseStore cases,
      AuditTrail audit,
      CityProfile city,
      Db db,
      InstantSource time) {
    return new RatingDesk(reports, cases, audit, city, db, time);
  }

  @Bean
  ReportKeeper reportKeeper(
      ReportStore reports,
      CaseStore cases,
      PublicPhotoFiles copies,
      AuditTrail audit,
      Db db,
      InstantSource time) {
    return new ReportKeeper(reports, cases, copies, audit, db, time);
  }

  @Bean
  PublicPhotoFiles publicPhotos(PhotoFiles photos, Settings settings) {
    return new PublicPhotoFiles(photos, settings.dataDir().resolve("public-photos"));
  }

  @Bean
  HotlineDesk hotlineDesk(
      ReportDesk reports,
      AuditTrail audit,
      CityProfile city,
      CityCases rules,
      Db db,
      InstantSource time) {
    return new HotlineDesk(reports, audit, city, rules, db, time);
  }

  /** How this city's tables are read; none when the city has no such files. */
  @Bean
  CityTables cityTables(Settings settings) throws IOException {
    Path folder = settings.cityDir().resolve("reports");
    return new CityTables(Files.isDirectory(folder) ? ReportMapping.readAll(folder) : List.of());
  }

  @Bean
  Openness open311Openness(Settings settings) {
    return new Openness(settings.open311Open());
  }

  @Bean
  RoundWorker forgetWorker(ReportKeeper keeper, PhotoFiles files, Settings settings) {
    // a file goes after its record: cut off between the two, it stays though nobody can see it
    return new RoundWorker(
        "forgetting",
        () -> {
          keeper.forget(settings.reportRetention()).forEach(files::delete);
          return FORGET_EVERY;
        });
  }

  @Bean
  KindTeacher kindTeacher(
      CaseStore cases, ReportStore reports, Settings settings, InstantSource time) {
    ModelFile file = new ModelFile(settings.dataDir().resolve("learn").resolve("kinds.model"));
    return new KindTeacher(cases, reports, file, time);
  }

  @Bean
  RoundWorker learnWorker(KindTeacher teacher) {
    return new RoundWorker(
        "learning",
        () -> {
          teacher.round();
          return LOOK_FOR_CASES;
        });
  }

  @Bean
  HealthPart forgetHealth(RoundWorker forgetWorker) {
    return forgetWorker.health();
  }
}
