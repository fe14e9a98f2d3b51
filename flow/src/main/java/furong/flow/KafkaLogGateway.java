package furong.flow;

import furong.observe.BatchKeys;
import furong.observe.LogCodec;
import furong.observe.LogGateway;
import furong.observe.LogProgress;
import furong.observe.LogRecord;
import furong.observe.LogUnavailable;
import furong.observe.ReadingBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * The log's door on Kafka: idempotent producer, acknowledged by all in-sync copies. One entry per
 * batch and shard, because an entry per reading costs more than twice as much CPU downstream.
 *
 * <p>Futures complete on the producer's own thread: what hangs on them must be quick.
 */
public final class KafkaLogGateway implements LogGateway, AutoCloseable {

  /**
   * Bytes under way at most; beyond it {@link LogUnavailable.Reason#BUSY}. A second of 100,000
   * readings is about 1 MB, so this is far more than any broker that keeps up ever has open, and
   * below the producer's own buffer, which would block the caller.
   */
  private static final long UNDER_WAY = 48L << 20;

  private static final long PRODUCER_BUFFER = 64L << 20;

  /**
   * Entries that the history may be behind before senders are slowed: some minutes of single posts
   * and a few hundred MB on the disk of the log. Nothing is lost there; but who reads would wait
   * for it, and a history that never catches up would at last find the log cut off (7 days).
   */
  private static final long BEHIND = 1_000_000;

  /** A block beyond this is cut: its entry stays below 1 MB, Kafka's usual limit. */
  private static final int MAX_READINGS = 50_000;

  private final KafkaProducer<byte[], byte[]> producer;
  private final int shards;
  private final LogProgress progress;
  private final KeyTracker keys;
  private final AtomicLong underWay = new AtomicLong();
  private volatile String trouble = "";

  /**
   * Opens it; reads from the log what keys came after those that the history remembers.
   *
   * @param positions where the history stands, per shard; entries from there on are read once
   */
  public KafkaLogGateway(
      String servers, int shards, LogProgress progress, BatchKeys remembered, long[] positions) {
    this.shards = shards;
    this.progress = progress;
    this.keys = new KeyTracker(servers, shards);
    keys.remember(remembered, positions, progress);
    this.producer =
        new KafkaProducer<>(
            properties(servers), new ByteArraySerializer(), new ByteArraySerializer());
  }

  private static Map<String, Object> properties(String servers) {
    Map<String, Object> p = new HashMap<>();
    p.put("bootstrap.servers", servers);
    p.put("client.id", "furong-gateway");
    p.put("acks", "all");
    p.put("enable.idempotence", true); // retries inside Kafka double nothing and keep the order
    p.put("linger.ms", 1); // entries of many requests share one request to the broker
    p.put("batch.size", 256 << 10);
    p.put("compression.type", "none"); // entries are packed by LogCodec already
    p.put("buffer.memory", PRODUCER_BUFFER);
    p.put("max.request.size", Topics.MAX_ENTRY_BYTES);
    p.put("max.block.ms", 2_000); // only the first entry after a start has to wait for metadata
    p.put("request.timeout.ms", 5_000);
    p.put("delivery.timeout.ms", 15_000); // then the sender is told; it may send the key again
    p.put("send.buffer.bytes", 1 << 20);
    p.put("enable.metrics.push", false);
    return p;
  }

  @Override
  public int shards() {
    return shards;
  }

