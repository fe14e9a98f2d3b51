package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import furong.history.HistoryStore;
import furong.observe.History.Query;
import furong.observe.LogProgress;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogToHistoryTest {

  @TempDir Path folder;
  private FlowWorld world;

  @BeforeEach
  void start() {
    world = new FlowWorld(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void whatIsAcknowledgedIsReadAtOnce() {
    LogProgress progress = new LogProgress(FlowWorld.SHARDS);
    try (HistoryStore store = world.history(progress);
        KafkaLogGateway gateway = world.gateway(progress);
        Historian historian = new Historian(world.servers(), FlowWorld.SHARDS, store.segments())) {
      historian.start();
      for (int i = 0; i < 50; i++) {
        gateway
            .append("", FlowWorld.NEW_YEAR, FlowWorld.batch(10L * i, FlowWorld.NEW_YEAR + i, i))
            .join();
        assertThat(store.history().count(Query.ANY, 0, Long.MAX_VALUE)).isEqualTo(2L * (i + 1));
      }
    }
  }

  @Test
  void aBatchThatIsSentAgainLandsOnce() {
    LogProgress progress = new LogProgress(FlowWorld.SHARDS);
    try (KafkaLogGateway gateway = world.gateway(progress)) {
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        all.add(
            gateway.append("k1", FlowWorld.NEW_YEAR, FlowWorld.batch(1, FlowWorld.NEW_YEAR, 1)));
      }
      all.forEach(CompletableFuture::join);
      gateway.append("k2", FlowWorld.NEW_YEAR, FlowWorld.batch(3, FlowWorld.NEW_YEAR, 2)).join();
    }
    assertThat(world.log()).allSatisfy(shard -> assertThat(shard).hasSize(2));
  }

  @Test
  void aBatchThatLandedInPartIsCompletedAfterARestart() {
    LogProgress progress = new LogProgress(FlowWorld.SHARDS);
    List<ReadingBlock> whole = FlowWorld.batch(1, FlowWorld.NEW_YEAR, 1);
    try (KafkaLogGateway gateway = world.gateway(progress)) {
      List<ReadingBlock> part = new ArrayList<>(whole);
      part.set(1, new ReadingBlock(0));
      gateway.append("k1", FlowWorld.NEW_YEAR, part).join();
    }
    // the historian never ran: the keys are only in the log
    try (KafkaLogGateway gateway = world.gateway(progress)) {
      gateway.append("k1", FlowWorld.NEW_YEAR, whole).join();
    }
    assertThat(world.log()).allSatisfy(shard -> assertThat(shard).hasSize(1));
  }

  @Test
  void keysThatHistoryHasCommittedAreKnownAfterARestart() throws Exception {
    LogProgress progress = new LogProgress(FlowWorld.SHARDS);
    try (HistoryStore store = world.history(progress);
        KafkaLogGateway gateway = world.gateway(progress);
        Historian historian = new Historian(world.servers(), FlowWorld.SHARDS, store.segments())) {
      historian.start();
      gateway.append("k1", FlowWorld.NEW_YEAR, FlowWorld.batch(1, FlowWorld.NEW_YEAR, 1)).join();
      historian.flushSoon();
      FlowWorld.await("the commit", () -> world.positions.position("history", 1).next() == 1);
    }
    try (KafkaLogGateway gateway = world.gateway(progress)) {
      gateway.append("k1", FlowWorld.NEW_YEAR, FlowWorld.batch(1, FlowWorld.NEW_YEAR, 1)).join();
    }
    assertThat(world.log()).allSatisfy(shard -> assertThat(shard).hasSize(1));
  }

  @Test
  void aHistorianThatIsStoppedAnywhereLosesAndDoublesNothing() {
    LogProgress progress = new LogProgress(FlowWorld.SHARDS);
    try (KafkaLogGateway gateway = world.gateway(progress)) {
      for (int i = 0; i < 200; i++) {
        gateway
            .append("k" + i, FlowWorld.NEW_YEAR, FlowWorld.batch(2L * i, FlowWorld.NEW_YEAR + i, i))
            .join();
      }
    }
    // taken and never flushed: what a kill -9 leaves
    LogProgress lost = new LogProgress(FlowWorld.SHARDS);
    try (HistoryStore store = world.history(lost)) {
      List<LogRecord> shard = world.log().getFirst();
      for (int i = 0; i < 100; i++) {
        store.segments().take(0, i, shard.get(i));
        if (i == 60) {
          store.segments().flush();
        }
      }
    }
    LogProgress again = new LogProgress(FlowWorld.SHARDS);
    try (HistoryStore store = world.history(again);
        KafkaLogGateway gateway = world.gateway(again);
        Historian historian = new Historian(world.servers(), FlowWorld.SHARDS, store.segments())) {
      historian.start();
      gateway.tick(new LogRecord.Tick(FlowWorld.NEW_YEAR)).join();
      assertThat(store.history().count(Query.ANY, 0, Long.MAX_VALUE)).isEqualTo(400);
      assertThat(store.history().count(1, 0, Long.MAX_VALUE)).isEqualTo(200);
    }
  }

  @Test
  void aLogThatWasMadeAnewIsRefused() throws Exception {
    try (Admin admin = Admin.create(java.util.Map.of("bootstrap.servers", world.servers()))) {
      admin.deleteTopics(List.of(Topics.OBSERVATIONS)).all().get();
    }
    assertThatThrownBy(
            () -> {
              // the deletion takes a moment to be seen by every part of the broker
              for (int i = 0; i < 50; i++) {
                Topics.ensure(world.servers(), FlowWorld.SHARDS, (short) 1, world.positions);
                Thread.sleep(100);
              }
            })
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("do not belong together");
  }
}
