package furong.flow;

import furong.base.Transactions;
import furong.observe.CorruptLog;
import furong.observe.LogPositions;
import furong.observe.LogPositions.Position;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies the effects, each once: what the handler does and how far was read are one transaction,
 * and what the stream says again after a restart is known by the offset that it came of; of rules
 * across things by the keys of their effects.
 */
public final class EffectReader extends Worker {

  private static final Logger LOG = LoggerFactory.getLogger(EffectReader.class);

  /** Name among the consumers. */
  public static final String CONSUMER = "effects";

  private static final Duration POLL = Duration.ofMillis(100);

  private final String servers;
  private final int shards;
  private final LogPositions positions;
  private final Transactions transactions;
  private final EffectHandler handler;
  private final AtomicLongArray applied;
  private Position[] at = new Position[0];
  private @Nullable LogReader reader;

  public EffectReader(
      String servers,
      int shards,
      LogPositions positions,
      Transactions transactions,
      EffectHandler handler) {
    super("furong-effects");
    this.servers = servers;
    this.shards = shards;
    this.positions = positions;
    this.transactions = transactions;
    this.handler = handler;
    this.applied = new AtomicLongArray(shards);
  }

  @Override
  void open() {
    LogReader opened = new LogReader(servers, Topics.EFFECTS, shards, "furong-effects");
    reader = opened;
    long[] beginnings = opened.beginnings();
    at = new Position[shards];
    for (int shard = 0; shard < shards; shard++) {
      Position kept = positions.position(CONSUMER, shard);
      if (kept.next() < beginnings[shard]) {
        LOG.error(
            "the log forgot {} entries of effects of shard {} before they were applied",
            beginnings[shard] - kept.next(),
            shard);
      }
      at[shard] = new Position(Math.max(kept.next(), beginnings[shard]), kept.applied());
      applied.set(shard, kept.applied());
      opened.seek(shard, at[shard].next());
    }
  }

  @Override
  void round() {
    LogReader from = reader;
    if (from == null) {
      throw new IllegalStateException("not open");
    }
    ConsumerRecords<byte[], byte[]> records = from.poll(POLL);
    if (records.isEmpty()) {
      return;
    }
    Position[] next = at.clone();
    List<Effect> effects = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      take(record, next, effects);
    }
    transactions.inOne(() -> {
      if (!effects.isEmpty()) {
        handler.handle(effects);
      }
      for (int shard = 0; shard < shards; shard++) {
        if (!next[shard].equals(at[shard])) {
          positions.keep(CONSUMER, shard, next[shard]);
        }
      }
    });
    at = next;
    for (int shard = 0; shard < shards; shard++) {
      applied.set(shard, at[shard].applied());
    }
  }

  private static void take(
      ConsumerRecord<byte[], byte[]> record, Position[] next, List<Effect> effects) {
    int shard = record.partition();
    long source = next[shard].applied();
    try {
      EffectEntry entry = EffectCodec.decode(record.value());
      if (entry.source() == EffectEntry.ACROSS) {
        effects.addAll(entry.effects());
      } else if (entry.source() > source) {
        effects.addAll(entry.effects());
        source = entry.source();
      }
    } catch (CorruptLog e) {
      LOG.error("effects of shard {} offset {} are skipped", shard, record.offset(), e);
    }
    next[shard] = new Position(record.offset() + 1, source);
  }

  /**
   * Offset of the newest entry of the observation log whose effects are applied; every tick and
   * every sixteenth entry moves it, so it lags by ten seconds at most where nothing happens.
   */
  public long applied(int shard) {
    return applied.get(shard);
  }

  @Override
  void release(boolean failed) {
    LogReader open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
  }
}
