package furong.app.wiring;

import furong.flow.EffectReader;
import furong.flow.Historian;
import furong.flow.TickWriter;
import furong.history.HistoryStore;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts and stops what runs along the log. Those who write into it stop before those who read, and
 * all of them before the engines.
 */
final class FlowLoops implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(FlowLoops.class);

  /** As often as segments come in a quiet city. */
  private static final long MERGE_EVERY_S = 5;

  /** Before the web server starts and after it stops, whose phase is far higher. */
  private static final int PHASE = 0;

  private final TickWriter ticks;
  private final StreamSupervisor stream;
  private final EffectReader effects;
  private final Historian historian;
  private final HistoryStore store;
  private final RetentionRunner retention;
  private final ScheduledExecutorService merging =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("furong-merge").daemon().factory());
  private volatile boolean running;

  FlowLoops(
      TickWriter ticks,
      StreamSupervisor stream,
      EffectReader effects,
      Historian historian,
      HistoryStore store,
      RetentionRunner retention) {
    this.retention = retention;
    this.ticks = ticks;
    this.stream = stream;
    this.effects = effects;
    this.historian = historian;
    this.store = store;
  }

  @Override
  public void start() {
    running = true;
    historian.start();
    effects.start();
    stream.start();
    ticks.start();
    merging.scheduleWithFixedDelay(this::merge, MERGE_EVERY_S, MERGE_EVERY_S, TimeUnit.SECONDS);
  }

  private void merge() {
    try {
      while (running && store.mergeOnce()) {
        LOG.debug("segments were merged");
      }
      long removed = retention.run();
      if (removed > 0) {
        LOG.info("{} observations were kept long enough and are removed", removed);
      }
    } catch (RuntimeException e) {
      // reads stay right, they open more files; the next time it may do
      LOG.error("segments could not be merged or expired", e);
    }
  }

  @Override
  public void stop() {
    running = false;
    ticks.close();
    merging.shutdown();
    stream.close();
    effects.close();
    historian.close();
    try {
      // a merge under way is short of 10 s; cut off, it leaves an orphan that goes at the next
      // start
      merging.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
