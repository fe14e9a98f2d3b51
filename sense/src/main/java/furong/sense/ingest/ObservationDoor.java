package furong.sense.ingest;

import furong.observe.LogGateway;
import furong.observe.LogUnavailable;
import furong.observe.ObservationIds;
import furong.observe.ReadingBlock;
import furong.store.sta.EntityStore;
import furong.store.sta.Features;
import furong.store.sta.StaCatalogue;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Where batches of observations enter: durable in the log before anybody is answered. */
public final class ObservationDoor {

  /** Hears of observations once they are durable. Must not block. */
  public interface Listener {
    void taken(List<@Nullable ReadingBlock> byShard);
  }

  private final StaCatalogue catalogue;
  private final EntityStore entities;
  private final Features features;
  private final LogGateway log;
  private final ObservationIds ids;
  private final InstantSource clock;
  private final RateLimits limits;
  private final List<Listener> listeners = new CopyOnWriteArrayList<>();

  /** One without rate limits. */
  public ObservationDoor(
      StaCatalogue catalogue,
      EntityStore entities,
      Features features,
      LogGateway log,
      ObservationIds ids,
      InstantSource clock) {
    this(catalogue, entities, features, log, ids, clock, new RateLimits(0, System::nanoTime));
  }

  public ObservationDoor(
      StaCatalogue catalogue,
      EntityStore entities,
      Features features,
      LogGateway log,
      ObservationIds ids,
      InstantSource clock,
      RateLimits limits) {
    this.limits = limits;
    this.catalogue = catalogue;
    this.entities = entities;
    this.features = features;
    this.log = log;
    this.ids = ids;
    this.clock = clock;
  }

  public void listen(Listener listener) {
    listeners.add(listener);
  }

  /**
   * A new batch; {@code expected} readings are room enough to begin with.
   *
   * @throws LogUnavailable when the source has sent more than it may
   */
  public Batch open(int expected) {
    long wait = limits.waitSeconds(Writer.current().source());
    if (wait > 0) {
      throw LogUnavailable.busy("this source sends more than it may; come again later", wait);
    }
    return new Batch(catalogue, ids, log.shards(), expected, clock.millis(), features::exists);
  }

  /** Returns when the batch is durable. @throws furong.observe.LogUnavailable when it is not */
  public void send(String batchKey, Batch batch) {
    try {
      sendLater(batchKey, batch).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** Completes when the batch is durable. An empty batch is durable at once. */
  public CompletableFuture<Void> sendLater(String batchKey, Batch batch) {
    if (batch.size() == 0) {
      return CompletableFuture.completedFuture(null);
    }
    if (!batch.needFeature().isEmpty()) {
      entities.ensureFeatures(batch.needFeature(), batch.firstId());
    }
    for (Batch.Named named : batch.named()) {
      features.named(named.feature(), named.datastream());
    }
    limits.charge(batch.writer().source(), batch.size());
    List<@Nullable ReadingBlock> blocks = batch.blocks();
    return log.append(batchKey, batch.nowMs(), blocks)
        .thenRun(() -> listeners.forEach(listener -> listener.taken(blocks)));
  }
}
