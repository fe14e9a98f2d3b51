package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Result;
import furong.people.Caller;
import furong.people.Role;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/** Random people do random things: whatever happens, what is kept hangs together. */
class CaseWalksTest {

  private static final List<CaseAction> ACTIONS = List.of(CaseAction.values());
  private static final List<Role> ROLES = List.of(Role.OPERATOR, Role.STREET, Role.INSPECTOR);

  /**
   * Walks of 80 steps. {@code mvn -pl cases -am test -Dtest=CaseWalksTest -Dfurong.walks=12500}
   * makes a million steps of them.
   */
  private static final int WALKS = Integer.getInteger("furong.walks", 300);

  @Test
  void randomWalksKeepTheInvariantsAndReplayToTheSameState(TestReporter figures) {
    int tried = 0;
    int done = 0;
    for (int seed = 1; seed <= WALKS; seed++) {
      Random random = new Random(seed);
      SmallCity world =
          switch (seed % 3) {
            case 0 -> new SmallCity();
            case 1 -> new SmallCity(OtherConditionTest.withConditions());
            default -> new SmallCity(OnTheSpotTest.rules());
          };
      Case c = begin(random, world, seed);
      long changes = c.matter().origin() == Matter.Origin.ALERT ? 0 : 1;
      for (int step = 0; step < 80; step++) {
        world.now = world.now.plusSeconds(random.nextInt(7_200));
        world.escalator.round();
        c = world.cases.find(c.id()).orElseThrow();
        Case before = c;
        Caller who = world.as(ROLES.get(random.nextInt(ROLES.size())));
        tried++;
        Result<Case> result = world.tries(who, c, pick(random, world, c, who));
        if (result instanceof Result.Ok<Case>(Case after)) {
          c = after;
          changes++;
          done++;
        } else {
          assertThat(world.cases.find(c.id())).hasValue(before);
        }
        holds(world, c, seed);
      }
      assertThat(world.audited("case/" + c.id())).as("seed %d", seed).isEqualTo(changes);
      timelineTellsTheSame(world, c, seed);
    }
    figures.publishEntry("actions", tried + " tried, " + done + " done in " + WALKS + " walks");
    // at least a tenth of the steps were allowed, or the walks say little
    assertThat(done).isGreaterThan(WALKS * 8);
  }

  /** An alert, a report, or what was mended where it was found. */
  private static Case begin(Random random, SmallCity world, int seed) {
    if (seed % 3 == 2 && random.nextBoolean()) {
      return OnTheSpotTest.mended(world, random.nextBoolean() ? "event-0110" : "event-0112");
    }
    return random.nextBoolean() ? world.opened() : world.reported("part-0101");
  }

  /** Mostly something that is allowed, so that walks get far; now and then anything. */
  private static CaseAction pick(Random random, SmallCity world, Case c, Caller who) {
    List<Transition> allowed =
        world.desk.allowed(c, who.user()).stream()
            .filter(row -> !row.to().ended() || row.to() == CaseState.CLOSED)
            .toList();
    return allowed.isEmpty() || random.nextInt(20) == 0
        ? ACTIONS.get(random.nextInt(ACTIONS.size()))
        : allowed.get(random.nextInt(allowed.size())).action();
  }

  private static void holds(SmallCity world, Case c, int seed) {
    Progress at = c.progress();
    assertThat(at.clocks().values().stream().filter(StageClock::running).count())
        .as("one clock runs, or none when it rests: seed %d, %s", seed, c.state())
        .isEqualTo(c.state().stage() == Stage.NONE ? 0 : 1);
    assertThat(at.closedAt() != null).isEqualTo(c.state().ended());
    assertThat(at.returns()).isLessThanOrEqualTo(CasePolicy.PLAIN.returnLimit());
    if (c.state() == CaseState.CLOSED) {
      assertThat(at.verified()).isTrue();
      assertThat(world.cases.countOpenChildren(c.id())).isZero();
    }
    if (c.state() != CaseState.REGISTERED) {
      assertThat(at.dossier().unrouted()).isFalse();
    }
  }

  private static void timelineTellsTheSame(SmallCity world, Case c, int seed) {
    List<CaseEvent> timeline = world.cases.timeline(c.id());
    assertThat(timeline).as("seed %d", seed).hasSize((int) c.version());
    for (int i = 1; i < timeline.size(); i++) {
      assertThat(timeline.get(i).from()).isEqualTo(timeline.get(i - 1).to());
      assertThat(timeline.get(i).version()).isEqualTo(i + 1L);
    }
    assertThat(TimelineReplay.progress(timeline)).as("seed %d", seed).isEqualTo(c.progress());
    assertThat(handled(timeline)).as("seed %d", seed).isEqualTo(pausedIn(c));
  }

  /** Clock time outside handling between its first begin and its last end, second by second. */
  private static long handled(List<CaseEvent> timeline) {
    long paused = 0;
    Instant left = null;
    for (CaseEvent e : timeline) {
      if (e.kind().equals("reopen")) {
        paused = 0;
        left = null;
      }
      if (e.from().stage() == Stage.HANDLE && e.to().stage() != Stage.HANDLE) {
        left = e.at();
      } else if (e.from().stage() != Stage.HANDLE && e.to().stage() == Stage.HANDLE) {
        paused += left == null ? 0 : e.at().getEpochSecond() - left.getEpochSecond();
        left = null;
      }
    }
    return paused;
  }

  private static long pausedIn(Case c) {
    StageClock clock = c.progress().clocks().get(Stage.HANDLE);
    return clock == null ? 0 : clock.paused().toSeconds();
  }
}
