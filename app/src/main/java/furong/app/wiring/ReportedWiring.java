package furong.app.wiring;

import furong.city.CityProfile;
import furong.city.Populations;
import furong.evaluation.CaseEvaluation;
import furong.indicators.CaseFigures;
import furong.indicators.DayStatStore;
import furong.indicators.FigureMoves;
import furong.indicators.IndicatorStore;
import furong.indicators.MovedFigures;
import furong.notify.Letters;
import furong.pack.FormulaBook;
import furong.pack.PackBook;
import furong.people.AuditTrail;
import furong.people.UserStore;
import furong.reported.AlertSources;
import furong.reported.CampaignDesk;
import furong.reported.CampaignLetters;
import furong.reported.CampaignSheets;
import furong.reported.CampaignStore;
import furong.reported.Campaigns;
import furong.reported.CaseScore;
import furong.reported.Checkup;
import furong.reported.CountWork;
import furong.reported.Counts;
import furong.reported.FilledForm;
import furong.reported.FormBook;
import furong.reported.FormDesk;
import furong.reported.FormLetters;
import furong.reported.FormSheets;
import furong.reported.FormTree;
import furong.reported.FormulaInputs;
import furong.reported.FormulaRenewal;
import furong.reported.FormulaStore;
import furong.reported.FormulaWork;
import furong.reported.QuietCounts;
import furong.reported.ReportedStore;
import furong.reported.RowImport;
import furong.reported.Score;
import furong.reported.ScoreCard;
import furong.reported.SheetLetters;
import furong.reported.Standings;
import furong.reported.WatchedDays;
import furong.reported.WatchedIndicators;
import furong.serve.HealthPart;
import furong.steer.reported.FormViews;
import furong.steer.vitals.ComparedFigures;
import furong.steer.vitals.FairComparison;
import furong.store.Db;
import furong.store.indicators.PgDayStatStore;
import furong.store.indicators.PgIndicatorStore;
import furong.store.reported.PgCampaigns;
import furong.store.reported.PgCounts;
import furong.store.reported.PgFormulas;
import furong.store.reported.PgReported;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reported figures and the formulas over them. */
@Configuration(proxyBeanMethods = false)
public class ReportedWiring {

  /** How soon an alert is seen in a formula; while it rests, alerts gather to one count. */
  private static final Duration COUNTS = Duration.ofSeconds(2);

  /** Deadlines are of the hour: nobody notices ten minutes. */
  private static final Duration REMIND_EVERY = Duration.ofMinutes(10);

  @Bean
  FormBook formBook(PackBook packs) {
    return new FormBook(packs);
  }

  @Bean
  FormulaBook formulaBook(PackBook packs) {
    return FormulaBook.following(packs);
  }

  /** None while no pack in force gives a health check. */
  @Bean
  Supplier<Checkup> checkup(PackBook packs) {
    return Checkup.following(packs);
  }

  @Bean
  ScoreCard.Reader scoreCards(
      PackBook packs, FormulaBook formulas, FormulaWork work, FormulaStore values) {
    return new ScoreCard.Reader(packs.follow(Score::read), formulas, work, values);
  }

  /** Empty while no pack in force scores cases alone. */
  @Bean
  Supplier<Optional<CaseScore>> caseScore(PackBook packs) {
    return CaseScore.following(packs);
  }

  @Bean
  FairComparison fairComparison(
      CityProfile city,
      Populations people,
      CaseEvaluation cases,
      CaseFigures figures,
      Counts counts) {
    return new FairComparison(city.history(), people, cases, figures, counts, city.zone());
  }

  @Bean
  FormTree formTree(CityProfile city) {
    return new FormTree(city.history());
  }

  @Bean
  ReportedStore reportedStore(Db db) {
    return new PgReported(db);
  }

  @Bean
  PgFormulas formulaStore(Db db, MovedFigures moved) {
    return new PgFormulas(
        db,
        changed ->
            db.afterCommit(() -> changed.forEach(v -> moved.add(v.indicator(), v.period()))));
  }

  @Bean
  PgCounts counts(Db db, CityProfile city) {
    return new PgCounts(db, city.zone());
  }

  @Bean
  FormulaInputs formulaInputs(
      FormBook forms,
      ReportedStore reported,
      FormulaStore values,
      Counts counts,
      Db db,
      CityProfile city,
      Populations people) {
    return new FormulaInputs(
        forms,
        reported,
        values,
        new PgIndicatorStore(db),
        counts,
        new PgDayStatStore(db),
        city.history(),
        people);
  }

  @Bean
  ComparedFigures comparedFigures(
      FormBook forms, FormulaBook formulas, FormulaInputs inputs, QuietCounts values) {
    return new ComparedFigures(forms, formulas, inputs, values);
  }

  @Bean
  FormulaWork formulaWork(
      FormulaBook formulas, FormulaInputs inputs, FormulaStore values, InstantSource time) {
    return new FormulaWork(formulas, inputs, values, time);
  }

  @Bean
  QuietCounts quietCounts(
      FormulaBook formulas,
      FormulaStore values,
      FormulaWork work,
      AlertSources sources,
      CityProfile city,
      InstantSource time) {
    return new QuietCounts(formulas, values, work, city.history(), sources, city.zone(), time);
  }

