package furong.observe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one door into the observation log.
 *
 * <pre>{@code
 * gateway.append("gateway-7/2026-01-01T00:00", now, blocksByShard).join();   // now it is durable
 * }</pre>
 *
 * Every method gives a future that completes when the entry is durable in the log, and completes
 * exceptionally with {@link LogUnavailable} when it is not known to be. The methods never block for
 * long and never throw.
 */
public interface LogGateway {

  /** Count of shards; fixed when the log is made. See {@link Shards#of}. */
  int shards();

  /**
   * Appends one batch.
   *
   * @param batchKey idempotency key: a batch whose key is known lands once, also when the first
   *     attempt landed in part only; empty for none. The cut into shards must be the same each
   *     time, which it is when the batch is
   * @param receivedAtMs when the door took the batch, Unix ms
   * @param byShard index = shard; null or empty where the batch has nothing for a shard
   */
  CompletableFuture<Void> append(
      String batchKey, long receivedAtMs, List<@Nullable ReadingBlock> byShard);

  /** Makes a datastream known to the stream; must be durable before its first reading is sent. */
  CompletableFuture<Void> register(int shard, LogRecord.Registered entry);

  /** Tells every shard by which versions of packs it is judged from here on. */
  CompletableFuture<Void> release(LogRecord.Released entry);

  /** Tells rules across things what indicators came to; the same again changes nothing. */
  CompletableFuture<Void> figures(LogRecord.Figures entry);

  /** Corrects or deletes one observation. */
  CompletableFuture<Void> correct(int shard, LogRecord.Correction entry);
}
