package furong.app.wiring;

import furong.serve.HealthPart;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * A thread that does one kind of work in rounds, rests as long as each round says, and begins
 * again. What a round did is on record when it ends, so that it may be cut off at any time.
 *
 * <pre>{@code
 * new RoundWorker("reminders", () -> { reminders.round(clock.instant()); return MINUTE; });
 * }</pre>
 *
 * A round that fails is logged, makes its health part not ready, and is tried again after {@link
 * #AFTER_FAULT}.
 */
final class RoundWorker implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(RoundWorker.class);

  /** The database may need a moment; more often would only fill the log. */
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  /** A round's transaction is over in seconds; past that it is rolled back and done again. */
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  private final String name;
  private final Supplier<Duration> round;
  private volatile boolean running;
  private volatile String fault = "";
  private volatile Thread thread = Thread.currentThread();

  /**
   * @param name of the thread and of the health part
   * @param round does the work and says how long to rest
   */
  RoundWorker(String name, Supplier<Duration> round) {
    this.name = name;
    this.round = round;
  }

  HealthPart health() {
    return HealthPart.of(name, () -> fault.isEmpty() ? HealthPart.ready() : HealthPart.not(fault));
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  private void run() {
    while (running) {
      Duration rest = once();
      try {
        Thread.sleep(rest);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private Duration once() {
    try {
      Duration rest = round.get();
      fault = "";
      return rest;
    } catch (RuntimeException e) {
      if (running) {
        LOG.warn("a round of {} failed, trying again", name, e);
        fault = String.valueOf(e.getMessage());
      }
      return AFTER_FAULT;
    }
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
    try {
      thread.join(END_WITHIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
