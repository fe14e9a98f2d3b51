package furong.history;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Mean;
import furong.observe.Grid;
import furong.observe.History.Query;
import furong.observe.LogRecord;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import furong.observe.ValueRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RandomHistoryTest {

  private static final int SHARDS = HistoryWorld.SHARDS;
  private static final ZoneId CHENGDU = HistoryWorld.CHENGDU;
  private static final long HOUR = HistoryWorld.HOUR;
  private static final long NEW_YEAR = HistoryWorld.NEW_YEAR;

  @TempDir Path folder;
  private final long[] offsets = new long[SHARDS];

  /** A list of everything, searched from end to end, says the same as the history. */
  @Test
  void randomWorldsReadLikeAPlainList() {
    for (int seed = 1; seed <= 3; seed++) {
      HistoryWorld.empty();
      offsets[0] = offsets[1] = 0;
      new RandomWorld(seed, folder.resolve("world-" + seed)).run();
    }
  }

  private final class RandomWorld {
    private final Random random;
    private final Path place;
    private final Map<Long, Observation> truth = new TreeMap<>();
    private long nextId = 1;
    private HistoryStore store;

    RandomWorld(long seed, Path place) {
      this.random = new Random(seed);
      this.place = place;
      this.store = HistoryWorld.open(place);
    }

    void run() {
      for (int step = 0; step < 80; step++) {
        switch (random.nextInt(12)) {
          case 0, 1 -> store.segments().flush();
          case 2 -> correct();
          case 3 -> reopen();
          case 4, 5 -> store.mergeOnce();
          default -> arrive();
        }
        if (step % 16 == 0) {
          compare();
        }
      }
      compare();
      store.close();
    }

    private void arrive() {
      int shard = random.nextInt(SHARDS);
      ReadingBlock block = new ReadingBlock(8);
      long received = NEW_YEAR + random.nextInt(100) * HOUR;
      for (int i = random.nextInt(40); i >= 0; i--) {
        long datastream = 1 + shard + 2L * random.nextInt(5);
        long time = NEW_YEAR + random.nextInt(5_000) * 60_000L;
        String extra = random.nextInt(9) == 0 ? "{\"n\":" + i + "}" : null;
        double value = random.nextInt(12) == 0 ? Double.NaN : random.nextInt(1000) / 10.0;
        block.add(datastream, nextId, time, value, extra);
        int flags =
            Double.isNaN(value)
                ? Observation.NOT_A_NUMBER
                : time > received + 5 * 60_000 ? Observation.FUTURE : 0;
        truth.put(nextId, new Observation(nextId, datastream, time, value, extra, flags));
        nextId++;
      }
      take(shard, new LogRecord.Readings(received, "", block));
    }

    private void compareScan() {
      double low = random.nextInt(1000) / 10.0;
      ValueRange values =
          random.nextBoolean()
              ? new ValueRange(low, low + random.nextInt(20))
              : new ValueRange(Double.NEGATIVE_INFINITY, low);
      long from = NEW_YEAR + random.nextInt(4_000) * 60_000L;
      long to = from + random.nextInt(3_000) * 60_000L;
      List<Observation> found = new ArrayList<>();
      store
          .history()
          .scan(
              from, to, values, (i, d, t, v, e, f) -> found.add(new Observation(i, d, t, v, e, f)));
      assertThat(found)
          .containsExactlyInAnyOrderElementsOf(
              truth.values().stream()
                  .filter(o -> o.timeMs() >= from && o.timeMs() < to)
                  .filter(o -> values.mayHold(o.value()))
                  .toList());
    }

    /** Every interval anew from the plain list, one observation after the other. */
    private void compareSums() {
      for (int k = 0; k < 4; k++) {
        long from = NEW_YEAR + random.nextInt(4_000) * 60_000L;
        long to = from + random.nextInt(5_000) * 60_000L;
        Grid grid =
            random.nextBoolean()
                ? Grid.days(random.nextBoolean() ? CHENGDU : ZoneId.of("Europe/Berlin"))
                : Grid.of(Duration.ofMinutes(List.of(10, 60, 720).get(random.nextInt(3))), CHENGDU);
        List<Long> wanted = List.of(1L + random.nextInt(10), 1L + random.nextInt(10), 99L);
        List<Observation> rows =
            truth.values().stream()
                .filter(o -> wanted.contains(o.datastream()))
                .filter(o -> o.timeMs() >= from && o.timeMs() < to)
                .sorted(SegmentReader.BY_TIME)
                .toList();
        boolean levels = random.nextBoolean();
        Mean mean = levels ? Mean.ENERGY : Mean.ARITHMETIC;
        assertThat(store.summaries().slots(wanted, from, to, grid, mean))
            .usingRecursiveComparison()
            .withComparatorForType(
                (a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b), Double.class)
            .isEqualTo(SlowSums.of(rows, grid, levels));
        Map<Integer, Long> flags = new TreeMap<>();
        rows.stream()
            .filter(o -> o.datastream() == wanted.getFirst())
            .forEach(o -> flags.merge(o.flags(), 1L, Long::sum));
        assertThat(store.summaries().flags(wanted.getFirst(), from, to)).isEqualTo(flags);
      }
      List<Long> everyOne = LongStream.range(1, 12).boxed().toList();
      assertThat(store.summaries().latest(everyOne))
          .isEqualTo(
              everyOne.stream()
                  .flatMap(d ->
                      truth.values().stream()
                          .filter(o -> o.datastream() == d)
                          .max(SegmentReader.BY_TIME)
                          .stream())
                  .toList());
    }

    private void correct() {
      if (truth.isEmpty()) {
        return;
      }
      List<Observation> all = List.copyOf(truth.values());
      Observation one = all.get(random.nextInt(all.size()));
      int shard = (int) ((one.datastream() - 1) % 2);
      if (random.nextBoolean()) {
        truth.remove(one.id());
        take(shard, new LogRecord.Correction(one.datastream(), one.id(), null));
        return;
      }
      long time = one.timeMs() + random.nextInt(3) * HOUR;
      ReadingBlock now = new ReadingBlock(1);
      now.add(one.datastream(), one.id(), time, -1.5, null);
      truth.put(
          one.id(),
          new Observation(one.id(), one.datastream(), time, -1.5, null, Observation.CORRECTED));
      take(shard, new LogRecord.Correction(one.datastream(), one.id(), now));
    }

    private void reopen() {
      store.segments().flush();
      store.close();
      store = HistoryWorld.open(place);
    }

    private void take(int shard, LogRecord entry) {
      store.segments().take(shard, offsets[shard]++, entry);
    }

    private void compare() {
      compareSums();
      for (int k = 0; k < 8; k++) {
        long datastream = random.nextInt(11); // 0 is ANY
        long from = NEW_YEAR + random.nextInt(4_000) * 60_000L;
        long to = from + random.nextInt(2_000) * 60_000L;
        boolean descending = random.nextBoolean();
        Query q =
            new Query(datastream, from, to, random.nextInt(50), random.nextInt(20), descending);
        List<Observation> all =
            truth.values().stream()
                .filter(o -> datastream == Query.ANY || o.datastream() == datastream)
                .filter(o -> o.timeMs() >= from && o.timeMs() < to)
                .sorted(descending ? SegmentReader.BY_TIME.reversed() : SegmentReader.BY_TIME)
                .toList();
        assertThat(store.history().read(q))
            .isEqualTo(all.stream().skip(q.offset()).limit(q.limit()).toList());
        assertThat(store.history().count(datastream, from, to)).isEqualTo(all.size());
        assertThat(store.history().latest(Math.max(1, datastream)))
            .isEqualTo(
                truth.values().stream()
                    .filter(o -> o.datastream() == Math.max(1, datastream))
                    .max(SegmentReader.BY_TIME));
      }
      List<Observation> bulk = new ArrayList<>();
      store
          .history()
          .forEach(
              List.of(5L, 2L, 3L),
              NEW_YEAR,
              Long.MAX_VALUE,
              (i, d, t, v, e, f) -> bulk.add(new Observation(i, d, t, v, e, f)));
      assertThat(bulk)
          .isEqualTo(
              truth.values().stream()
                  .filter(o -> List.of(2L, 3L, 5L).contains(o.datastream()))
                  .filter(o -> o.timeMs() >= NEW_YEAR)
                  .sorted(
                      java.util.Comparator.comparingLong(Observation::datastream)
                          .thenComparing(SegmentReader.BY_TIME))
                  .toList());
      compareScan();
      long id = 1 + random.nextInt((int) nextId);
      assertThat(store.history().find(id)).isEqualTo(java.util.Optional.ofNullable(truth.get(id)));
    }
  }
}
