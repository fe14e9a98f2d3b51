package furong.cases;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.Level;
import furong.detect.AlertChange;
import furong.detect.Detector;
import furong.detect.Effects;
import furong.detect.RuleBook;
import furong.detect.ShardState;
import furong.detect.VitalWindow;
import furong.observe.DatastreamInfo;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.pack.PackReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * One episode is one alert. A thousand senders tell the same readings at once, and the stream that
 * judges them is killed in the middle of each round and goes on from its last checkpoint, so that
 * what it said since is said again.
 */
class OneEpisodeTest {

  private static final int ROUNDS = 20;
  private static final int SENDERS = 1_000;
  private static final long HOUR = 3_600_000L;
  private static final long START = Instant.parse("2026-04-01T00:00:00Z").toEpochMilli();
  private static final String HEAVY = "air.heavy-pollution";

  private final SmallCity city = new SmallCity();
  private final List<LogRecord> log = Collections.synchronizedList(new ArrayList<>());
  private final Detector detector =
      new Detector(
          RuleBook.of(PackReader.load(root().resolve("packs")).orThrow(), city.city.calendar()));
  private ShardState state = new ShardState();
  private int read;

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve("packs"))) {
      folder = folder.getParent();
    }
    return Objects.requireNonNull(folder, "not inside the project");
  }

  /** Everything that is judged goes to the desk at once; what is said again reaches it again. */
  private final Effects toDesk =
      new Effects() {
        @Override
        public void alert(AlertChange change) {
          city.alertDesk.apply(change);
        }

        @Override
        public void vital(VitalWindow window) {
          // of no matter here
        }
      };

  private void judge(int upTo) {
    while (read < upTo) {
      detector.apply(0, state, log.get(read++), toDesk);
    }
  }

  private byte[] checkpoint() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    state.encode(new DataOutputStream(bytes));
    return bytes.toByteArray();
  }

  /** The hour's reading from every sender at once, in whatever order they come. */
  private void everybodySends(ExecutorService senders, long hour, double value) throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch sent = new CountDownLatch(SENDERS);
    for (int s = 0; s < SENDERS; s++) {
      String key = hour + "/" + s;
      senders.execute(() -> {
        ReadingBlock block = new ReadingBlock(1);
        block.add(1, hour, START + hour * HOUR, value, null);
        try {
          go.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        log.add(new LogRecord.Readings(START + hour * HOUR, key, block));
        sent.countDown();
      });
    }
    go.countDown();
    sent.await();
  }

  @Test
  void aThousandTriggersAtOnceAndTwentyKillsLeaveOneAlertEach() throws Exception {
    log.add(
        new LogRecord.Registered(
            1,
            new DatastreamInfo(
                1,
                SmallCity.STATION,
                "d",
                "air-station",
                "air.pm25",
                1,
                0,
                SmallCity.COMMUNITY_CODE,
                0,
                false)));
    Random random = new Random(4);
    try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < ROUNDS; round++) {
        long first = round * 12L;
        int begin = log.size();
        // heavy for five hours, clean for seven: 200 is IAQI 250; clean is 110, IAQI 147
        for (long h = first; h < first + 12; h++) {
          everybodySends(senders, h, h < first + 5 ? 200 : 110);
        }
        judge(begin + random.nextInt(log.size() - begin));
        byte[] checkpoint = checkpoint();
        int at = read;
        judge(at + random.nextInt(log.size() - at + 1));
        // killed: everything since the checkpoint is judged and said again
        state = ShardState.decode(new DataInputStream(new ByteArrayInputStream(checkpoint)));
        read = at;
        judge(log.size());
      }
    }
    List<Alert> alerts =
        city.alerts.list(
            new AlertStore.Query(
                List.of(), null, Set.of(), null, null, null, null, null, 0, 1_000));
    assertThat(alerts).filteredOn(a -> a.rule().equals(HEAVY)).hasSize(ROUNDS);
    for (int round = 0; round < ROUNDS; round++) {
      // three hours after the first heavy one; gone three hours after the first clean one
      String id = AlertChange.alertId(HEAVY, SmallCity.STATION, START + (round * 12L + 3) * HOUR);
      assertThat(city.alerts.steps(id))
          .extracting(s -> s.kind() + " " + s.level() + " " + hour(s.at()))
          .containsExactly(
              "OPENED " + Level.IV + " " + (round * 12 + 3),
              "CLEARED " + Level.IV + " " + (round * 12 + 8));
    }
  }

  private static long hour(Instant at) {
    return (at.toEpochMilli() - START) / HOUR;
  }
}
