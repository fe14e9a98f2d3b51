package furong.sense.devices;

import furong.observe.ReadingBlock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * One page that shows the newest observations as they flow, with what it has yet to look through.
 * What comes faster than it looks is dropped and counted; memory is bounded by {@link #WAITING}.
 */
final class ReadingsListener {

  /** Readings that wait at most, 34 bytes each and shared by all listeners: 0.7 MB. */
  static final int WAITING = 20_000;

  /** More than an eye can follow in a quarter of a second; a screen has no more rows. */
  static final int SHOWN = 50;

  /** One reading, as it was taken. */
  record Row(long datastream, long timeMs, double value, @Nullable String extra) {}

  /**
   * What came since the last look.
   *
   * @param matched how many were wanted, exactly, of those that were looked at
   * @param rows the newest of them, oldest first
   * @param dropped readings that nobody looked at, wanted or not
   */
  record Look(long matched, List<Row> rows, long dropped) {}

  private final LongPredicate wanted;
  private final LinkedBlockingQueue<ReadingBlock> blocks = new LinkedBlockingQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final LongAdder dropped = new LongAdder();

  /**
   * @param wanted tells by the id of a datastream whether its readings are to be shown
   */
  ReadingsListener(LongPredicate wanted) {
    this.wanted = wanted;
  }

  /** Never waits. A block that is larger than the whole queue is taken when nothing waits. */
  void offer(ReadingBlock block) {
    int size = block.size();
    int before = waiting.getAndAdd(size);
    if (before > 0 && before + size > WAITING) {
      waiting.addAndGet(-size);
      dropped.add(size);
    } else {
      blocks.add(block);
    }
  }

  /** Looks through what came; waits for the first of it. Empty when nothing came in time. */
  Look look(Duration wait) throws InterruptedException {
    long matched = 0;
    Deque<Row> rows = new ArrayDeque<>(SHOWN);
    @Nullable ReadingBlock block = blocks.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
    // not more than what waits now: who writes all the time must not keep it here
    for (int left = blocks.size(); block != null; left--) {
      for (int i = 0; i < block.size(); i++) {
        if (wanted.test(block.datastream(i))) {
          matched++;
          if (rows.size() == SHOWN) {
            rows.removeFirst();
          }
          rows.addLast(
              new Row(block.datastream(i), block.timeMs(i), block.value(i), block.extra(i)));
        }
      }
      waiting.addAndGet(-block.size());
      block = left > 0 ? blocks.poll() : null;
    }
    return new Look(matched, new ArrayList<>(rows), dropped.sumThenReset());
  }
}
