package furong.app.wiring;

import furong.cases.Escalator;
import furong.serve.HealthPart;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The thread that tells the levels above of late cases. What it told stands in the cases. */
final class EscalationWorker implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(EscalationWorker.class);

  /** The shortest limits are of minutes: a few seconds late is in time. */
  private static final Duration IDLE = Duration.ofSeconds(3);

  /** After a fault the database may need a moment; more often would only fill the log. */
  private static final Duration AFTER_FAULT = Duration.ofSeconds(10);

  private final Escalator escalator;
  private volatile boolean running;
  private volatile String fault = "";
  private volatile Thread thread = Thread.currentThread();

  EscalationWorker(Escalator escalator) {
    this.escalator = escalator;
  }

  HealthPart health() {
    return HealthPart.of(
        "escalation", () -> fault.isEmpty() ? HealthPart.ready() : HealthPart.not(fault));
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("escalation").start(this::run);
  }

  private void run() {
    while (running) {
      Duration rest = round();
      try {
        Thread.sleep(rest);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private Duration round() {
    try {
      int told = escalator.round();
      fault = "";
      return told == Escalator.CASES_A_ROUND ? Duration.ZERO : IDLE;
    } catch (RuntimeException e) {
      if (running) {
        LOG.warn("late cases could not be told of, trying again", e);
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
      // a round is over in a second or two; past that its last case is rolled back and told later
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
