package furong.flow;

import furong.engine.FlinkCluster;
import furong.engine.KafkaBroker;
import furong.engine.PostgresProcess;
import furong.history.HistoryStore;
import furong.history.JdbcBatchKeys;
import furong.history.JdbcLogPositions;
import furong.observe.LogCodec;
import furong.observe.LogProgress;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.store.Db;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.flywaydb.core.Flyway;

/** A log, a database and a stream of their own, as the embedded default has them. */
final class FlowWorld implements AutoCloseable {

  static final int SHARDS = 2;
  static final ZoneId CHENGDU = ZoneId.of("Asia/Shanghai");

  /** 2026-01-01T00:00 in Chengdu, Unix ms. */
  static final long NEW_YEAR = 1_767_196_800_000L;

  final Path folder;
  final PostgresProcess postgres;
  final KafkaBroker kafka;
  final Db db;
  final JdbcLogPositions positions;

  FlowWorld(Path folder) {
    this.folder = folder;
    postgres = PostgresProcess.start(folder.resolve("postgres"));
    kafka = KafkaBroker.start(folder.resolve("kafka"));
    db = new Db(postgres.dataSource());
    positions = new JdbcLogPositions(db);
    try {
      Flyway.configure().dataSource(postgres.dataSource()).outOfOrder(true).load().migrate();
      Topics.ensure(servers(), SHARDS, (short) 1, positions);
    } catch (RuntimeException e) {
      close(); // a broker whose folder is swept away takes the whole JVM with it
      throw e;
    }
  }

  String servers() {
    return kafka.bootstrapServers();
  }

  FlinkCluster flink() {
    return FlinkCluster.start(folder.resolve("flink"), 2);
  }

  HistoryStore history(LogProgress progress) {
    return HistoryStore.open(db, folder.resolve("history"), CHENGDU, progress, SHARDS);
  }

  KafkaLogGateway gateway(LogProgress progress) {
    long[] at = new long[SHARDS];
    for (int shard = 0; shard < SHARDS; shard++) {
      at[shard] = positions.position(HistoryStore.CONSUMER, shard).next();
    }
    return new KafkaLogGateway(servers(), SHARDS, progress, new JdbcBatchKeys(db), at);
  }

  /** One reading of datastream {@code 1 + shard} in each shard. */
  static List<ReadingBlock> batch(long firstId, long timeMs, double value) {
    List<ReadingBlock> blocks = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      ReadingBlock block = new ReadingBlock(1);
      block.add(1 + shard, firstId + shard, timeMs, value, null);
      blocks.add(block);
    }
    return blocks;
  }

  /** Everything in the observation log, per shard. */
  List<List<LogRecord>> log() {
    List<List<LogRecord>> all = new ArrayList<>();
    for (List<byte[]> shard : bytes(Topics.OBSERVATIONS)) {
      all.add(shard.stream().map(LogCodec::decode).toList());
    }
    return all;
  }

  /** Everything in the effects log, per shard. */
  List<List<EffectEntry>> effects() {
    List<List<EffectEntry>> all = new ArrayList<>();
    for (List<byte[]> shard : bytes(Topics.EFFECTS)) {
      all.add(shard.stream().map(EffectCodec::decode).toList());
    }
    return all;
  }

  private List<List<byte[]>> bytes(String topic) {
    List<List<byte[]>> all = new ArrayList<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      all.add(new ArrayList<>());
    }
    try (LogReader reader = new LogReader(servers(), topic, SHARDS, "test")) {
      long[] next = reader.beginnings();
      long[] ends = reader.ends();
      for (int shard = 0; shard < SHARDS; shard++) {
        reader.seek(shard, next[shard]);
      }
      while (!Arrays.equals(next, ends)) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(Duration.ofMillis(200))) {
          if (record.offset() < ends[record.partition()]) {
            all.get(record.partition()).add(record.value());
            next[record.partition()] = record.offset() + 1;
          }
        }
      }
    }
    return all;
  }

  /** Waits for something that must come; a minute on a machine that is busy with other things. */
  static void await(String what, BooleanSupplier there) throws InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (!there.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("waited a minute for: " + what);
      }
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    kafka.close();
    postgres.close();
  }
}
