package furong.app.wiring;

import furong.app.Settings;
import furong.cases.AlertDesk;
import furong.cases.AlertStore;
import furong.cases.CaseBook;
import furong.cases.CaseDesk;
import furong.cases.CaseListener;
import furong.cases.CaseMuter;
import furong.cases.CaseStore;
import furong.cases.CityCases;
import furong.cases.Dispatcher;
import furong.cases.Escalator;
import furong.cases.OutsideCases;
import furong.cases.PackCaseBook;
import furong.cases.SavedViews;
import furong.cases.ViewDesk;
import furong.city.CityProfile;
import furong.city.Organisation;
import furong.detect.Muter;
import furong.evaluation.CaseEvaluation;
import furong.evaluation.CasePlaces;
import furong.evaluation.CaseStatistics;
import furong.notify.CityCalm;
import furong.observe.Catalogue;
import furong.pack.PackBook;
import furong.people.AuditTrail;
import furong.people.DemoUsers;
import furong.people.LoginDesk;
import furong.people.LoginPolicy;
import furong.people.PasswordDesk;
import furong.people.PasswordHasher;
import furong.people.RememberedSessions;
import furong.people.SessionStore;
import furong.people.UserDesk;
import furong.people.UserStore;
import furong.serve.HealthPart;
import furong.serve.live.LiveHub;
import furong.serve.people.Names;
import furong.serve.people.SpringHasher;
import furong.store.Db;
import furong.store.cases.CaseWords;
import furong.store.cases.PgAlerts;
import furong.store.cases.PgCaseEvaluation;
import furong.store.cases.PgCasePlaces;
import furong.store.cases.PgCaseStatistics;
import furong.store.cases.PgCases;
import furong.store.cases.PgRoutingFacts;
import furong.store.cases.PgSavedViews;
import furong.store.cases.PhotoFiles;
import furong.store.people.PgAudit;
import furong.store.people.PgSessions;
import furong.store.people.PgUsers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.ObjectMapper;

/** People, alerts, cases, and the live stream that tells of them. */
@Configuration(proxyBeanMethods = false)
public class CaseWiring {

  /** The shortest limits are of minutes: a few seconds late is in time. */
  private static final Duration LATE_CASES = Duration.ofSeconds(3);

  /** Words of so many cases go into the index in some 20 ms. */
  private static final int WORDS_A_ROUND = 200;

  /** While more wait: two thirds of the time are left to whoever opens cases. */
  private static final Duration WORDS_REST = Duration.ofMillis(50);

  private static final Duration WORDS_WAIT = Duration.ofSeconds(1);

  /** The demo users exist, and their passwords stand in {@code demo-logins.txt}. */
  public record DemoLogins(Path file) {}

  @Bean
  UserStore users(Db db) {
    return new PgUsers(db);
  }

  @Bean
  SessionStore sessions(Db db) {
    return new RememberedSessions(new PgSessions(db));
  }

  @Bean
  AuditTrail audit(Db db) {
    return new PgAudit(db);
  }

  @Bean
  PasswordHasher passwordHasher() {
    return new SpringHasher();
  }

  @Bean
  LoginPolicy loginPolicy() {
    return LoginPolicy.DEFAULT;
  }

  @Bean
  LoginDesk loginDesk(
      UserStore users,
      SessionStore sessions,
      AuditTrail audit,
      PasswordHasher hasher,
      Db db,
      LoginPolicy policy,
      InstantSource time) {
    return new LoginDesk(users, sessions, audit, hasher, db, policy, time);
  }

  @Bean
  UserDesk userDesk(
      UserStore users,
      SessionStore sessions,
      PasswordHasher hasher,
      CityProfile city,
      AuditTrail audit,
      Db db,
      InstantSource time) {
    return new UserDesk(
        users,
        sessions,
        hasher,
        new UserDesk.Known(
            code -> city.divisions().find(code).isPresent(),
            id -> city.findOrganisation(id).isPresent()),
        audit,
        db,
        time);
  }

  @Bean
  PasswordDesk passwordDesk(
      UserStore users,
      SessionStore sessions,
      LoginDesk logins,
      PasswordHasher hasher,
      AuditTrail audit,
      Db db,
      InstantSource time) {
    return new PasswordDesk(users, sessions, logins, hasher, audit, db, time);
  }

  @Bean
  Names names(UserStore users) {
    return new Names(users);
  }

  /** The file is written before the users are committed: nobody is kept whose password is lost. */
  @Bean
  DemoLogins demoLogins(
      Db db,
      UserStore users,
      PasswordHasher hasher,
      CityProfile city,
      Settings settings,
      InstantSource time) {
    Path file = settings.dataDir().resolve("demo-logins.txt");
    db.inOne(() -> {
      List<DemoUsers.Login> made =
          DemoUsers.ensure(
              users,
              hasher,
              city.divisions().root().code(),
              city.organisation("development", city.divisions().root().code())
                  .map(Organisation::id)
                  .orElse(null),
              time.instant());
      if (!made.isEmpty()) {
        write(file, made);
      }
    });
    return new DemoLogins(file);
  }

