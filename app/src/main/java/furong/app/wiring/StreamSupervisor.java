package furong.app.wiring;

import furong.engine.FlinkRunner;
import furong.flow.Checkpoints;
import furong.flow.FurongJob;
import furong.serve.HealthPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the stream running: submits it where its last checkpoint is, watches it, and submits it
 * anew when it does not come back by itself.
 */
final class StreamSupervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamSupervisor.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /**
   * Flink restarts a failed job by itself within seconds, a first start on a drowned machine takes
   * a minute; three without success mean that it cannot.
   */
  private static final long PATIENCE_NS = 180_000_000_000L;

  /** Having run for so long without a break it runs: a state that cannot be read fails at once. */
  private static final long STEADY_NS = 5_000_000_000L;

  /** After a start that failed as a whole. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Supplier<FlinkRunner> flink;
  private final Supplier<FurongJob.Plan> plan;
  private final Path checkpoints;
  private final Thread thread =
      Thread.ofPlatform().name("furong-stream").daemon().unstarted(this::run);
  private volatile boolean stopping;
  private volatile String trouble = "starting";
  private volatile @Nullable JobID job;
  private boolean distrustCheckpoints;

  /**
   * @param flink waits until Flink is there
   * @param checkpoints folder in which its checkpoints lie
   */
  StreamSupervisor(Supplier<FlinkRunner> flink, Supplier<FurongJob.Plan> plan, Path checkpoints) {
    this.flink = flink;
    this.plan = plan;
    this.checkpoints = checkpoints;
  }

  void start() {
    thread.start();
  }

  HealthPart.State state() {
    return trouble.isEmpty() ? HealthPart.ready() : HealthPart.not(trouble);
  }

  private void run() {
    while (!stopping) {
      try {
        FlinkRunner runner = flink.get();
        JobID submitted = submit(runner);
        job = submitted;
        watch(runner, submitted);
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        if (!stopping) {
          LOG.error("the stream cannot be started, trying again", e);
          trouble = "cannot be started: " + e.getMessage();
          pause();
        }
      }
    }
  }

  private JobID submit(FlinkRunner runner) {
    runner.endFormer(plan.get().name());
    Optional<String> from =
        distrustCheckpoints ? Optional.empty() : Checkpoints.newest(checkpoints);
    LOG.info("the stream begins at {}", from.orElse("the beginning of the log"));
    StreamExecutionEnvironment env =
        new StreamExecutionEnvironment(FurongJob.configure(runner.configuration(), from));
    FurongJob.build(env, plan.get());
    return runner.submit(env);
  }

  /** Returns when the job is given up. */
  private void watch(FlinkRunner runner, JobID watched) throws InterruptedException {
    long wellNs = System.nanoTime();
    long brokenNs = wellNs;
    boolean steady = false;
    while (!stopping) {
      long now = System.nanoTime();
      if (runner.isRunning(watched)) {
        trouble = "";
        if (now - brokenNs > STEADY_NS) {
          wellNs = now;
          distrustCheckpoints = false;
          if (!steady) {
            steady = true;
            Checkpoints.sweep(checkpoints, watched.toHexString());
          }
        }
      } else {
        brokenNs = now;
        trouble = steady ? "restarting" : "starting";
      }
      if (now - wellNs > PATIENCE_NS) {
        LOG.error("the stream does not come back, submitting it anew");
        // what cannot be restored cannot be the place to go on from
        distrustCheckpoints = !steady;
        cancelQuietly(runner, watched);
        return;
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  private static void cancelQuietly(FlinkRunner runner, JobID job) {
    try {
      runner.cancel(job);
    } catch (RuntimeException e) {
      LOG.warn("the job could not be cancelled: {}", e.getMessage());
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  /** Takes a last checkpoint, so that the next start has little to read again, and stops. */
  @Override
  public void close() {
    stopping = true;
    thread.interrupt();
    @Nullable JobID running = job;
    if (running == null) {
      return;
    }
    FlinkRunner runner = flink.get();
    try {
      runner.checkpoint(running);
    } catch (RuntimeException e) {
      LOG.warn("no last checkpoint: {}", e.getMessage());
    }
    cancelQuietly(runner, running);
  }
}
