package furong.sense.sta;

import furong.observe.LogGateway;
import furong.observe.LogRecord;
import furong.observe.LogUnavailable;
import furong.observe.ReadingBlock;
import furong.observe.SegmentStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A log without a broker: every entry goes straight into the history, in order. */
final class InlineLog implements LogGateway {

  private final SegmentStore history;
  private final long[] offsets;
  private final Set<String> keys = new HashSet<>();
  final List<LogRecord.Registered> registered = new ArrayList<>();
  boolean down;
  private boolean stalled;
  private final List<Runnable> waiting = new ArrayList<>();

  /** From now on nothing is acknowledged. */
  synchronized void stall() {
    stalled = true;
  }

  /** Takes and acknowledges what waited, in order. */
  synchronized void release() {
    stalled = false;
    List.copyOf(waiting).forEach(Runnable::run);
    waiting.clear();
  }

  synchronized int waiting() {
    return waiting.size();
  }

  InlineLog(SegmentStore history, int shards) {
    this.history = history;
    this.offsets = new long[shards];
  }

  /** Entries taken so far, over all shards. */
  synchronized long entries() {
    return Arrays.stream(offsets).sum();
  }

  @Override
  public int shards() {
    return offsets.length;
  }

  @Override
  public synchronized CompletableFuture<Void> append(
      String batchKey, long receivedAtMs, List<@Nullable ReadingBlock> byShard) {
    if (down) {
      return refused();
    }
    if (stalled) {
      CompletableFuture<Void> later = new CompletableFuture<>();
      waiting.add(() -> {
        var done = append(batchKey, receivedAtMs, byShard);
        done.thenRun(() -> later.complete(null));
      });
      return later;
    }
    if (!batchKey.isEmpty() && !keys.add(batchKey)) {
      return CompletableFuture.completedFuture(null);
    }
    for (int shard = 0; shard < byShard.size(); shard++) {
      ReadingBlock block = byShard.get(shard);
      if (block != null && block.size() > 0) {
        take(shard, new LogRecord.Readings(receivedAtMs, batchKey, block));
      }
    }
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletableFuture<Void> register(int shard, LogRecord.Registered entry) {
    if (down) {
      return refused();
    }
    registered.add(entry);
    return take(shard, entry);
  }

  @Override
  public synchronized CompletableFuture<Void> correct(int shard, LogRecord.Correction entry) {
    return down ? refused() : take(shard, entry);
  }

  @Override
  public synchronized CompletableFuture<Void> figures(LogRecord.Figures entry) {
    if (!down) {
      take(0, entry);
    }
    return down ? refused() : CompletableFuture.completedFuture(null);
  }

  @Override
  public synchronized CompletableFuture<Void> release(LogRecord.Released entry) {
    for (int shard = 0; shard < offsets.length && !down; shard++) {
      take(shard, entry);
    }
    return down ? refused() : CompletableFuture.completedFuture(null);
  }

  private CompletableFuture<Void> take(int shard, LogRecord entry) {
    history.take(shard, offsets[shard]++, entry);
    return CompletableFuture.completedFuture(null);
  }

  private static CompletableFuture<Void> refused() {
    return CompletableFuture.failedFuture(
        new LogUnavailable(LogUnavailable.Reason.DOWN, "the log is switched off in this test"));
  }
}
