package furong.app.wiring;

import furong.indicators.DayWork;
import furong.indicators.DayWork.Round;
import furong.serve.HealthPart;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The thread that works off changed days. Past days are done at once, one round after the other;
 * when only today's are left it rests, since they come again with every new reading.
 */
final class IndicatorWorker implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(IndicatorWorker.class);

  /** Today's figures may be half a minute old: an hour's mean moves slower than that. */
  private static final Duration TODAY = Duration.ofSeconds(30);

  /** How soon a day of the past that comes in is noticed. */
  private static final Duration IDLE = Duration.ofSeconds(1);

  /** After a fault the database may need a moment; more often would only fill the log. */
  private static final Duration AFTER_FAULT = Duration.ofSeconds(5);

  private final DayWork work;
  private volatile boolean running;
  private volatile String fault = "";
  private volatile Thread thread = Thread.currentThread();

  IndicatorWorker(DayWork work) {
    this.work = work;
  }

  HealthPart health() {
    return HealthPart.of(
        "indicators", () -> fault.isEmpty() ? HealthPart.ready() : HealthPart.not(fault));
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("indicators").start(this::run);
  }

  private void run() {
    while (running) {
      Duration rest;
      try {
        Round round = work.round(DayWork.DAYS_A_ROUND);
        fault = "";
        rest = round.pastDays() > 0 ? Duration.ZERO : round.taken() > 0 ? TODAY : IDLE;
      } catch (RuntimeException e) {
        if (!running) {
          return;
        }
        LOG.warn("figures could not be computed, trying again", e);
        fault = String.valueOf(e.getMessage());
        rest = AFTER_FAULT;
      }
      try {
        Thread.sleep(rest);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  @Override
  public void stop() {
    running = false;
    thread.interrupt();
    try {
      // a round's transaction is over in seconds; past that it is rolled back and done again
      thread.join(Duration.ofSeconds(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
