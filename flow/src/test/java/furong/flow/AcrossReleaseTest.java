package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.WorkCalendar;
import furong.detect.AlertChange;
import furong.detect.Effects;
import furong.detect.Fact;
import furong.detect.Told;
import furong.detect.VitalWindow;
import furong.observe.DatastreamInfo;
import furong.observe.LogCodec;
import furong.observe.LogRecord;
import furong.observe.PackRelease;
import furong.observe.ReadingBlock;
import furong.pack.PackFiles;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * A rule across things changes while the city runs: two ponds of a street over a limit are an
 * alert. One reading of each pond and one tick an hour; versions come into the logs of the shards
 * at hours of their own.
 */
class AcrossReleaseTest {

  private static final long HOUR = 3_600_000L;
  private static final long START = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
  private static final String STREET = "510104017";
  private static final WorkCalendar CALENDAR =
      WorkCalendar.of(
          ZoneId.of("Asia/Shanghai"),
          List.of(new WorkCalendar.Session(LocalTime.of(9, 0), LocalTime.of(17, 0))),
          Set.of(),
          Set.of());

  private final List<ArrayDeque<LogRecord>> logs = new ArrayList<>();
  private final List<String> told = new ArrayList<>();

  private AcrossReleaseTest shards(int count) {
    logs.clear();
    told.clear();
    for (int i = 0; i < count; i++) {
      logs.add(new ArrayDeque<>());
    }
    return this;
  }

  private void pond(long id) {
    int shard = shard(id);
    logs.get(shard)
        .add(
            new LogRecord.Registered(
                id,
                new DatastreamInfo(
                    id,
                    id,
                    "level",
                    "pond",
                    "pond.level",
                    1,
                    0,
                    STREET + "00" + id,
                    shard,
                    false,
                    104,
                    30.6)));
  }

  private int shard(long pond) {
    return (int) (pond % logs.size());
  }

  private void reads(long id, int hour, double level) {
    ReadingBlock block = new ReadingBlock(1);
    block.add(id, hour * 100L + id, START + hour * HOUR, level, null);
    logs.get(shard(id)).add(new LogRecord.Readings(START + hour * HOUR, "", block));
  }

  private void releases(int shard, long number, WidePack version) {
    logs.get(shard)
        .add(
            new LogRecord.Released(
                START, List.of(new PackRelease("pond", number, version.files()))));
  }

  private void tick(int hour) {
    logs.forEach(log -> log.add(new LogRecord.Tick(START + hour * HOUR + 600_000)));
  }

  private static Judge judge(WidePack first) {
    return DetectorJudge.of(new PackFiles("packs", first.files()), Map.of("pond", 0L), CALENDAR)
        .open();
  }

  /** Reads the logs, each in its order, mixed by chance; killed after each {@code kill}th entry. */
  private List<String> play(WidePack first, Random random, int kill) {
    Judge one = judge(first);
    Judge two = judge(first);
    int entries = 0;
    while (logs.stream().anyMatch(log -> !log.isEmpty())) {
      int shard = random.nextInt(logs.size());
      LogRecord entry = logs.get(shard).poll();
      if (entry == null) {
        continue;
      }
      LogRecord read = LogCodec.decode(LogCodec.encode(entry));
      Outcome outcome = new Outcome();
      one.apply(shard, read, outcome);
      if (read instanceof LogRecord.Released released) {
        two.released(shard, released);
      }
      two.across(shard, logs.size(), heard(one, shard, read, outcome), new ToldHere());
      if (kill > 0 && ++entries % kill == 0) {
        one = again(first, one);
        List<byte[]> across = two.saveAcross();
        two = judge(first);
        two.restoreAcross(across);
      }
    }
    return List.copyOf(told);
  }

  /** The first stage from its bytes. */
  private Judge again(WidePack first, Judge one) {
    Judge next = judge(first);
    for (int s = 0; s < logs.size(); s++) {
      List<byte[]> state = one.save(s);
      if (!state.isEmpty()) {
        next.restore(s, state);
      }
    }
    return next;
  }

  private static Told heard(Judge one, int shard, LogRecord entry, Outcome outcome) {
    List<Fact> facts = new ArrayList<>();
    List<AlertChange> alerts = new ArrayList<>();
    for (Effect effect : outcome.facts) {
      if (effect instanceof Effect.OfFact(Fact fact)) {
        facts.add(fact);
      } else if (effect instanceof Effect.OfAlert(AlertChange change)) {
        alerts.add(change);
      }
    }
    for (Effect effect : outcome.effects) {
      if (effect instanceof Effect.OfAlert(AlertChange change) && one.wants(shard, effect)) {
        alerts.add(change);
      }
    }
    long tick = entry instanceof LogRecord.Tick t ? t.nowMs() : Told.NO_TICK;
    return new Told(tick, facts, alerts, List.of());
  }

  /** {@code 3h OPENED III 1+2}; the end says only why. */
  private final class ToldHere implements Effects {
    @Override
    public void alert(AlertChange c) {
      String why =
          c.reason().contains("[") ? " " + c.reason().substring(c.reason().indexOf('[')) : "";
      told.add(
          (c.atMs() - START) / HOUR
              + "h "
              + c.kind()
              + (c.kind() == AlertChange.Kind.CLEARED ? "" : " " + c.level())
              + " "
              + c.packVersion()
              + why);
    }

    @Override
    public void vital(VitalWindow window) {
      // only alerts are asked for
    }
  }

  private void world(int shards, double[][] levels, int[][] entries, List<WidePack> versions) {
    shards(shards);
    for (int p = 0; p < levels.length; p++) {
      pond(p + 1L);
    }
    for (int h = 0; h < levels[0].length; h++) {
      for (int v = 1; v < versions.size(); v++) {
        for (int s = 0; s < shards; s++) {
          if (entries[v][s] == h) {
            releases(s, v, versions.get(v));
          }
        }
      }
      for (int p = 0; p < levels.length; p++) {
        reads(p + 1L, h, levels[p][h]);
      }
      tick(h);
    }
  }