  private static void write(Path file, List<DemoUsers.Login> logins) {
    StringBuilder text = new StringBuilder();
    for (DemoUsers.Login login : logins) {
      text.append(
          String.format(
              "%-10s %s   %s %s%n",
              login.login(), login.password(), login.name().zh(), login.name().en()));
    }
    try {
      Files.deleteIfExists(file);
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Bean
  AlertStore alerts(Db db) {
    return new PgAlerts(db);
  }

  @Bean
  CaseStore cases(Db db) {
    return new PgCases(db);
  }

  @Bean
  CaseStatistics caseStatistics(Db db) {
    return new PgCaseStatistics(db);
  }

  @Bean
  PhotoFiles photoFiles(Settings settings) {
    return new PhotoFiles(settings.dataDir().resolve("photos"));
  }

  @Bean
  CaseBook caseBook(PackBook packs, CityCalm calm) {
    return new PackCaseBook(packs, List.of(calm.warnings().procedure()));
  }

  @Bean
  Muter muter(CaseStore cases, CaseBook book) {
    return new CaseMuter(cases, book);
  }

  @Bean
  CaseEvaluation caseEvaluation(Db db) {
    return new PgCaseEvaluation(db);
  }

  @Bean
  CasePlaces casePlaces(Db db) {
    return new PgCasePlaces(db);
  }

  @Bean
  SavedViews savedViews(Db db) {
    return new PgSavedViews(db);
  }

  @Bean
  ViewDesk viewDesk(SavedViews views, AuditTrail audit, Db db, InstantSource time) {
    return new ViewDesk(views, audit, db, time);
  }

  @Bean
  Dispatcher.Facts routingFacts(Db db) {
    return new PgRoutingFacts(db);
  }

  @Bean
  Dispatcher dispatcher(CityProfile city, CityCases rules) {
    return new Dispatcher(city, rules.dispatch());
  }

  @Bean
  CaseDesk caseDesk(
      CaseStore cases,
      AuditTrail audit,
      CaseBook book,
      CityProfile city,
      CityCases rules,
      Dispatcher.Facts facts,
      Db db,
      InstantSource time,
      CaseListener listener) {
    return new CaseDesk(cases, audit, book, city, rules, facts, db, time, listener);
  }

  @Bean
  Escalator escalator(
      CaseStore cases,
      CityProfile city,
      CityCases rules,
      Db db,
      InstantSource time,
      CaseListener listener) {
    return new Escalator(cases, city, rules, db, time, listener);
  }

  @Bean
  RoundWorker escalationWorker(Escalator escalator) {
    return new RoundWorker(
        "escalation",
        () -> escalator.round() == Escalator.CASES_A_ROUND ? Duration.ZERO : LATE_CASES);
  }

  /** In a storm cases go before their words: searches read through what waits. */
  @Bean
  RoundWorker wordsWorker(Db db) {
    CaseWords words = new CaseWords(db);
    return new RoundWorker(
        "words of cases",
        () -> words.index(WORDS_A_ROUND) == WORDS_A_ROUND ? WORDS_REST : WORDS_WAIT);
  }

  @Bean
  HealthPart wordsHealth(RoundWorker wordsWorker) {
    return wordsWorker.health();
  }

  @Bean
  OutsideCases outsideCases(
      CaseStore cases,
      CityProfile city,
      CityCases rules,
      Db db,
      InstantSource time,
      CaseListener listener) {
    return new OutsideCases(cases, city, rules, db, time, listener);
  }

  /**
   * Divisions are read when the city starts: a day later there is nothing new, and it costs little.
   */
  @Bean
  RoundWorker divisionWorker(OutsideCases outside) {
    return new RoundWorker(
        "cases of divisions",
        () -> {
          outside.followDivisions();
          return Duration.ofDays(1);
        });
  }

  @Bean
  HealthPart escalationHealth(RoundWorker escalationWorker) {
    return escalationWorker.health();
  }

  @Bean
  AlertDesk alertDesk(
      AlertStore alerts,
      CaseStore cases,
      AuditTrail audit,
      CaseBook book,
      Catalogue catalogue,
      CityProfile city,
      CityCases rules,
      Db db,
      InstantSource time,
      CaseListener listener) {
    return new AlertDesk(alerts, cases, audit, book, catalogue, city, rules, db, time, listener);
  }

  @Bean
  LiveHub liveHub(ObjectMapper json, InstantSource time) {
    return new LiveHub(json, time);
  }
}
