package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Period;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.cases.Lifecycle;
import furong.cases.Transition;
import furong.evaluation.Rate;
import furong.indicators.CaseFigures;
import furong.indicators.CaseFigures.Counted;
import furong.indicators.CaseShare;
import furong.indicators.CaseWork;
import furong.indicators.IndicatorStore;
import furong.indicators.IndicatorValue;
import furong.people.Role;
import furong.store.Db;
import furong.store.OwnDatabase;
import furong.store.indicators.PgCaseChanges;
import furong.store.indicators.PgIndicatorStore;
import furong.store.people.PgAudit;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A closed case moves its indicator, and the indicator opens down to the case. */
class CaseIndicatorsTest {

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Period MARCH = Period.parse("2026-03");
  private static final Period YEAR = Period.parse("2026");
  private static final List<CaseAction> MAIN =
      List.of(
          CaseAction.ACCEPT,
          CaseAction.VERIFY,
          CaseAction.REGISTER,
          CaseAction.DISPATCH,
          CaseAction.TAKE,
          CaseAction.FINISH,
          CaseAction.CHECK_PASS,
          CaseAction.CLOSE);

  /** Every rate that counts cases. */
  private static final List<CaseShare> SHARES =
      Stream.of(Rate.values())
          .filter(rate -> rate != Rate.RETURNING && rate != Rate.BUCK_PASSING)
          .map(rate -> new CaseShare("t." + rate.code(), "1", rate))
          .toList();

  @RegisterExtension static final OwnDatabase POSTGRES = new OwnDatabase(2);

  private static Db db;

  private CaseWorld world;
  private IndicatorStore values;
  private CaseFigures figures;
  private CaseWork work;

