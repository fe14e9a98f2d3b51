package furong.serve.live;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One listening browser: what it watches, and what it has yet to be told. */
final class LiveClient {

  /** A quarter of what the hub remembers: a client that is so far behind is better reset. */
  private static final int QUEUE = LiveHub.REMEMBERED / 4;

  private final String division;
  private final BlockingQueue<LiveEvent> queue = new ArrayBlockingQueue<>(QUEUE);
  private volatile boolean overflowed;
  private volatile long startId;

  LiveClient(String division) {
    this.division = division;
  }

  String division() {
    return division;
  }

  /** The id of the newest change when it joined: what its snapshot is at least as new as. */
  long startId() {
    return startId;
  }

  void startAt(long id) {
    startId = id;
  }

  void offer(LiveEvent event) {
    if (event.concerns(division) && !queue.offer(event)) {
      overflowed = true;
    }
  }

  /** The next change, or null when nothing came in time. */
  @Nullable LiveEvent next(Duration wait) throws InterruptedException {
    return queue.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  boolean overflowed() {
    return overflowed;
  }
}
