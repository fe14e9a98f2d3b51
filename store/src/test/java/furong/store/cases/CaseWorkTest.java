package furong.store.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.AtOnce;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.base.TimeRange;
import furong.cases.Case;
import furong.cases.CaseAction;
import furong.cases.CaseState;
import furong.cases.Lifecycle;
import furong.cases.MemoryCases;
import furong.cases.TimelineReplay;
import furong.cases.Transition;
import furong.evaluation.CaseEvaluation.By;
import furong.evaluation.CasePlaces;
import furong.evaluation.MemoryCasePlaces;
import furong.evaluation.MemoryEvaluation;
import furong.geo.Bounds;
import furong.geo.SquareGrid;
import furong.people.MemoryAudit;
import furong.people.Role;
import furong.store.Db;
import furong.store.OwnDatabase;
import furong.store.people.PgAudit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People at work on a real PostgreSQL: at once, at random, and what the figures say of it. */
class CaseWorkTest {

  @RegisterExtension
  static final OwnDatabase POSTGRES = new OwnDatabase(4); // two at once, and one to spare

  private static Db db;

  @BeforeAll
  static void open() {
    db = POSTGRES.db();
  }

  @BeforeEach
  void empty() {
    db.update("truncate alert, alert_step, city_case, case_event, case_photo, case_number cascade");
  }

