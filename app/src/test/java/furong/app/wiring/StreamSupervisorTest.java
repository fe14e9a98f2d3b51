package furong.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import furong.detect.Effects;
import furong.engine.FlinkCluster;
import furong.engine.KafkaBroker;
import furong.flow.FurongJob;
import furong.flow.Judge;
import furong.flow.Topics;
import furong.observe.LogPositions;
import furong.observe.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream of one shard whose whole state is the number of the build that wrote it. */
class StreamSupervisorTest {

  @TempDir Path folder;
  private KafkaBroker kafka;

  @BeforeEach
  void start() {
    kafka = KafkaBroker.start(folder.resolve("kafka"));
    Topics.ensure(kafka.bootstrapServers(), 1, (short) 1, new NoPositions());
    NumberedBuild.REFUSED.set(0);
    NumberedBuild.RESTORED.set(0);
    NumberedBuild.STUMBLES.set(0);
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  /** Runs a build until its stream runs, and stops it in order. */
  private void run(int build) throws InterruptedException {
    FurongJob.Plan plan =
        new FurongJob.Plan(
            "test", kafka.bootstrapServers(), 1, 1, () -> NumberedBuild.opened(build));
    try (FlinkCluster flink = FlinkCluster.start(folder.resolve("flink"), 1);
        StreamSupervisor stream =
            new StreamSupervisor(
                () -> flink, () -> plan, folder.resolve("flink/checkpoints"), () -> 0)) {
      stream.start();
      await(() -> stream.state().ready());
    }
  }

  private static void await(BooleanSupplier there) throws InterruptedException {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
    while (!there.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) {
        throw new AssertionError("waited a minute for the stream");
      }
      Thread.sleep(20);
    }
  }

  private List<Path> setAside() throws IOException {
    Path aside = folder.resolve("flink/unreadable");
    if (!Files.isDirectory(aside)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(aside)) {
      return all.toList();
    }
  }

  @Test
  void aCheckpointOfAnotherBuildIsSetAsideAtItsFirstFailure() throws Exception {
    run(1);
    assertThat(setAside()).isEmpty();
    run(2);
    // each that the first build left was tried once, then kept where it is in nobody's way
    assertThat(NumberedBuild.REFUSED.get()).isPositive().isEqualTo(setAside().size());
    assertThat(setAside()).allSatisfy(c -> assertThat(c.resolve("_metadata")).isRegularFile());
    assertThat(NumberedBuild.RESTORED.get()).isZero();
    run(2); // goes on at what it wrote itself
    assertThat(NumberedBuild.RESTORED.get()).isEqualTo(1);
  }

  @Test
  void whatMayPassIsTriedAgainWithTheSameCheckpoint() throws Exception {
    run(1);
    NumberedBuild.STUMBLES.set(2);
    run(1);
    assertThat(NumberedBuild.STUMBLES.get()).isZero();
    assertThat(setAside()).isEmpty();
    assertThat(NumberedBuild.RESTORED.get()).isPositive();
  }

  /** Refuses the state of another build, as the rules' own bytes do. */
  private static final class NumberedBuild implements Judge {

    static final AtomicInteger REFUSED = new AtomicInteger();
    static final AtomicInteger RESTORED = new AtomicInteger();

    /** How often it cannot be opened for a reason that passes. */
    static final AtomicInteger STUMBLES = new AtomicInteger();

    private final int build;

    private NumberedBuild(int build) {
      this.build = build;
    }

    static NumberedBuild opened(int build) {
      if (STUMBLES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new IllegalStateException("the disk does not answer just now");
      }
      return new NumberedBuild(build);
    }

    @Override
    public void apply(int shard, LogRecord entry, Effects out) {
      // the log is empty
    }

    @Override
    public List<byte[]> save(int shard) {
      return List.of(new byte[] {(byte) build});
    }

    @Override
    public void restore(int shard, List<byte[]> state) {
      if (state.getFirst()[0] != build) {
        REFUSED.incrementAndGet();
        throw new IllegalArgumentException("written by build " + state.getFirst()[0]);
      }
      RESTORED.incrementAndGet();
    }
  }

  /** Nobody reads this log but the stream, which keeps its place in its checkpoints. */
  private static final class NoPositions implements LogPositions {

    @Override
    public Position position(String consumer, int shard) {
      return Position.BEGINNING;
    }

    @Override
    public void keep(String consumer, int shard, Position position) {
      throw new UnsupportedOperationException("nobody reads this log");
    }

    @Override
    public Optional<String> identity(String topic) {
      return Optional.empty();
    }

    @Override
    public void identify(String topic, String identity) {
      // it is made once
    }
  }
}