  @Test
  void theNewRuleJudgesFromTheTickAtWhichTheLastShardHasIt() {
    double[][] levels = {{1.5, 1.5, 1.5, 1.5}, {1.5, 1.5, 1.5, 1.5}};
    List<WidePack> versions = List.of(new WidePack(2, "III"), new WidePack(1, "III"));
    world(2, levels, new int[][] {{}, {1, 2}}, versions);
    // one of two shards has it at hour 1: nothing is judged; both at hour 2
    assertThat(play(versions.getFirst(), new Random(1), 0)).containsExactly("2h OPENED III 1+1");
  }

  @Test
  void aRuleThatIsGoneClearsItsAlertAndOneThatStaysKeepsIt() {
    double[][] levels = {{3, 3, 3, 3, 3}, {3, 3, 3, 3, 3}};
    List<WidePack> versions =
        List.of(new WidePack(2, "III"), new WidePack(2.5, "II"), new WidePack(0, ""));
    world(2, levels, new int[][] {{}, {1, 1}, {3, 3}}, versions);
    assertThat(play(versions.getFirst(), new Random(1), 0))
        .containsExactly("0h OPENED III 1", "1h LEVEL II 1+1", "3h CLEARED 1+1 [rule withdrawn]");
  }

  @Test
  void alertsThatAreOpenWhenARuleBeginsToAskForThemCount() {
    double[][] levels = {{3, 3, 3, 1}, {3, 3, 3, 3}};
    List<WidePack> versions =
        List.of(
            new WidePack(2, "III", ""),
            new WidePack(2, "III", "alerts_open(rules.full) >= params.two"));
    world(2, levels, new int[][] {{}, {2, 2}}, versions);
    List<String> all = play(versions.getFirst(), new Random(1), 3);
    assertThat(all).containsExactly("2h OPENED III 1+1", "3h CLEARED 1+1");
  }

  @Test
  void alertsOfASpanAreNotJudgedUntilTheyWereAskedForThatLong() {
    // three hours from hour 2 on, when those that opened at hour 0 count no more
    double[][] levels = {{3, 3, 3, 3, 3, 1, 3}, {3, 3, 3, 3, 3, 1, 3}};
    List<WidePack> versions =
        List.of(
            new WidePack(2, "III", ""),
            new WidePack(2, "III", "alerts_opened(rules.full, params.three) >= params.two"));
    world(2, levels, new int[][] {{}, {2, 2}}, versions);
    assertThat(play(versions.getFirst(), new Random(1), 0)).containsExactly("6h OPENED III 1+1");
  }

  @Test
  void inAnyMixtureAndOverRestartsTheAlertsAreThoseOfSlowCounting() {
    for (int seed = 0; seed < 12; seed++) {
      Random random = new Random(seed);
      int shards = 1 + random.nextInt(3);
      List<WidePack> versions = new ArrayList<>();
      int[][] entries = new int[4][shards];
      int earliest = 1;
      for (int v = 0; v < 4; v++) {
        boolean gone = v > 0 && random.nextInt(4) == 0;
        versions.add(
            new WidePack(1 + random.nextInt(3), gone ? "" : random.nextBoolean() ? "III" : "II"));
        for (int s = 0; s < shards; s++) {
          entries[v][s] = earliest + random.nextInt(3);
        }
        earliest += 4; // versions do not overtake each other in a log
      }
      double[][] levels = new double[5][20];
      for (double[] pond : levels) {
        for (int h = 0; h < pond.length; h++) {
          pond[h] = random.nextInt(5);
        }
      }
      List<String> slow = bySlowCounting(levels, entries, versions);
      for (int kill : new int[] {0, seed == 0 ? 1 : 17}) { // a restart compiles all packs anew
        world(shards, levels, entries, versions);
        assertThat(play(versions.getFirst(), new Random(seed * 31L + kill), kill))
            .as("seed %d, killed after each %d", seed, kill)
            .isEqualTo(slow);
      }
    }
  }

  /** The slower second method: which version has every shard, and how many ponds are over it. */
  private static List<String> bySlowCounting(
      double[][] levels, int[][] entries, List<WidePack> versions) {
    List<String> told = new ArrayList<>();
    String open = "";
    int judged = 0;
    for (int h = 0; h < levels[0].length; h++) {
      Set<Integer> has = new TreeSet<>();
      for (int s = 0; s < entries[0].length; s++) {
        int newest = 0;
        for (int v = 1; v < versions.size(); v++) {
          newest = entries[v][s] <= h ? v : newest;
        }
        has.add(newest);
      }
      if (has.size() > 1) {
        continue;
      }
      int before = judged;
      judged = has.iterator().next();
      WidePack by = versions.get(judged);
      String name = " 1" + (judged == 0 ? "" : "+" + judged);
      int over = 0;
      for (double[] pond : levels) {
        over += pond[h] > by.limit() ? 1 : 0;
      }
      if (by.level().isEmpty()) {
        if (!open.isEmpty()) {
          told.add(h + "h CLEARED 1" + (before == 0 ? "" : "+" + before) + " [rule withdrawn]");
        }
        open = "";
      } else if (over >= 2 && !open.equals(by.level())) {
        told.add(h + "h " + (open.isEmpty() ? "OPENED " : "LEVEL ") + by.level() + name);
        open = by.level();
      } else if (over < 2 && !open.isEmpty()) {
        told.add(h + "h CLEARED" + name);
        open = "";
      }
    }
    return told;
  }
}
