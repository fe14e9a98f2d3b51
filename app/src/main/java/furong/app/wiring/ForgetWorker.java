package furong.app.wiring;

import furong.cases.ReportKeeper;
import furong.serve.HealthPart;
import furong.store.cases.PhotoFiles;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Forgets what people told of themselves when its time has come: once an hour, a hundred reports at
 * a time. A photo's file is deleted after its record; when the program ends between the two, the
 * file stays though nobody can see it any more.
 */
final class ForgetWorker implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(ForgetWorker.class);

  /** Retention is counted in days; an hour more is nothing. */
  private static final Duration REST = Duration.ofHours(1);

  private final ReportKeeper keeper;
  private final PhotoFiles files;
  private final Duration retention;
  private volatile boolean running;
  private volatile String fault = "";
  private volatile Thread thread = Thread.currentThread();

  ForgetWorker(ReportKeeper keeper, PhotoFiles files, Duration retention) {
    this.keeper = keeper;
    this.files = files;
    this.retention = retention;
  }

  HealthPart health() {
    return HealthPart.of(
        "forgetting", () -> fault.isEmpty() ? HealthPart.ready() : HealthPart.not(fault));
  }

  @Override
  public void start() {
    running = true;
    thread = Thread.ofPlatform().daemon().name("forgetting").start(this::run);
  }

  private void run() {
    while (running) {
      try {
        List<String> photos = keeper.forget(retention);
        photos.forEach(files::delete);
        fault = "";
      } catch (RuntimeException e) {
        if (!running) {
          return;
        }
        LOG.warn("reports could not be forgotten, trying again in an hour", e);
        fault = String.valueOf(e.getMessage());
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
  }

  @Override
  public boolean isRunning() {
    return running;
  }
}
