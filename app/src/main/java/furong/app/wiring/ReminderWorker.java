package furong.app.wiring;

import furong.plan.Reminders;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The thread that reminds of supervised items. What it did is on record; it may be ended any time.
 */
final class ReminderWorker implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ReminderWorker.class);

  /** Limits count in working days: a minute is soon enough, and the question costs one query. */
  private static final Duration REST = Duration.ofMinutes(1);

  private final Reminders reminders;
  private final InstantSource time;
  private volatile boolean running;
  private volatile Thread thread = Thread.currentThread();

  ReminderWorker(Reminders reminders, InstantSource time) {
    this.reminders = reminders;
    this.time = time;
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofVirtual().name("reminders").start(this::run);
  }

  private void run() {
    while (running) {
      try {
        reminders.round(time.instant());
      } catch (RuntimeException e) {
        if (running) {
          LOG.warn("could not remind of supervised items, trying again", e);
        }
      }
      try {
        Thread.sleep(REST);
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
      // a round is a few statements
      thread.join(Duration.ofSeconds(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
