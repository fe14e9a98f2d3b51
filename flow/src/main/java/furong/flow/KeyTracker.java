package furong.flow;

import furong.observe.BatchKeys;
import furong.observe.CorruptLog;
import furong.observe.LogCodec;
import furong.observe.LogProgress;
import furong.observe.LogRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Knows which batches are in the log, shard by shard, so that one that is sent again lands once. A
 * batch whose fate is unknown (the broker did not answer in time) is looked for in the log before
 * it is sent again.
 */
final class KeyTracker implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  /** A log that does not give its own end for this long is down. */
  private static final long SCAN_WITHIN_NS = 60_000_000_000L;

  private static final class Shard {
    final KeyMemory known = new KeyMemory();
    final Map<Long, CompletableFuture<Void>> underWay = new HashMap<>();

    /** Hash to the offset from which to look for it. */
    final Map<Long, Long> uncertain = new HashMap<>();

    /** Everything below is acknowledged. */
    long end;
  }

  private final String servers;
  private final List<Shard> shards = new ArrayList<>();
  private final ExecutorService scans =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("furong-keys").daemon().factory());

  KeyTracker(String servers, int count) {
    this.servers = servers;
    for (int i = 0; i < count; i++) {
      shards.add(new Shard());
    }
  }

  /**
   * Takes the keys of the history, then those of the log beyond it.
   *
   * @param progress is told where the log ends
   */
  void remember(BatchKeys history, long[] positions, LogProgress progress) {
    history.forEach((shard, hash) -> shards.get(shard).known.add(hash));
    long[] ends = scan(positions, (shard, hash) -> shards.get(shard).known.add(hash));
    for (int shard = 0; shard < ends.length; shard++) {
      shards.get(shard).end = ends[shard];
      progress.acknowledged(shard, ends[shard]);
    }
  }

  /**
   * Sends unless the batch is in the log or on its way there.
   *
   * @param send appends it to the log
   */
  CompletableFuture<Void> once(int number, long hash, Supplier<CompletableFuture<Void>> send) {
    Shard shard = shards.get(number);
    CompletableFuture<Void> result;
    long before;
    synchronized (shard) {
      before = shard.end;
      if (shard.known.contains(hash)) {
        return CompletableFuture.completedFuture(null);
      }
      @Nullable CompletableFuture<Void> flying = shard.underWay.get(hash);
      if (flying != null) {
        return flying;
      }
      result = new CompletableFuture<>();
      shard.underWay.put(hash, result);
    }
    @Nullable Long from = uncertainFrom(shard, hash);
    CompletableFuture<Void> attempt =
        from == null
            ? send.get()
            : CompletableFuture.supplyAsync(() -> isInLog(number, hash, from), scans)
                .thenCompose(there -> there ? CompletableFuture.completedFuture(null) : send.get());
    attempt.whenComplete((done, fault) -> {
      synchronized (shard) {
        shard.underWay.remove(hash);
        if (fault == null) {
          shard.known.add(hash);
          shard.uncertain.remove(hash);
        } else {
          shard.uncertain.putIfAbsent(hash, before);
        }
      }
      if (fault == null) {
        result.complete(null);
      } else {
        result.completeExceptionally(
            fault.getCause() instanceof RuntimeException cause ? cause : fault);
      }
    });
    return result;
  }

  /** Everything below {@code next} is in the log for sure. */
  void acknowledged(int number, long next) {
    Shard shard = shards.get(number);
    synchronized (shard) {
      shard.end = Math.max(shard.end, next);
    }
  }

  private static @Nullable Long uncertainFrom(Shard shard, long hash) {
    synchronized (shard) {
      return shard.uncertain.get(hash);
    }
  }

  private boolean isInLog(int number, long hash, long from) {
    long[] positions = new long[shards.size()];
    java.util.Arrays.fill(positions, Long.MAX_VALUE);
    positions[number] = from;
    boolean[] found = new boolean[1];
    scan(positions, (shard, key) -> found[0] |= shard == number && key == hash);
    return found[0];
  }

  /**
   * Gives the keys in the log from the positions to its present end; {@code Long.MAX_VALUE} leaves
   * a shard out. Gives the ends.
   */
  private long[] scan(long[] positions, BatchKeys.Sink sink) {
    try (LogReader reader =
        new LogReader(servers, Topics.OBSERVATIONS, shards.size(), "furong-keys")) {
      long[] beginnings = reader.beginnings();
      long[] ends = reader.ends();
      long[] next = new long[ends.length];
      List<Integer> wanted = new ArrayList<>();
      for (int shard = 0; shard < ends.length; shard++) {
        next[shard] = Math.max(positions[shard], beginnings[shard]);
        if (next[shard] < ends[shard]) {
          wanted.add(shard);
        }
      }
      reader.only(wanted);
      wanted.forEach(shard -> reader.seek(shard, next[shard]));
      long deadline = System.nanoTime() + SCAN_WITHIN_NS;
      while (wanted.stream().anyMatch(shard -> next[shard] < ends[shard])) {
        if (System.nanoTime() > deadline) {
          throw new IllegalStateException("the log does not give its own end");
        }
        for (ConsumerRecord<byte[], byte[]> entry : reader.poll(POLL)) {
          next[entry.partition()] = entry.offset() + 1;
          give(entry, sink);
        }
      }
      return ends;
    }
  }

  private static void give(ConsumerRecord<byte[], byte[]> entry, BatchKeys.Sink sink) {
    try {
      if (LogCodec.decode(entry.value()) instanceof LogRecord.Readings readings
          && !readings.batchKey().isEmpty()) {
        sink.take(entry.partition(), BatchKeys.hash(readings.batchKey()));
      }
    } catch (CorruptLog e) {
      // the historian reports it; it has no key
    }
  }

  @Override
  public void close() {
    scans.shutdownNow();
  }
}
