package furong.app.wiring;

import furong.engine.FlinkRunner;
import furong.flow.Checkpoints;
import furong.flow.FurongJob;
import furong.flow.UnreadableState;
import furong.serve.HealthPart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the stream running: submits it where its last checkpoint is, watches it, and submits it
 * anew when it does not come back by itself.
 *
 * <p>A checkpoint that cannot be read, such as one of an older build, fails the same way each time:
 * it is set aside at the first failure ({@link UnreadableState}) and the next older one is tried,
 * at last the beginning of the log. What may pass (a disk or a log that does not answer) is tried
 * again with the same checkpoint; only three minutes of failures while it is read end that, too.
 */
final class StreamSupervisor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamSupervisor.class);

  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /**
   * Flink restarts a failed job by itself within seconds, a first start on a drowned machine takes
   * a minute; three without success mean that it cannot.
   */
  private static final long PATIENCE_NS = 180_000_000_000L;

  /** Having run for so long without a break it runs: what cannot be restored fails at once. */
  private static final long STEADY_NS = 5_000_000_000L;

  /** After a start that failed as a whole. */
  private static final Duration PAUSE = Duration.ofSeconds(3);

  private final Supplier<FlinkRunner> flink;
  private final Supplier<FurongJob.Plan> plan;
  private final Path checkpoints;
  private final LongSupplier datastreams;
  private final Thread thread =
      Thread.ofPlatform().name("furong-stream").daemon().unstarted(this::run);
  private volatile boolean stopping;
  private volatile String trouble = "starting";
  private volatile @Nullable JobID job;

  /** A job, and the checkpoint at which it began. */
  private record Attempt(JobID job, Optional<String> from) {}

  /**
   * @param flink waits until Flink is there
   * @param checkpoints folder in which its checkpoints lie
   * @param datastreams how many there are: the more, the rarer are checkpoints
   */
  StreamSupervisor(
      Supplier<FlinkRunner> flink,
      Supplier<FurongJob.Plan> plan,
      Path checkpoints,
      LongSupplier datastreams) {
    this.flink = flink;
    this.plan = plan;
    this.checkpoints = checkpoints;
    this.datastreams = datastreams;
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
        Attempt attempt = submit(runner);
        job = attempt.job();
        watch(runner, attempt);
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

  private Attempt submit(FlinkRunner runner) {
    runner.endFormer(plan.get().name());
    Optional<String> from = Checkpoints.newest(checkpoints);
    LOG.info("the stream begins at {}", from.orElse("the beginning of the log"));
    StreamExecutionEnvironment env =
        new StreamExecutionEnvironment(
            FurongJob.configure(runner.configuration(), from, datastreams.getAsLong()));
    FurongJob.build(env, plan.get());
    return new Attempt(runner.submit(env), from);
  }

  /** Returns when the job is given up. */
  private void watch(FlinkRunner runner, Attempt attempt) throws InterruptedException {
    JobID watched = attempt.job();
    long wellNs = System.nanoTime();
    long brokenNs = wellNs;
    boolean steady = false;
    while (!stopping) {
      long now = System.nanoTime();
      boolean running = runner.isRunning(watched);
      if (running) {
        trouble = "";
        if (now - brokenNs > STEADY_NS) {
          wellNs = now;
          if (!steady) {
            steady = true;
            Checkpoints.sweep(checkpoints, watched.toHexString());
          }
        }
      } else {
        brokenNs = now;
        trouble = steady ? "restarting" : "starting";
      }
      boolean late = now - wellNs > PATIENCE_NS;
      if (late || !running) {
        String failure = runner.lastFailure(watched).orElse("");
        boolean unreadable =
            late ? UnreadableState.isRestoring(failure) : UnreadableState.isToldBy(failure);
        if (late || unreadable) {
          giveUp(runner, attempt, unreadable && !steady, failure);
          return;
        }
      }
      Thread.sleep(LOOK_EVERY);
    }
  }

  /**
   * @param unreadable whether it is the checkpoint's fault. A job that ran has newer ones of its
   *     own: which of them it is shows when the job is submitted anew
   */
  private void giveUp(FlinkRunner runner, Attempt attempt, boolean unreadable, String failure) {
    LOG.error("the stream does not come back, submitting it anew; it failed with {}", failure);
    cancelQuietly(runner, attempt.job());
    if (unreadable && attempt.from().isPresent()) {
      String from = attempt.from().get();
      LOG.error(
          "checkpoint {} cannot be read, it is kept as {}: going on with an older one, or from the"
              + " beginning of the log",
          from,
          Checkpoints.setAside(checkpoints, from));
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