  @BeforeAll
  static void open() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    world = new CaseWorld(new PgCases(db), new PgAudit(db), db);
    values = new PgIndicatorStore(db);
    figures = new PgCaseFigures(db);
    work = new CaseWork(new PgCaseChanges(db), values, () -> SHARES, db, ZONE, () -> world.now);
    db.update("truncate city_case, case_event, case_photo, case_number, case_moved cascade");
    db.update("truncate case_counted, case_sum, indicator_definition");
    db.update("truncate indicator_value, indicator_superseded");
  }

  @Test
  void aClosedCaseMovesTheIndicatorOfItsStreetItsCountyAndTheCity() {
    Case one = walk(MAIN.size());
    settle();
    for (String division : List.of("510100", "510104", "510104017")) {
      IndicatorValue value = value("t.closing_in_time", division, MARCH);
      assertThat(value.value()).as(division).isEqualTo(100.0);
      assertThat(value.numerator()).isEqualTo(1);
      assertThat(value.denominator()).isEqualTo(1);
    }
    assertThat(value("t.closing_in_time", "510100", YEAR).value()).isEqualTo(100.0);
    assertThat(figures.cases(Rate.CLOSING_IN_TIME, "510100", MARCH.in(ZONE), 9))
        .extracting(Counted::id, Counted::numerator, Counted::denominator)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(one.id(), true, true));
  }

  @Test
  void oneThatIsDueAndStillOpenHalvesItAndTheFormerFigureStays() {
    walk(MAIN.size());
    settle();
    Case open = walk(5); // being handled, due in two hours
    settle();
    assertThat(value("t.closing", "510100", MARCH).value()).isEqualTo(50.0); // 1 of 2
    assertThat(values.superseded("t.closing", "510100", MARCH))
        .singleElement()
        .satisfies(former -> assertThat(former.old().value()).isEqualTo(100.0));
    assertThat(figures.cases(Rate.CLOSING, "510100", MARCH.in(ZONE), 9).getFirst())
        .as("what is missing above the line stands first")
        .satisfies(first -> {
          assertThat(first.id()).isEqualTo(open.id());
          assertThat(first.numerator()).isFalse();
          assertThat(first.denominator()).isTrue();
        });
  }

  @Test
  void aMonthWithoutCasesHasNoValueAndSaysWhy() {
    CaseFigures.Figure nothing = figures.figure("510100", MARCH.in(ZONE));
    IndicatorValue value = SHARES.getFirst().value("510100", MARCH, nothing, world.now);
    assertThat(value.value()).isNull();
    assertThat(value.reason()).isEqualTo("no-cases");
  }

  /** Two that are due, and one that waits at the desk: no limit ends for it. */
  @Test
  void completenessCountsCasesAndNotDays() {
    walk(MAIN.size());
    walk(5);
    walk(3); // registered, sent to nobody
    walk(1); // accepted
    settle();
    assertThat(value("t.closing", "510100", MARCH).completeness())
        .satisfies(of -> {
          assertThat(of.days()).isEqualTo(2);
          assertThat(of.expectedDays()).isEqualTo(3);
        });
    // 3 registered of 4 received: nothing is missing from that one
    assertThat(value("t.registering", "510104017", MARCH).completeness())
        .satisfies(of -> {
          assertThat(of.days()).isEqualTo(4);
          assertThat(of.ratio()).isEqualTo(1);
        });
  }

  @Test
  void aFigureThatIsCountedAnewAndTheSameIsNotWrittenAgain() {
    walk(MAIN.size());
    settle();
    IndicatorValue first = value("t.closing", "510100", MARCH);
    world.now = world.now.plusSeconds(3600);
    walk(1); // touches the month, and no rate of closing
    settle();
    assertThat(value("t.closing", "510100", MARCH)).isEqualTo(first);
  }

  @Test
  void changesOfAnUnfinishedRoundAreTakenAgain() {
    walk(MAIN.size());
    PgCaseChanges queue = new PgCaseChanges(db);
    assertThat(queue.waiting(1)).isEqualTo(1); // more wait, and are not counted
    int before = queue.waiting(1000);
    assertThat(work.round(1)).isEqualTo(1); // the rest stays in the queue
    assertThat(queue.waiting(1000)).isEqualTo(before - 1);
    settle();
    assertThat(queue.waiting(1000)).isZero();
    assertThat(work.round(CaseWork.CHANGES_A_ROUND)).isZero();
    assertThat(value("t.closing", "510104", MARCH).value()).isEqualTo(100.0);
  }

  @Test
  void aRateThatIsNewHasItsValuesWithoutACaseThatMoves() {
    List<CaseShare> rates = new ArrayList<>(SHARES.subList(0, 1));
    work = new CaseWork(new PgCaseChanges(db), values, () -> rates, db, ZONE, () -> world.now);
    walk(MAIN.size());
    settle();
    assertThat(values.find("t.closing", "510100", MARCH)).isEmpty();
    rates.add(new CaseShare("t.closing", "1", Rate.CLOSING));
    settle();
    assertThat(value("t.closing", "510100", MARCH).value()).isEqualTo(100.0); // 1 of 1
    assertThat(value("t.closing", "510104017", YEAR).value()).isEqualTo(100.0);
  }

  @Test
  void aRateThatIsDefinedAnewKeepsWhatStoodWithItsVersion() {
    List<CaseShare> rates = new ArrayList<>(List.of(new CaseShare("t.x", "1", Rate.CLOSING)));
    work = new CaseWork(new PgCaseChanges(db), values, () -> rates, db, ZONE, () -> world.now);
    walk(MAIN.size());
    walk(5); // due, not closed
    settle();
    rates.set(0, new CaseShare("t.x", "2", Rate.REWORK));
    settle();
    assertThat(value("t.x", "510100", MARCH))
        .satisfies(now -> {
          assertThat(now.definition()).isEqualTo("2");
          assertThat(now.value()).isEqualTo(0.0); // nothing of 2 was done again
        });
    assertThat(values.superseded("t.x", "510100", MARCH))
        .singleElement()
        .satisfies(past -> {
          assertThat(past.why()).isEqualTo("definition");
          assertThat(past.old().definition()).isEqualTo("1");
          assertThat(past.old().value()).isEqualTo(50.0); // 1 of 2
        });
  }

  /** Whatever people do in whatever order, what is kept up to date is what a full count gives. */
  @Test
  void keptUpToDateIsTheSameAsCountedAnew() {
    Random random = new Random(20261125);
    List<Role> roles = List.of(Role.OPERATOR, Role.STREET, Role.INSPECTOR);
    List<Long> all = new ArrayList<>();
    for (int step = 0; step < 400; step++) {
      world.now = world.now.plusSeconds(random.nextInt(4 * 3600)); // some sixty-six days in all
      if (step % 20 == 0) {
        all.add(world.reported("一件 " + step, "part-0101").id());
      }
      Case c = world.cases.find(all.get(random.nextInt(all.size()))).orElseThrow();
      Role role = roles.get(random.nextInt(3));
      List<Transition> allowed = world.desk.allowed(c, CaseWorld.as(role).user());
      if (!allowed.isEmpty()) {
        CaseAction action = allowed.get(random.nextInt(allowed.size())).action();
        world.tries(role, c, action, all.get(random.nextInt(all.size())));
      }
      if (random.nextInt(25) == 0) { // the border of a street was drawn anew
        db.update(
            "update city_case set division = ? where id = ?",
            random.nextBoolean() ? "510104017" : "510104018001",
            c.id());
      }
      if (random.nextInt(40) == 0) {
        db.update("update city_case set simulated = not simulated where id = ?", c.id());
      }
      if (random.nextInt(10) == 0) {
        work.round(1 + random.nextInt(50));
      }
    }
    settle();
    int compared = 0;
    for (String period : List.of("2026", "2026-03", "2026-04", "2026-05")) {
      for (String division : List.of("510100", "510104", "510104017", "510104018")) {
        Period of = Period.parse(period);
        CaseFigures.Figure full = figures.figure(division, of.in(ZONE));
        for (CaseShare share : SHARES) {
          IndicatorValue anew = share.value(division, of, full, world.now);
          values
              .find(share.id(), division, of)
              .ifPresent(kept -> {
                assertThat(kept.sameFigure(anew))
                    .as("%s, kept %s, counted anew %s", division, kept, anew)
                    .isTrue();
              });
          compared += values.find(share.id(), division, of).isPresent() ? 1 : 0;
          List<Counted> behind = figures.cases(share.rate(), division, of.in(ZONE), 1_000);
          assertThat(behind.stream().filter(Counted::denominator).count())
              .as("the cases below the line of %s", share.id())
              .isEqualTo(anew.denominator());
          assertThat(behind.stream().filter(Counted::numerator).count())
              .as("the cases above the line of %s", share.id())
              .isEqualTo(anew.numerator());
        }
      }
    }
    assertThat(compared).isGreaterThan(3 * 3 * SHARES.size() - 1);
  }

  private Case walk(int acts) {
    Case c = world.reported("一件", "part-0101");
    for (CaseAction action : MAIN.subList(0, acts)) {
      Role role = Lifecycle.find(c.state(), action).orElseThrow().who().iterator().next();
      c = world.tries(role, c, action, 0).orThrow();
    }
    return c;
  }

  private void settle() {
    while (work.round(CaseWork.CHANGES_A_ROUND) > 0) {}
  }

  private IndicatorValue value(String indicator, String division, Period period) {
    return values.find(indicator, division, period).orElseThrow();
  }
}
