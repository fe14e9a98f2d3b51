package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import furong.history.HistoryStore;
import furong.observe.History.Query;
import furong.observe.LogProgress;
import furong.observe.LogUnavailable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts fail under load: what was acknowledged is in the history afterwards, once. */
class FaultsTest {

  @TempDir Path folder;
  private FlowWorld world;
  private final LogProgress progress = new LogProgress(FlowWorld.SHARDS);
  private final AtomicLong acknowledged = new AtomicLong();
  private final AtomicBoolean enough = new AtomicBoolean();

  @BeforeEach
  void start() {
    world = new FlowWorld(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  /** Two readings a batch, one batch after the other, each with a time of its own. */
  private Thread load(KafkaLogGateway gateway) {
    return Thread.ofPlatform()
        .start(() -> {
          for (int i = 0; !enough.get(); i++) {
            try {
              gateway
                  .append(
                      "batch " + i,
                      FlowWorld.NEW_YEAR,
                      FlowWorld.batch(10L * i, FlowWorld.NEW_YEAR + i, i))
                  .join();
              acknowledged.addAndGet(2);
            } catch (CompletionException e) {
              if (!(e.getCause() instanceof LogUnavailable)) {
                throw e;
              }
              // not acknowledged: the same again
              i--;
            }
          }
        });
  }

  private void awaitAcknowledged(long more) throws InterruptedException {
    long goal = acknowledged.get() + more;
    FlowWorld.await(goal + " readings acknowledged", () -> acknowledged.get() >= goal);
  }

  private void endsWithAllOfIt(Thread load, HistoryStore store) throws InterruptedException {
    enough.set(true);
    load.join();
    FlowWorld.await(
        "history catches up",
        () -> store.history().count(Query.ANY, 0, Long.MAX_VALUE) >= acknowledged.get());
    assertThat(store.history().count(Query.ANY, 0, Long.MAX_VALUE)).isEqualTo(acknowledged.get());
    assertThat(store.history().read(Query.all(1, Integer.MAX_VALUE)))
        .extracting(o -> o.timeMs() - FlowWorld.NEW_YEAR)
        .doesNotHaveDuplicates()
        .hasSize((int) (acknowledged.get() / 2));
  }

  @Test
  void postgresKilledUnderLoadComesBackAndNothingIsMissing() throws Exception {
    try (HistoryStore store = world.history(progress);
        KafkaLogGateway gateway = world.gateway(progress);
        Historian historian = new Historian(world.servers(), FlowWorld.SHARDS, store.segments())) {
      historian.start();
      Thread load = load(gateway);
      awaitAcknowledged(200);
      historian.flushSoon();
      awaitAcknowledged(200);
      long first = world.postgres.pid();
      ProcessHandle.of(first).orElseThrow().destroyForcibly();
      historian.flushSoon();
      awaitAcknowledged(200); // the log goes on without it
      FlowWorld.await("a new server", () -> world.postgres.pid() != first);
      FlowWorld.await("the historian is well", () -> historian.trouble().isEmpty());
      historian.flushSoon();
      awaitAcknowledged(200);
      endsWithAllOfIt(load, store);
    }
  }

  /** The next segments would go to /dev/full, where every write says that the disk is full. */
  @Test
  void aFullDiskStopsTheHistoryAndLosesNothing() throws Exception {
    try (HistoryStore store = world.history(progress);
        KafkaLogGateway gateway = world.gateway(progress);
        Historian historian = new Historian(world.servers(), FlowWorld.SHARDS, store.segments())) {
      historian.start();
      Thread load = load(gateway);
      awaitAcknowledged(200);
      historian.flushSoon();
      FlowWorld.await("a segment", () -> store.holdings().segments() > 0);
      List<Path> full = fillDisk();
      historian.flushSoon();
      FlowWorld.await("the historian says so", () -> historian.trouble().contains("No space"));
      awaitAcknowledged(200); // acknowledged all the same: it is in the log
      for (Path file : full) {
        Files.deleteIfExists(file);
      }
      FlowWorld.await("the historian is well", () -> historian.trouble().isEmpty());
      historian.flushSoon();
      long before = store.holdings().segments();
      FlowWorld.await("a segment again", () -> store.holdings().segments() > before);
      endsWithAllOfIt(load, store);
    }
  }

  private List<Path> fillDisk() throws IOException {
    long next =
        world
            .db
            .list("select last_value + 1 from history_segment_id", row -> row.getLong(1))
            .getFirst();
    List<Path> links = new java.util.ArrayList<>();
    for (long id = next; id < next + 200; id++) {
      Path link = folder.resolve("history/segment-%012d.parquet.unfinished".formatted(id));
      links.add(Files.createSymbolicLink(link, Path.of("/dev/full")));
    }
    return links;
  }

  @Test
  void aTornLastSegmentIsReadAgainFromTheLog() throws Exception {
    try (HistoryStore store = world.history(progress);
        KafkaLogGateway gateway = world.gateway(progress);
        Historian historian = new Historian(world.servers(), FlowWorld.SHARDS, store.segments())) {
      historian.start();
      Thread load = load(gateway);
      awaitAcknowledged(200);
      historian.flushSoon();
      FlowWorld.await("a segment", () -> store.holdings().segments() > 0);
      enough.set(true);
      load.join();
    }
    Path last;
    try (Stream<Path> files = Files.list(folder.resolve("history"))) {
      last = files.filter(f -> f.toString().endsWith(".parquet")).sorted().toList().getLast();
    }
    try (RandomAccessFile file = new RandomAccessFile(last.toFile(), "rw")) {
      file.setLength(file.length() - 10);
    }
    enough.set(false);
    LogProgress again = new LogProgress(FlowWorld.SHARDS);
    try (HistoryStore store = world.history(again);
        KafkaLogGateway gateway = world.gateway(again);
        Historian historian = new Historian(world.servers(), FlowWorld.SHARDS, store.segments())) {
      assertThat(store.segments().tornFrom()).isPresent();
      historian.start();
      // waits for the historian, which is shown the whole log by the gateway
      FlowWorld.await(
          "history has it again",
          () -> store.history().count(Query.ANY, 0, Long.MAX_VALUE) >= acknowledged.get());
      endsWithAllOfIt(Thread.ofPlatform().start(() -> {}), store);
      assertThat(gateway.trouble()).isEmpty();
    }
  }
}
