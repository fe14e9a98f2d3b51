package furong.app.wiring;

import furong.app.Settings;
import furong.city.CityProfile;
import furong.indicators.FigureMoves;
import furong.indicators.IndicatorStore;
import furong.notify.Letters;
import furong.people.AuditTrail;
import furong.people.UserStore;
import furong.plan.DispatchDesk;
import furong.plan.DispatchStore;
import furong.plan.EntryDesk;
import furong.plan.EvidenceDesk;
import furong.plan.FigureSource;
import furong.plan.IndicatorFigures;
import furong.plan.KeptFigures;
import furong.plan.PackCases;
import furong.plan.Plan;
import furong.plan.PlanDesk;
import furong.plan.PlanLetters;
import furong.plan.PlanOffice;
import furong.plan.PlanReader;
import furong.plan.PlanStore;
import furong.plan.RegisterDesk;
import furong.plan.RegisterStore;
import furong.plan.Reminders;
import furong.plan.ReviewDesk;
import furong.plan.ReviewStore;
import furong.plan.SteeringFigures;
import furong.plan.SupervisedDesk;
import furong.plan.TaskBook;
import furong.plan.TaskDesk;
import furong.plan.TextDesk;
import furong.serve.HealthPart;
import furong.steer.plan.PlanFormulas;
import furong.store.Db;
import furong.store.plan.EvidenceFiles;
import furong.store.plan.PgDispatch;
import furong.store.plan.PgPackCases;
import furong.store.plan.PgPlans;
import furong.store.plan.PgRegister;
import furong.store.plan.PgReviews;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/** The city's plan and its months of dispatch. A faulty plan stops the start. */
@Configuration(proxyBeanMethods = false)
public class PlanWiring {

  /** Limits count in working days: a minute is soon enough, and the question costs one query. */
  private static final Duration REMIND_EVERY = Duration.ofMinutes(1);

  @Bean
  PlanReader.Loaded planFiles(Settings settings) {
    return PlanReader.read(settings.cityDir().resolve("plan"));
  }

  @Bean
  Plan plan(PlanReader.Loaded files) {
    return files.orThrow();
  }

  @Bean
  PlanStore planStore(Db db) {
    return new PgPlans(db);
  }

  @Bean
  DispatchStore dispatchStore(Db db) {
    return new PgDispatch(db);
  }

  @Bean
  PackCases packCases(Db db) {
    return new PgPackCases(db);
  }

  @Bean
  EvidenceFiles evidenceFiles(Settings settings) {
    return new EvidenceFiles(settings.dataDir().resolve("evidence"));
  }

  /** For the page that everybody opens: dropped when a figure moves. */
  @Bean
  KeptFigures keptFigures(FigureSource figureSource, FigureMoves moves, InstantSource time) {
    KeptFigures kept = new KeptFigures(figureSource, time);
    moves.listen(kept::moved);
    return kept;
  }

  @Bean
  @Primary
  FigureSource figureSource(
      IndicatorStore values,
      CityProfile city,
      PlanFormulas formulas,
      DispatchStore months,
      ReviewStore reviews) {
    return new IndicatorFigures(values, city.divisions().root().code())
        .or(formulas)
        .or(new SteeringFigures(months, reviews));
  }

  @Bean
  TaskBook taskBook(Plan plan, RegisterStore register) {
    return new TaskBook(plan, register);
  }

  @Bean
  PlanLetters planLetters(UserStore users, Letters letters, CityProfile city) {
    return new PlanLetters(users, letters, city.divisions().root().code(), city.zone());
  }

  @Bean
  PlanOffice planOffice(
      TaskBook book,
      PlanStore promises,
      DispatchStore months,
      AuditTrail audit,
      PlanLetters letters,
      CityProfile city,
      Db db,
      InstantSource time) {
    return new PlanOffice(book, promises, months, audit, letters, city, db, time);
  }

  @Bean
  PlanDesk planDesk(PlanOffice office) {
    return new PlanDesk(office);
  }

  @Bean
  TextDesk textDesk(PlanOffice office, PlanReader.Loaded files) {
    TextDesk desk = new TextDesk(office);
    desk.keepText(files.plan(), files.amended());
    return desk;
  }

  @Bean
  TaskDesk taskDesk(PlanOffice office, PlanDesk promises, RegisterStore store) {
    return new TaskDesk(office, promises, store);
  }

  @Bean
  DispatchDesk dispatchDesk(PlanOffice office, FigureSource figures) {
    return new DispatchDesk(office, figures);
  }

  @Bean
  EntryDesk entryDesk(PlanOffice office, FigureSource figures) {
    return new EntryDesk(office, figures);
  }

  @Bean
  SupervisedDesk supervisedDesk(PlanOffice office) {
    return new SupervisedDesk(office);
  }

  @Bean
  EvidenceDesk evidenceDesk(PlanOffice office, EntryDesk entries, SupervisedDesk supervised) {
    return new EvidenceDesk(office, entries, supervised);
  }

  @Bean
  RegisterStore registerStore(Db db) {
    return new PgRegister(db);
  }

  @Bean
  RegisterDesk registerDesk(PlanOffice office, RegisterStore store) {
    return new RegisterDesk(office, store);
  }

  @Bean
  ReviewStore reviewStore(Db db) {
    return new PgReviews(db);
  }

  @Bean
  ReviewDesk reviewDesk(PlanOffice office, ReviewStore store, FigureSource figures) {
    return new ReviewDesk(office, store, figures);
  }

  @Bean
  RoundWorker reminderWorker(PlanOffice office, InstantSource time) {
    Reminders reminders = new Reminders(office);
    return new RoundWorker(
        "reminders",
        () -> {
          reminders.round(time.instant());
          office.book().refresh(); // what another server added
          return REMIND_EVERY;
        });
  }

  @Bean
  HealthPart reminderHealth(RoundWorker reminderWorker) {
    return reminderWorker.health();
  }
}
