package furong.app.wiring;

import furong.cases.AlertStore;
import furong.notify.CalmBoard;
import furong.notify.CalmDesk;
import furong.notify.Courier;
import furong.notify.NotifyDesk;
import furong.warn.cap.CapPoller;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the notifications going: steps every 5 s, deliveries every 2 s, feeds of warnings every
 * minute. Every minute the board of open alerts is read again, so that a change which it was told
 * out of order is mended.
 */
final class NotifyLoops implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(NotifyLoops.class);

  /** A sixth of the time that the first of a group waits: nobody notices it. */
  private static final long STEP_S = 5;

  private static final long DELIVER_S = 2;

  private static final long MINUTE_S = 60;

  /** A city with more open alerts has other troubles; the rest is seen in the list. */
  private static final int MOST_OPEN = 200_000;

  /** As FlowLoops: before the web server starts and after it stops. */
  private static final int PHASE = 0;

  private final NotifyDesk desk;
  private final Courier courier;
  private final CalmDesk calm;
  private final CalmBoard board;
  private final Runnable inhibit;
  private final AlertStore alerts;
  private final CapPoller poller;
  // one for steps and board, one for what waits for others
  private final ScheduledExecutorService threads =
      Executors.newScheduledThreadPool(
          3, Thread.ofPlatform().name("furong-notify-", 0).daemon().factory());
  private volatile boolean running;

  NotifyLoops(
      NotifyDesk desk,
      Courier courier,
      CalmDesk calm,
      CalmBoard board,
      Runnable inhibit,
      AlertStore alerts,
      CapPoller poller) {
    this.desk = desk;
    this.courier = courier;
    this.calm = calm;
    this.board = board;
    this.inhibit = inhibit;
    this.alerts = alerts;
    this.poller = poller;
  }

  @Override
  public void start() {
    running = true;
    refresh();
    every(MINUTE_S, this::refresh);
    every(STEP_S, inhibit); // versions of packs may have switched
    every(STEP_S, desk::tick);
    every(DELIVER_S, courier::deliver);
    if (poller.hasFeeds()) {
      every(MINUTE_S, poller::poll);
    }
  }

  private void refresh() {
    board.load(alerts.list(AlertStore.Query.open(List.of(), MOST_OPEN)));
    calm.refresh();
  }

  private void every(long seconds, Runnable work) {
    threads.scheduleWithFixedDelay(
        () -> {
          try {
            if (running) {
              work.run();
            }
          } catch (RuntimeException e) {
            // it is all in the store: the next time it may do
            LOG.error("notifications were held up", e);
          }
        },
        seconds,
        seconds,
        TimeUnit.SECONDS);
  }

  @Override
  public void stop() {
    running = false;
    threads.shutdown();
    try {
      // a delivery under way ends within its patience; cut off, it is sent again with its key
      threads.awaitTermination(5, TimeUnit.SECONDS);
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
