package furong.flow;

import static org.assertj.core.api.Assertions.assertThat;

import furong.base.WorkCalendar;
import furong.detect.AlertChange;
import furong.engine.FlinkCluster;
import furong.observe.DatastreamInfo;
import furong.observe.LogCodec;
import furong.observe.LogProgress;
import furong.observe.LogRecord;
import furong.observe.PackRelease;
import furong.observe.ReadingBlock;
import furong.pack.PackFiles;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream is killed while a release of a rule across things has reached one of two shards: what
 * is told then is what an undisturbed stream tells. A pond in each shard, both of one street.
 */
class AcrossStreamTest {

  private static final long HOUR = 3_600_000L;
  private static final WorkCalendar CALENDAR =
      WorkCalendar.of(
          FlowWorld.CHENGDU,
          List.of(new WorkCalendar.Session(LocalTime.of(9, 0), LocalTime.of(17, 0))),
          Set.of(),
          Set.of());

  @TempDir Path folder;
  private FlowWorld world;
  private int hour;

  @BeforeEach
  void start() {
    world = new FlowWorld(folder);
  }

  @AfterEach
  void stop() {
    world.close();
  }

  private JobID submit(FlinkCluster flink, Optional<String> from) {
    StreamExecutionEnvironment env =
        new StreamExecutionEnvironment(FurongJob.configure(flink.configuration(), from));
    Judge.Source judge =
        DetectorJudge.of(
            new PackFiles("packs", new WidePack(2, "III").files()), Map.of("pond", 0L), CALENDAR);
    FurongJob.build(env, new FurongJob.Plan("across", world.servers(), FlowWorld.SHARDS, 2, judge));
    return flink.submit(env);
  }

  private static void ponds(KafkaLogGateway gateway) {
    for (int shard = 0; shard < FlowWorld.SHARDS; shard++) {
      DatastreamInfo info =
          new DatastreamInfo(
              1 + shard,
              7 + shard,
              "level",
              "pond",
              "pond.level",
              1,
              0,
              "510104017001",
              shard,
              false);
      gateway.register(shard, new LogRecord.Registered(info.id(), info)).join();
    }
  }

  /** Both ponds are read, then time ticks. */
  private void read(KafkaLogGateway gateway, double level) {
    long at = FlowWorld.NEW_YEAR + hour * HOUR;
    List<ReadingBlock> batch = new ArrayList<>(FlowWorld.batch(2L * hour, at, level));
    gateway.append("", at, new ArrayList<>(batch)).join();
    gateway.tick(new LogRecord.Tick(at + 600_000)).join();
    hour++;
  }

  private static LogRecord.Released version(long number, WidePack pack) {
    return new LogRecord.Released(
        FlowWorld.NEW_YEAR, List.of(new PackRelease("pond", number, pack.files())));
  }

  /** Into one shard alone, as a city that is killed while it releases. */
  private void releaseTo(int shard, LogRecord.Released entry) {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", world.servers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.OBSERVATIONS, shard, null, LogCodec.encode(entry)));
    }
  }

  /** Everything that rules across things told: {@code 1h OPENED III 1}. */
  private List<String> told() {
    List<String> told = new ArrayList<>();
    for (List<EffectEntry> shard : world.effects()) {
      for (EffectEntry entry : shard) {
        for (Effect effect : entry.effects()) {
          if (entry.source() == EffectEntry.ACROSS
              && effect instanceof Effect.OfAlert(AlertChange c)) {
            long at = (c.atMs() - FlowWorld.NEW_YEAR) / HOUR;
            told.add(at + "h " + c.kind() + " " + c.level() + " " + c.packVersion());
          }
        }
      }
    }
    return told;
  }

  @Test
  void killedWhileAReleaseIsUnderWayItTellsWhatAnUndisturbedStreamTells() throws Exception {
    WidePack graver = new WidePack(2.5, "II");
    List<String> killed;
    try (KafkaLogGateway gateway = world.gateway(new LogProgress(FlowWorld.SHARDS))) {
      ponds(gateway);
      try (FlinkCluster flink = world.flink()) {
        JobID job = submit(flink, Optional.empty());
        read(gateway, 1);
        read(gateway, 3);
        FlowWorld.await("the alert opens", () -> told().contains("1h OPENED III 1"));
        flink.checkpoint(job);
        releaseTo(0, version(1, graver));
        read(gateway, 3);
        FlowWorld.await("both shards tick", () -> ticked() >= 3);
      }
      try (FlinkCluster flink = world.flink()) {
        submit(flink, Checkpoints.newest(folder.resolve("flink/checkpoints")));
        gateway.release(version(1, graver)).join(); // once more to all, as after a kill
        read(gateway, 3);
        FlowWorld.await("the new level", () -> told().contains("3h LEVEL II 1+1"));
        gateway.release(version(2, new WidePack(0, ""))).join();
        read(gateway, 3);
        FlowWorld.await("the rule is gone", () -> told().contains("4h CLEARED II 1+1"));
      }
      killed = told();
      try (FlinkCluster flink = world.flink()) {
        submit(flink, Optional.empty()); // from the beginning of the log, without any state
        FlowWorld.await("all of it once more", () -> told().size() == killed.size() + 3);
      }
    }
    List<String> undisturbed = told().subList(killed.size(), killed.size() + 3);
    assertThat(undisturbed)
        .containsExactly("1h OPENED III 1", "3h LEVEL II 1+1", "4h CLEARED II 1+1");
    assertThat(killed.stream().distinct().toList()).isEqualTo(undisturbed);
  }

  /** How many ticks have come through the first stage in the shard that has fewest. */
  private long ticked() {
    List<List<LogRecord>> log = world.log();
    long least = Long.MAX_VALUE;
    for (int shard = 0; shard < FlowWorld.SHARDS; shard++) {
      List<LogRecord> entries = log.get(shard);
      least =
          Math.min(
              least,
              world.effects().get(shard).stream()
                  .mapToLong(EffectEntry::source)
                  .filter(s -> s >= 0 && entries.get((int) s) instanceof LogRecord.Tick)
                  .distinct()
                  .count());
    }
    return least;
  }
}
