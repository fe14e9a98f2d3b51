package furong.app.wiring;

import furong.observe.LogGateway;
import furong.release.CityPacks;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Brings released versions of packs into force when their time has come. */
final class ReleaseLoop implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ReleaseLoop.class);

  /** Who releases a rule for at once looks at the page until it is there. */
  private static final long EVERY_MS = 500;

  private final CityPacks packs;
  private final LogGateway log;
  private final Runnable after;
  private final ScheduledExecutorService rounds =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("furong-releases").daemon().factory());
  private volatile boolean running;

  /** Something is in force that those who must be told were not told of yet; one thread. */
  private boolean behind;

  /**
   * @param after what datastreams observe is worked out again; may be done once more
   */
  ReleaseLoop(CityPacks packs, LogGateway log, Runnable after) {
    this.packs = packs;
    this.log = log;
    this.after = after;
  }

  @Override
  public void start() {
    running = true;
    rounds.scheduleWithFixedDelay(this::round, 0, EVERY_MS, TimeUnit.MILLISECONDS);
  }

  private void round() {
    try {
      int taken = packs.round(log);
      if (taken > 0) {
        LOG.info("{} versions of packs are in force now", taken);
        behind = true;
      }
      if (behind) {
        after.run();
        behind = false;
      }
    } catch (RuntimeException e) {
      // what was not noted as in force is sent once more in the next round
      LOG.warn("versions of packs do not come into force yet: {}", e.getMessage());
    }
  }

  @Override
  public void stop() {
    running = false;
    rounds.shutdownNow();
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Before the web server, and after it when stopping: as those who run along the log. */
  @Override
  public int getPhase() {
    return 0;
  }
}