  @Override
  public CompletableFuture<Void> append(
      String batchKey, long receivedAtMs, List<@Nullable ReadingBlock> byShard) {
    long behind = progress.lag();
    if (behind > BEHIND) {
      return CompletableFuture.failedFuture(
          new LogUnavailable(
              LogUnavailable.Reason.BUSY, "the history is " + behind + " entries behind"));
    }
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (int shard = 0; shard < byShard.size(); shard++) {
      @Nullable ReadingBlock block = byShard.get(shard);
      if (block != null && block.size() > 0) {
        appendBlock(shard, batchKey, receivedAtMs, block, parts);
      }
    }
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    CompletableFuture<Void> whole = new CompletableFuture<>();
    CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new))
        .whenComplete((done, fault) -> {
          if (fault == null) {
            whole.complete(null);
          } else {
            whole.completeExceptionally(
                fault instanceof CompletionException && fault.getCause() != null
                    ? fault.getCause()
                    : fault);
          }
        });
    return whole;
  }

  private void appendBlock(
      int shard,
      String batchKey,
      long receivedAtMs,
      ReadingBlock block,
      List<CompletableFuture<Void>> parts) {
    int piece = 0;
    for (int from = 0; from < block.size(); from += MAX_READINGS) {
      ReadingBlock part =
          block.size() <= MAX_READINGS
              ? block
              : cut(block, from, Math.min(block.size(), from + MAX_READINGS));
      // the cut is the same each time, so a piece can have a key of its own
      String key = batchKey.isEmpty() || piece == 0 ? batchKey : batchKey + "\u0000" + piece;
      byte[] bytes = LogCodec.encode(new LogRecord.Readings(receivedAtMs, key, part));
      parts.add(
          key.isEmpty()
              ? send(shard, bytes)
              : keys.once(shard, BatchKeys.hash(key), () -> send(shard, bytes)));
      piece++;
    }
  }

  private static ReadingBlock cut(ReadingBlock block, int from, int to) {
    ReadingBlock part = new ReadingBlock(to - from);
    for (int i = from; i < to; i++) {
      part.add(block.datastream(i), block.id(i), block.timeMs(i), block.value(i), block.extra(i));
    }
    return part;
  }

  @Override
  public CompletableFuture<Void> register(int shard, LogRecord.Registered entry) {
    return send(shard, LogCodec.encode(entry));
  }

  @Override
  public CompletableFuture<Void> correct(int shard, LogRecord.Correction entry) {
    return send(shard, LogCodec.encode(entry));
  }

  /** Writes the same tick into every shard. */
  public CompletableFuture<Void> tick(LogRecord.Tick entry) {
    return toAll(LogCodec.encode(entry));
  }

  @Override
  public CompletableFuture<Void> release(LogRecord.Released entry) {
    return toAll(LogCodec.encode(entry));
  }

  /** Always into the same shard, so that a later figure comes later. */
  @Override
  public CompletableFuture<Void> figures(LogRecord.Figures entry) {
    return send(0, LogCodec.encode(entry));
  }

  private CompletableFuture<Void> toAll(byte[] bytes) {
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (int shard = 0; shard < shards; shard++) {
      parts.add(send(shard, bytes));
    }
    return CompletableFuture.allOf(parts.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<Void> send(int shard, byte[] bytes) {
    if (bytes.length > Topics.MAX_ENTRY_BYTES - 1024) { // the record's own frame
      return CompletableFuture.failedFuture(
          new LogUnavailable(
              LogUnavailable.Reason.TOO_LARGE, "an entry of " + bytes.length + " bytes"));
    }
    if (underWay.addAndGet(bytes.length) > UNDER_WAY) {
      underWay.addAndGet(-bytes.length);
      return CompletableFuture.failedFuture(
          new LogUnavailable(
              LogUnavailable.Reason.BUSY, (UNDER_WAY >> 20) + " MB wait for the log already"));
    }
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      producer.send(
          new ProducerRecord<>(Topics.OBSERVATIONS, shard, null, bytes),
          (written, fault) -> {
            underWay.addAndGet(-bytes.length);
            if (fault == null) {
              trouble = "";
              progress.acknowledged(shard, written.offset() + 1);
              keys.acknowledged(shard, written.offset() + 1);
              sent.complete(null);
            } else {
              sent.completeExceptionally(unavailable(fault));
            }
          });
    } catch (KafkaException | IllegalStateException e) {
      underWay.addAndGet(-bytes.length);
      sent.completeExceptionally(unavailable(e));
    }
    return sent;
  }

  private LogUnavailable unavailable(Exception fault) {
    if (fault instanceof RecordTooLargeException) {
      return new LogUnavailable(
          LogUnavailable.Reason.TOO_LARGE, String.valueOf(fault.getMessage()), fault);
    }
    trouble = "the log does not take entries: " + fault.getMessage();
    return new LogUnavailable(LogUnavailable.Reason.DOWN, trouble, fault);
  }

  /** What is wrong; empty when the last entry was taken. */
  public String trouble() {
    return trouble;
  }

  /** Sends what is under way and ends. */
  @Override
  public void close() {
    producer.close();
    keys.close();
  }
}