  @Bean
  RoundWorker countWorker(
      PgCounts counts,
      FormulaBook formulas,
      FormulaWork work,
      Db db,
      CityProfile city,
      InstantSource time) {
    CountWork moving = new CountWork(counts, formulas, work, db, city.zone(), time);
    return new RoundWorker(
        "counts in formulas",
        () ->
            moving.round(CountWork.CHANGES_A_ROUND) < CountWork.CHANGES_A_ROUND
                ? COUNTS
                : Duration.ZERO);
  }

  /** Definitions that differ from those that values were computed by. */
  @Bean
  RoundWorker renewalWorker(
      PackBook packs,
      FormulaBook formulas,
      FormulaWork work,
      PgFormulas values,
      IndicatorStore indicators,
      Db db) {
    FormulaRenewal renewal =
        new FormulaRenewal(packs, formulas, work, indicators, values::periods, db);
    return new RoundWorker(
        "definitions",
        () -> {
          renewal.round();
          return COUNTS;
        });
  }

  @Bean
  HealthPart renewalHealth(RoundWorker renewalWorker) {
    return renewalWorker.health();
  }

  @Bean
  HealthPart countHealth(RoundWorker countWorker) {
    return countWorker.health();
  }

  @Bean
  FigureMoves figureMoves() {
    return new FigureMoves();
  }

  @Bean
  MovedFigures movedFigures() {
    return new MovedFigures();
  }

  /** Everybody writes indicators through it, so that no formula over one is forgotten. */
  @Bean
  IndicatorStore indicatorStore(
      Db db, FigureMoves moves, FormulaBook formulas, FormulaWork work, MovedFigures moved) {
    return new WatchedIndicators(
        new PgIndicatorStore(db, moves),
        formulas,
        work,
        values -> db.afterCommit(() -> moved.add(values)));
  }

  /** Everybody writes day statistics through it, so that no formula over one is forgotten. */
  @Bean
  DayStatStore dayStatStore(Db db, FormulaBook formulas, FormulaWork work) {
    return new WatchedDays(new PgDayStatStore(db), formulas, work);
  }

  @Bean
  CampaignStore campaignStore(Db db) {
    return new PgCampaigns(db);
  }

  @Bean
  Campaigns campaigns(Supplier<Checkup> checkup, FormBook book, CampaignStore store) {
    return new Campaigns(checkup, book, store);
  }

  @Bean
  FormSheets formSheets(FormTree tree, ReportedStore store, CityProfile city) {
    return new FormSheets(tree, store, city);
  }

  @Bean
  CampaignSheets campaignSheets(Supplier<Checkup> checkup, FormBook book, FormSheets sheets) {
    return new CampaignSheets(checkup, book, sheets);
  }

  @Bean
  SheetLetters sheetLetters(FormTree tree, UserStore users, Letters letters) {
    return new SheetLetters(tree, users, letters);
  }

  @Bean
  CampaignLetters campaignLetters(
      CampaignStore store,
      CampaignSheets sheets,
      SheetLetters letters,
      CityProfile city,
      InstantSource time) {
    return new CampaignLetters(store, sheets, letters, city.zone(), time);
  }

  @Bean
  FormLetters formLetters(
      FormBook book,
      FormTree tree,
      Campaigns campaigns,
      FormSheets sheets,
      SheetLetters letters,
      AuditTrail audit,
      CityProfile city,
      Db db,
      InstantSource time) {
    return new FormLetters(book, tree, campaigns, sheets, letters, audit, db, city.zone(), time);
  }

  @Bean
  CampaignDesk campaignDesk(
      Supplier<Checkup> checkup,
      FormTree tree,
      CampaignStore store,
      CampaignLetters letters,
      AuditTrail audit,
      CityProfile city,
      Db db,
      InstantSource time) {
    return new CampaignDesk(checkup, tree, store, letters, audit, db, city.zone(), time);
  }

  /** Writes to those whose turn it is, before and after what they report is due. */
  @Bean
  RoundWorker campaignWorker(CampaignLetters letters, FormLetters forms, Db db) {
    return new RoundWorker(
        "campaigns",
        () -> {
          db.inOne(letters::round);
          db.inOne(forms::round);
          return REMIND_EVERY;
        });
  }

  @Bean
  HealthPart campaignHealth(RoundWorker campaignWorker) {
    return campaignWorker.health();
  }

  @Bean
  FormDesk formDesk(
      FormBook book,
      FormTree tree,
      Campaigns campaigns,
      ReportedStore store,
      FormulaWork work,
      AuditTrail audit,
      CityProfile city,
      Db db,
      InstantSource time) {
    return new FormDesk(book, tree, campaigns, store, work, audit, db, city.zone(), time);
  }

  @Bean
  FilledForm.Reader formReader(FormBook book, FormTree tree, ReportedStore store, FormDesk desk) {
    return new FilledForm.Reader(book, tree, store, desk);
  }

  @Bean
  RowImport rowImport(FormDesk desk, ReportedStore store, Db db) {
    return new RowImport(desk, store, db);
  }

  @Bean
  Standings formStandings(FormTree tree, ReportedStore store) {
    return new Standings(tree, store);
  }

  @Bean
  FormViews formViews(
      CityProfile city,
      FormBook book,
      Campaigns campaigns,
      FormTree tree,
      FormDesk desk,
      InstantSource time) {
    return new FormViews(city, book, campaigns, tree, desk, time);
  }
}
