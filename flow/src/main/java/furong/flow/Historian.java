package furong.flow;

import furong.observe.CorruptLog;
import furong.observe.LogCodec;
import furong.observe.LogRecord;
import furong.observe.SegmentStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the log into the history. Positions are the history's own, committed with its segments, so
 * every entry is in it once, whenever this is killed.
 */
public final class Historian extends Worker {

  private static final Logger LOG = LoggerFactory.getLogger(Historian.class);

  private static final Duration POLL = Duration.ofMillis(100);

  /** A quiet city: indicators follow within seconds, a segment of some kilobytes each time. */
  private static final long QUIET_MS = 5_000;

  /** A busy one: larger segments, fewer transactions. */
  private static final long BUSY_MS = 15_000;

  /** Entries since the last segment that make a city busy: 200 a second. */
  private static final int BUSY = 1_000;

  /**
   * How often late readings may have a segment of their own: one by itself shows in its figures
   * within two seconds, a device that is always late does not make segments without end.
   */
  private static final long HURRY_EVERY_MS = 30_000;

  private final String servers;
  private final int shards;
  private final SegmentStore store;
  private final LongAdder corrupt = new LongAdder();
  private @Nullable LogReader reader;
  private long flushedAtNs;
  private long hurriedAtNs;

  /** What the last flush came to is not known: what was taken since is to be forgotten. */
  private boolean unsure;

  private volatile boolean flushAsked;

  public Historian(String servers, int shards, SegmentStore store) {
    super("furong-historian");
    this.servers = servers;
    this.shards = shards;
    this.store = store;
  }

  @Override
  void open() {
    if (unsure) {
      store.recover(); // may fail as the last flush did: then it is tried again
      unsure = false;
    }
    LogReader opened = new LogReader(servers, Topics.OBSERVATIONS, shards, "furong-historian");
    reader = opened;
    long[] beginnings = opened.beginnings();
    long[] ends = opened.ends();
    mendTorn(beginnings);
    for (int shard = 0; shard < shards; shard++) {
      long from = store.resume(shard);
      if (from > ends[shard]) {
        throw new IllegalStateException(
            "history has read shard "
                + shard
                + " up to "
                + from
                + ", the log ends at "
                + ends[shard]);
      }
      if (from < beginnings[shard]) {
        LOG.error(
            "the log forgot {} entries of shard {} before history had read them",
            beginnings[shard] - from,
            shard);
      }
      opened.seek(shard, Math.max(from, beginnings[shard]));
    }
    flushedAtNs = System.nanoTime();
    hurriedAtNs = flushedAtNs - HURRY_EVERY_MS * 1_000_000;
  }

  private void mendTorn(long[] beginnings) {
    Optional<List<Long>> torn = store.tornFrom();
    if (torn.isEmpty()) {
      return;
    }
    for (int shard = 0; shard < shards; shard++) {
      if (torn.get().get(shard) < beginnings[shard]) {
        LOG.error("a segment is torn and the log no longer holds its entries: history has a gap");
        return;
      }
    }
    LOG.warn("a segment is torn: reading its entries from the log again, from {}", torn.get());
    store.rewind(torn.get());
  }

  @Override
  void round() {
    LogReader from = reader;
    if (from == null) {
      throw new IllegalStateException("not open");
    }
    ConsumerRecords<byte[], byte[]> records = from.poll(POLL);
    for (ConsumerRecord<byte[], byte[]> entry : records) {
      if (take(entry)) {
        flush();
      }
    }
    long now = System.nanoTime();
    long waitedMs = (now - flushedAtNs) / 1_000_000;
    if (store.urgent() && now - hurriedAtNs >= HURRY_EVERY_MS * 1_000_000) {
      hurriedAtNs = now;
      flush();
    } else if (flushAsked || waitedMs >= (store.pending() < BUSY ? QUIET_MS : BUSY_MS)) {
      flush();
    }
  }

  private boolean take(ConsumerRecord<byte[], byte[]> entry) {
    LogRecord decoded;
    try {
      decoded = LogCodec.decode(entry.value());
    } catch (CorruptLog e) {
      // it can never be read: stopping here for ever would lose all that follows
      corrupt.increment();
      LOG.error("shard {} offset {} is skipped", entry.partition(), entry.offset(), e);
      return false;
    }
    return store.take(entry.partition(), entry.offset(), decoded);
  }

  private void flush() {
    flushAsked = false;
    store.flush();
    flushedAtNs = System.nanoTime();
  }

  /** Makes a segment of what there is within some 100 ms. */
  public void flushSoon() {
    flushAsked = true;
  }

  /** Entries that could not be read and were skipped. */
  public long corrupt() {
    return corrupt.sum();
  }

  @Override
  void release(boolean failed) {
    LogReader open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
    if (failed) {
      unsure = true;
    } else {
      store.flush();
    }
  }
}
