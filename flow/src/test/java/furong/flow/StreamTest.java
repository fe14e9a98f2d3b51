package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import furong.engine.FlinkCluster;
import furong.observe.LogProgress;
import furong.observe.LogRecord;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamTest {

  @TempDir Path folder;
  private FlowWorld world;
  private long sent;

  @BeforeEach
  void start() {
    world = new FlowWorld(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private Path checkpoints() {
    return folder.resolve("flink/checkpoints");
  }

  private JobID submit(FlinkCluster flink, Optional<String> from) {
    StreamExecutionEnvironment env =
        new StreamExecutionEnvironment(FurongJob.configure(flink.configuration(), from));
    FurongJob.build(
        env, new FurongJob.Plan("test", world.servers(), FlowWorld.SHARDS, 2, CountingJudge::new));
    return flink.submit(env);
  }

  /** Ten batches, the last of which raises an alert in every shard, and a tick. */
  private void send(KafkaLogGateway gateway) {
    for (int i = 0; i < 10; i++) {
      long at = FlowWorld.NEW_YEAR + sent;
      gateway.append("", at, FlowWorld.batch(2 * sent, at, i == 9 ? 100 : 1)).join();
      sent++;
    }
    gateway.tick(new LogRecord.Tick(FlowWorld.NEW_YEAR + sent)).join();
  }

  private List<Long> sources(int shard) {
    return world.effects().get(shard).stream().map(EffectEntry::source).toList();
  }

  @Test
  void aRestoredStreamSaysTheSameAsOneThatWasNeverStopped() throws Exception {
    List<List<EffectEntry>> interrupted;
    try (KafkaLogGateway gateway = world.gateway(new LogProgress(FlowWorld.SHARDS))) {
      try (FlinkCluster flink = world.flink()) {
        JobID job = submit(flink, Optional.empty());
        send(gateway);
        FlowWorld.await(
            "the first effects", () -> sources(1).contains(10L) && sources(0).contains(10L));
        flink.checkpoint(job);
        send(gateway); // after the checkpoint: will be read again
        FlowWorld.await(
            "the next effects", () -> sources(1).contains(21L) && sources(0).contains(21L));
      }
      Optional<String> from = Checkpoints.newest(checkpoints());
      assertThat(from).isPresent();
      try (FlinkCluster flink = world.flink()) {
        submit(flink, from);
        send(gateway);
        FlowWorld.await("the last", () -> sources(0).contains(32L) && sources(1).contains(32L));
      }
      interrupted = world.effects();
      assertThat(interrupted.getFirst().size()).as("said again after the restart").isGreaterThan(8);
      try (FlinkCluster flink = world.flink()) {
        submit(flink, Optional.empty()); // from the beginning of the log, without any state
        FlowWorld.await(
            "the whole log once more",
            () ->
                Collections.frequency(sources(0), 32L) == 2
                    && Collections.frequency(sources(1), 32L) == 2);
      }
    }
    for (int shard = 0; shard < FlowWorld.SHARDS; shard++) {
      List<EffectEntry> all = world.effects().get(shard);
      List<EffectEntry> undisturbed = all.subList(interrupted.get(shard).size(), all.size());
      assertThat(undisturbed).hasSize(8); // three alerts, three ticks, marks at 0 and 16
      assertThat(interrupted.get(shard).stream().distinct().toList()).isEqualTo(undisturbed);
      // 9 * 1 + 100, three times over
      Effect.OfAlert last = (Effect.OfAlert) undisturbed.get(6).effects().getFirst();
      assertThat(last.change().inputs()).containsEntry("sum", 327.0);
    }
  }

  @Test
  void aTornCheckpointIsPassedOver() throws Exception {
    JobID job;
    try (KafkaLogGateway gateway = world.gateway(new LogProgress(FlowWorld.SHARDS));
        FlinkCluster flink = world.flink()) {
      job = submit(flink, Optional.empty());
      send(gateway);
      FlowWorld.await("effects", () -> sources(1).contains(10L));
      flink.checkpoint(job);
      Thread.sleep(20); // file times differ
      flink.checkpoint(job);
      flink.cancel(job);
    }
    Path elsewhere = Files.createDirectories(checkpoints().resolve("an-earlier-run/chk-7"));
    Checkpoints.sweep(checkpoints(), job.toHexString());
    assertThat(elsewhere).doesNotExist();
    Optional<String> newest = Checkpoints.newest(checkpoints());
    Path metadata = Path.of(java.net.URI.create(newest.orElseThrow())).resolve("_metadata");
    try (RandomAccessFile file = new RandomAccessFile(metadata.toFile(), "rw")) {
      file.setLength(file.length() / 2);
    }
    Optional<String> older = Checkpoints.newest(checkpoints());
    assertThat(older).isPresent().isNotEqualTo(newest);
    try (Stream<Path> all = Files.walk(checkpoints())) {
      for (Path each : all.filter(f -> f.endsWith("_metadata")).toList()) {
        Files.writeString(each, "no checkpoint");
      }
    }
    assertThat(Checkpoints.newest(checkpoints())).isEmpty();
  }

  @Test
  void eachEffectIsAppliedOnceThoughItIsSaidTwiceAndTheHandlerFails() throws Exception {
    world.db.update("create table applied (alert text not null)");
    AtomicInteger calls = new AtomicInteger();
    EffectHandler handler =
        effects -> {
          for (Effect effect : effects) {
            world.db.update(
                "insert into applied values (?)", ((Effect.OfAlert) effect).change().alert());
          }
          if (calls.incrementAndGet() == 1) {
            throw new IllegalStateException("the first time goes wrong after its work");
          }
        };
    try (KafkaLogGateway gateway = world.gateway(new LogProgress(FlowWorld.SHARDS));
        EffectReader reader =
            new EffectReader(
                world.servers(), FlowWorld.SHARDS, world.positions, world.db, handler)) {
      reader.start();
      for (int round = 0; round < 2; round++) {
        try (FlinkCluster flink = world.flink()) {
          submit(flink, Optional.empty()); // from the beginning: the second round says it again
          send(gateway);
          long last = round == 0 ? 10 : 21;
          FlowWorld.await(
              "round " + round, () -> reader.applied(0) == last && reader.applied(1) == last);
        }
      }
    }
    // one alert per round and shard
    List<String> applied =
        new ArrayList<>(world.db.list("select alert from applied", r -> r.getString(1)));
    assertThat(applied).hasSize(4).doesNotHaveDuplicates();
  }
}
