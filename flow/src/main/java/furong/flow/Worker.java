package furong.flow;

import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A loop on a thread of its own that is begun anew when it fails: it says what is wrong as long as
 * it is, and stops when told. Subclasses open what they need in {@link #open}, do one round in
 * {@link #round}, and leave nothing behind in {@link #release}.
 */
abstract class Worker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** Pause after a failure: long enough not to fill a log, short against the patience of people. */
  private static final long PAUSE_MS = 1_000;

  /** What a round under way may take before we stop waiting for it. */
  private static final long STOP_WITHIN_MS = 20_000;

  private static final String STARTING = "starting";

  private final Thread thread;
  private volatile String trouble = STARTING;
  private volatile boolean stopping;

  Worker(String name) {
    thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  abstract void open();

  /** One round; waits at most some 100 ms when there is nothing to do. */
  abstract void round();

  /** Called on the worker's thread after the last round, or after a failure. */
  abstract void release(boolean failed);

  /** Makes a waiting round end soon. */
  void wake() {}

  public final void start() {
    thread.start();
  }

  private void run() {
    while (!stopping) {
      boolean failed = true;
      try {
        open();
        while (!stopping) {
          round();
          trouble = "";
        }
        failed = false;
      } catch (WakeupException | InterruptException e) {
        failed = !stopping;
      } catch (RuntimeException | Error e) {
        trouble = e.getClass().getSimpleName() + ": " + e.getMessage();
        LOG.error("{} failed and begins anew", thread.getName(), e);
      } finally {
        releaseQuietly(failed);
      }
      if (!stopping && failed) {
        pause();
      }
    }
  }

  private void releaseQuietly(boolean failed) {
    try {
      release(failed);
    } catch (RuntimeException e) {
      LOG.error(
          "{} could not end in order; it goes on where its last commit was", thread.getName(), e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }

  final boolean isStopping() {
    return stopping;
  }

  /** What is wrong; empty when all is well. */
  public final String trouble() {
    return trouble;
  }

  /** Ends after the round under way and waits for that. */
  @Override
  public final void close() {
    stopping = true;
    wake();
    try {
      thread.join(STOP_WITHIN_MS);
      if (thread.isAlive()) {
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