  @Test
  void ofEachPairOfActsAtOnceOneWinsAndTheOtherIsToldOfTheConflict() throws Exception {
    CaseWorld world = new CaseWorld(new PgCases(db), new PgAudit(db), db);
    int pairs = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (Map.Entry<CaseState, List<List<CaseAction>>> entry : ways(world).entrySet()) {
        List<Transition> rows = Lifecycle.from(entry.getKey());
        List<Set<Transition>> open = new ArrayList<>();
        for (List<CaseAction> way : entry.getValue()) {
          open.add(
              rows.stream()
                  .filter(row -> works(world, way, row.action()))
                  .collect(Collectors.toSet()));
        }
        for (int i = 0; i < rows.size(); i++) {
          for (int j = i; j < rows.size(); j++) {
            int best = best(open, rows.get(i), rows.get(j));
            race(world, threads, entry.getValue().get(best), rows.get(i), rows.get(j));
            pairs++;
          }
        }
      }
    }
    // n rows of a state make n(n+1)/2 pairs, each act against itself among them
    int all = 0;
    for (CaseState state : CaseState.values()) {
      int n = Lifecycle.from(state).size();
      all += n * (n + 1) / 2;
    }
    assertThat(pairs).isEqualTo(all);
  }

  @Test
  void whatWasMendedAndIsSentTwiceAtOnceIsOneCase() throws Exception {
    CaseWorld world = new CaseWorld(new PgCases(db), new PgAudit(db), db);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 1; round <= 20; round++) {
        String photo = "spot-" + round;
        world.brings(photo);
        CyclicBarrier together = new CyclicBarrier(2);
        List<Future<Result<Case>>> both = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
          both.add(
              threads.submit(() -> {
                together.await();
                return world.mends("一件", photo);
              }));
        }
        List<Result<Case>> results = List.of(both.get(0).get(), both.get(1).get());
        assertThat(results.stream().filter(Result::isOk)).as("%s", results).hasSize(1);
        Case c = results.stream().filter(Result::isOk).findFirst().orElseThrow().orThrow();
        // numbers have no gaps: what was refused gave its own back
        assertThat(c.number()).endsWith("%05d".formatted(round));
        assertThat(world.cases.photos(c.id())).hasSize(2);
        assertThat(world.cases.find(c.id())).hasValue(c);
        assertThat(TimelineReplay.progress(world.cases.timeline(c.id()))).isEqualTo(c.progress());
      }
    }
    assertThat(db.find("select count(*) from city_case", row -> row.getLong(1)).orElseThrow())
        .isEqualTo(20);
  }

  /** The way on which most of the two are open: some acts exclude each other by their guards. */
  private static int best(List<Set<Transition>> open, Transition one, Transition two) {
    int best = 0;
    int most = 0;
    for (int w = 0; w < open.size(); w++) {
      int n = (open.get(w).contains(one) ? 1 : 0) + (open.get(w).contains(two) ? 1 : 0);
      if (n > most) {
        best = w;
        most = n;
      }
    }
    assertThat(most).as("%s and %s are open on some way", one, two).isPositive();
    return best;
  }

  private static void race(
      CaseWorld world,
      ExecutorService threads,
      List<CaseAction> way,
      Transition one,
      Transition two)
      throws Exception {
    Case c = walk(world, way);
    long target = world.reported("另一件", "part-0101").id();
    CyclicBarrier together = new CyclicBarrier(2);
    List<Future<Result<Case>>> both = new ArrayList<>();
    for (Transition row : List.of(one, two)) {
      Role role = row.who().iterator().next();
      both.add(
          threads.submit(() -> {
            together.await();
            return world.tries(role, c, row.action(), target);
          }));
    }
    List<Result<Case>> results = new ArrayList<>();
    for (Future<Result<Case>> one1 : both) {
      results.add(one1.get());
    }
    String what = c.state() + ": " + one.action() + " and " + two.action() + ": " + results;
    assertThat(results.stream().filter(Result::isOk)).as(what).hasSize(1);
    Result<Case> lost = results.stream().filter(r -> !r.isOk()).findFirst().orElseThrow();
    assertThat(((Result.Refused<Case>) lost).refusal())
        .as(what)
        .isIn(Refusal.CONFLICT, Refusal.FORBIDDEN);
    Case after = world.cases.find(c.id()).orElseThrow();
    assertThat(after.version()).as(what).isEqualTo(c.version() + 1);
    assertThat(TimelineReplay.progress(world.cases.timeline(c.id())))
        .as(what)
        .isEqualTo(after.progress());
  }

  private static boolean works(CaseWorld world, List<CaseAction> way, CaseAction action) {
    Case c = walk(world, way);
    long target = world.reported("另一件", "part-0101").id();
    return world.tries(role(c.state(), action), c, action, target).isOk();
  }

  private static Role role(CaseState state, CaseAction action) {
    return Lifecycle.find(state, action).orElseThrow().who().iterator().next();
  }

  private static Case walk(CaseWorld world, List<CaseAction> way) {
    Case c = world.reported("一件", "part-0101");
    for (CaseAction action : way) {
      long target = action == CaseAction.ATTACH ? world.reported("整体", "part-0101").id() : 0;
      c = world.tries(role(c.state(), action), c, action, target).orThrow();
    }
    return c;
  }

  /**
   * Ways to each state from which something can be done: a shortest one, and where the guards of
   * its rows ask for it one that is verified, attached, or waits for more time or another
   * condition.
   */
  private static Map<CaseState, List<List<CaseAction>>> ways(CaseWorld world) {
    List<CaseAction> main =
        List.of(
            CaseAction.ACCEPT,
            CaseAction.VERIFY,
            CaseAction.REGISTER,
            CaseAction.DISPATCH,
            CaseAction.TAKE,
            CaseAction.FINISH,
            CaseAction.CHECK_PASS,
            CaseAction.CLOSE);
    List<List<CaseAction>> all = new ArrayList<>();
    for (int n = 0; n <= main.size(); n++) {
      all.add(main.subList(0, n));
    }
    all.add(with(main.subList(0, 5), CaseAction.SUSPEND));
    Map<CaseState, List<List<CaseAction>>> ways = new EnumMap<>(CaseState.class);
    for (List<CaseAction> way : all) {
      Case there = walk(world, way);
      List<List<CaseAction>> known =
          ways.computeIfAbsent(there.state(), state -> new ArrayList<>());
      known.add(way);
      for (CaseAction more :
          List.of(CaseAction.ATTACH, CaseAction.EXTEND, CaseAction.CONDITION_ASK)) {
        if (Lifecycle.find(there.state(), more).isPresent()) {
          known.add(with(way, more));
        }
      }
    }
    return ways;
  }

  private static List<CaseAction> with(List<CaseAction> way, CaseAction last) {
    List<CaseAction> longer = new ArrayList<>(way);
    longer.add(last);
    return longer;
  }

  @Test
  void memoryAndDatabaseAgreeOnRandomWorkAndItsFigures() {
    MemoryCases memory = new MemoryCases();
    CaseWorld small = new CaseWorld(memory, new MemoryAudit(), new AtOnce());
    CaseWorld real = new CaseWorld(new PgCases(db), new PgAudit(db), db);
    db.update("alter table city_case alter column id restart with 1");
    Random random = new Random(20260302);
    List<CaseAction> actions = List.of(CaseAction.values());
    List<Role> roles = List.of(Role.OPERATOR, Role.STREET, Role.INSPECTOR);
    List<Case> all = new ArrayList<>();
    for (int step = 0; step < 6_000; step++) {
      Instant now = small.now.plusSeconds(random.nextInt(900));
      small.now = now;
      real.now = now;
      if (step % 100 == 0) {
        all.add(small.reported("一件 " + step, "part-010" + (1 + random.nextInt(4))));
        real.reported("一件 " + step, all.getLast().matter().category());
        small.escalator.round();
        real.escalator.round();
      }
      if (step % 100 == 50) {
        String photo = "spot-" + step;
        small.brings(photo);
        real.brings(photo);
        all.add(small.mends("一件 " + step, photo).orThrow());
        real.mends("一件 " + step, photo).orThrow();
      }
      int which = random.nextInt(all.size());
      Case c = memory.find(which + 1L).orElseThrow();
      Role role = roles.get(random.nextInt(3));
      List<Transition> allowed = small.desk.allowed(c, CaseWorld.as(role).user());
      CaseAction action =
          allowed.isEmpty() || random.nextInt(9) == 0
              ? actions.get(random.nextInt(actions.size()))
              : allowed.get(random.nextInt(Math.min(1 + step % 3, allowed.size()))).action();
      long target = 1 + random.nextInt(all.size());
      Result<Case> one = small.tries(role, c, action, target);
      Result<Case> two = real.tries(role, c, action, target);
      assertThat(two.isOk()).as("%s %s: %s %s", c.state(), action, one, two).isEqualTo(one.isOk());
    }
    for (Case c : all) {
      Case kept = real.cases.find(c.id()).orElseThrow();
      assertThat(kept).isEqualTo(memory.find(c.id()).orElseThrow());
      assertThat(TimelineReplay.progress(real.cases.timeline(c.id()))).isEqualTo(kept.progress());
    }
    small.warned();
    real.warned();
    small.now = small.now.plusSeconds(1);
    figuresAgree(memory, small.now);
    assertThat(
            new PgCaseEvaluation(db)
                .evaluate(By.COUNTY, List.of(), TimeRange.of(Instant.EPOCH, small.now))
                .getFirst()
                .tally()
                .handled())
        .as("some work was done")
        .isGreaterThan(5);
  }

  private static void figuresAgree(MemoryCases memory, Instant now) {
    Instant middle = now.minus(Duration.ofDays(2));
    for (By by : By.values()) {
      for (TimeRange period :
          List.of(
              TimeRange.of(now.minus(Duration.ofDays(30)), now),
              TimeRange.of(middle.minus(Duration.ofDays(2)), middle))) {
        for (String category : List.of("", "part-", "event-0113")) {
          assertThat(new PgCaseEvaluation(db).evaluate(by, List.of("510104"), category, period))
              .as("%s %s '%s'", by, period, category)
              .isEqualTo(
                  new MemoryEvaluation(memory).evaluate(by, List.of("510104"), category, period));
        }
      }
    }
    SquareGrid squares = SquareGrid.over(Bounds.of(104, 30, 105, 31), 5_000);
    for (String category : List.of("", "part-0101", "event")) {
      TimeRange week = TimeRange.of(now.minus(Duration.ofDays(7)), now);
      CasePlaces.Places places =
          new PgCasePlaces(db).count(squares, List.of("510104"), category, week);
      assertThat(places.unplaced())
          .as("of '%s' the warning alone stands in no square", category)
          .isEqualTo(category.startsWith("part") ? 0 : 1);
      assertThat(places)
          .as("where cases of '%s' were opened", category)
          .isEqualTo(
              new MemoryCasePlaces(memory).count(squares, List.of("510104"), category, week));
    }
  }
}
