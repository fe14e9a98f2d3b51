package furong.flow;

import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeHint;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The stream: log in, judged shard by shard, then rules across things once for all, effects out.
 *
 * <pre>{@code
 * Configuration c = FurongJob.configure(flink.configuration(), Checkpoints.newest(dir));
 * StreamExecutionEnvironment env = new StreamExecutionEnvironment(c);
 * FurongJob.build(env, new FurongJob.Plan("furong", servers, 4, 2, judge));
 * flink.submit(env);
 * }</pre>
 *
 * Effects are written at least once; each carries the offset that it came of, by which {@link
 * EffectReader} knows those that it has. There are no watermarks: event time is kept per thing
 * within the judge.
 */
public final class FurongJob {

  /**
   * Five seconds between checkpoints: what is read again after a kill is small, and encoding the
   * state of 10,000 sensors takes some 10 ms.
   */
  private static final Duration CHECKPOINT_EVERY = Duration.ofSeconds(5);

  /**
   * And longer the more there is to write, for a stream judges nothing while it writes: a million
   * datastreams are a checkpoint each 25 s. What is read again after a kill grows alike, some
   * seconds' worth.
   */
  private static final long CHECKPOINT_NS_A_DATASTREAM = 20_000;

  /** An entry waits at most this long for others between two tasks: the visible part of latency. */
  private static final long BUFFER_MS = 5;

  /**
   * @param name of the job, unique among those of one cluster
   * @param servers bootstrap servers of Kafka
   * @param shards partitions of both topics
   * @param parallelism subtasks side by side; at most the shards
   */
  public record Plan(
      String name, String servers, int shards, int parallelism, Judge.Source judge) {}

  private FurongJob() {}

  /** How often a city of so many datastreams takes a checkpoint. */
  static Duration checkpointEvery(long datastreams) {
    return CHECKPOINT_EVERY.plusNanos(datastreams * CHECKPOINT_NS_A_DATASTREAM);
  }

  /** The configuration of a small city. */
  public static Configuration configure(Configuration base, Optional<String> from) {
    return configure(base, from, 0);
  }

  /**
   * The configuration for an environment: checkpoints, restarts, and where to go on.
   *
   * @param datastreams about how many there are; more of them later only make checkpoints dearer
   */
  public static Configuration configure(
      Configuration base, Optional<String> from, long datastreams) {
    Configuration c = new Configuration(base);
    c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointEvery(datastreams));
    c.set(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofSeconds(1));
    c.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(2));
    c.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE); // the next may do
    c.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    // not for its size: Flink reads an uncompressed operator state byte by byte from the file, and
    // the 20 MB of 2,000 sensors took 17 s of a restart; a compressed one goes through a buffer
    c.set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
    c.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    c.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    c.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(10));
    from.ifPresent(path -> {
      c.set(StateRecoveryOptions.SAVEPOINT_PATH, path);
      // the job owns it from now on and removes it when newer ones are there
      c.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
    });
    return c;
  }

  /** Puts the stream into {@code env}, whose configuration came of {@link #configure}. */
  public static void build(StreamExecutionEnvironment env, Plan plan) {
    int parallelism = Math.min(plan.parallelism(), plan.shards());
    env.configure(new Configuration().set(PipelineOptions.NAME, plan.name()));
    env.setParallelism(parallelism);
    env.setMaxParallelism(Math.max(128, plan.shards())); // fixed: a restore checks it
    env.setBufferTimeout(BUFFER_MS);
    env.getConfig().enableObjectReuse();
    KafkaSource<Tuple3<Integer, Long, byte[]>> source =
        KafkaSource.<Tuple3<Integer, Long, byte[]>>builder()
            .setBootstrapServers(plan.servers())
            .setTopics(Topics.OBSERVATIONS)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(new Entries())
            .setClientIdPrefix("furong-stream")
            .setProperties(reading())
            .build();
    KafkaSink<Tuple2<Integer, byte[]>> sink =
        KafkaSink.<Tuple2<Integer, byte[]>>builder()
            .setBootstrapServers(plan.servers())
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(new ToShard())
            .setKafkaProducerConfig(writing())
            .build();
    TypeInformation<Tuple2<Integer, byte[]>> entries =
        TypeInformation.of(new TypeHint<Tuple2<Integer, byte[]>>() {});
    SingleOutputStreamOperator<Tuple2<Integer, byte[]>> judged =
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "log")
            .uid("log")
            .partitionCustom((shard, subtasks) -> shard % subtasks, entry -> entry.f0)
            .process(new JudgeFunction(plan.judge(), plan.shards()))
            .returns(entries)
            .name("judge")
            .uid("judge");
    judged.sinkTo(sink).name("effects").uid("effects");
    judged
        .getSideOutput(JudgeFunction.FACTS)
        .process(new AcrossFunction(plan.judge(), plan.shards()))
        .returns(entries)
        .setParallelism(1)
        .name("across")
        .uid("across")
        .sinkTo(sink)
        .setParallelism(1)
        .name("across-effects")
        .uid("across-effects");
  }

  private static Properties reading() {
    Properties p = new Properties();
    p.setProperty("commit.offsets.on.checkpoint", "false"); // positions are in the checkpoints
    p.setProperty("partition.discovery.interval.ms", "-1"); // shards are fixed
    p.setProperty("auto.offset.reset", "earliest");
    p.setProperty("max.partition.fetch.bytes", String.valueOf(Topics.MAX_ENTRY_BYTES));
    p.setProperty("enable.metrics.push", "false");
    return p;
  }

  private static Properties writing() {
    Properties p = new Properties();
    p.setProperty("acks", "all");
    // an entry that is given up while a later one lands would be passed over for ever: never give
    // up, and keep the order
    p.setProperty("enable.idempotence", "true");
    p.setProperty("delivery.timeout.ms", String.valueOf(Integer.MAX_VALUE));
    p.setProperty("linger.ms", "0");
    p.setProperty("max.request.size", String.valueOf(Topics.MAX_ENTRY_BYTES));
    p.setProperty("enable.metrics.push", "false");
    return p;
  }

  /** Shard, offset and bytes of an entry. */
  static final class Entries
      implements KafkaRecordDeserializationSchema<Tuple3<Integer, Long, byte[]>> {

    private static final long serialVersionUID = 1;

    @Override
    public void deserialize(
        ConsumerRecord<byte[], byte[]> record, Collector<Tuple3<Integer, Long, byte[]>> out) {
      out.collect(Tuple3.of(record.partition(), record.offset(), record.value()));
    }

    @Override
    public TypeInformation<Tuple3<Integer, Long, byte[]>> getProducedType() {
      return TypeInformation.of(new TypeHint<Tuple3<Integer, Long, byte[]>>() {});
    }
  }

  /** Effects of a shard go to the partition of the same number. */
  static final class ToShard implements KafkaRecordSerializationSchema<Tuple2<Integer, byte[]>> {

    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        Tuple2<Integer, byte[]> element, KafkaSinkContext context, @Nullable Long timestamp) {
      return new ProducerRecord<>(Topics.EFFECTS, element.f0, null, element.f1);
    }
  }
}
