package furong.observe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A log of one shard that takes everything at once and keeps nothing, for small worlds: whoever
 * wants to see some of it looks at that alone.
 *
 * <pre>{@code
 * class Releases extends SilentLog {
 *   public CompletableFuture<Void> release(LogRecord.Released entry) { seen.add(entry); return DONE; }
 * }
 * }</pre>
 */
public class SilentLog implements LogGateway {

  protected static final CompletableFuture<Void> DONE = CompletableFuture.completedFuture(null);

  @Override
  public int shards() {
    return 1;
  }

  @Override
  public CompletableFuture<Void> append(
      String batchKey, long receivedAtMs, List<@Nullable ReadingBlock> byShard) {
    return DONE;
  }

  @Override
  public CompletableFuture<Void> register(int shard, LogRecord.Registered entry) {
    return DONE;
  }

  @Override
  public CompletableFuture<Void> release(LogRecord.Released entry) {
    return DONE;
  }

  @Override
  public CompletableFuture<Void> figures(LogRecord.Figures entry) {
    return DONE;
  }

  @Override
  public CompletableFuture<Void> correct(int shard, LogRecord.Correction entry) {
    return DONE;
  }
}
