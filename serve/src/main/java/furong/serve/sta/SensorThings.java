package furong.serve.sta;

import furong.observe.History;
import furong.observe.LogGateway;
import furong.observe.sta.EntityType;
import furong.observe.sta.Evaluator;
import furong.observe.sta.Query;
import furong.serve.ingest.ObservationDoor;
import furong.serve.sta.Reads.Target;
import furong.store.sta.Changes;
import furong.store.sta.EntityReader;
import furong.store.sta.EntityStore;
import furong.store.sta.Features;
import furong.store.sta.StaCatalogue;
import java.time.InstantSource;
import java.util.function.Consumer;

/** The service, put together: what HTTP and MQTT are two doors of. */
public final class SensorThings {

  /** Where it lies below the server's root. */
  public static final String PATH = "/sensorthings/v1.1";

  private final Reads reads;
  private final Writes writes;
  private final ObservationDoor door;

  public SensorThings(
      EntityReader reader,
      EntityStore store,
      Features features,
      StaCatalogue catalogue,
      History history,
      LogGateway log,
      ObservationDoor door,
      InstantSource clock) {
    Evaluator evaluator = new Evaluator(clock);
    EntityReads entities = new EntityReads(reader, history, features, evaluator);
    ObservationReads observations =
        new ObservationReads(history, reader, entities, features, catalogue, evaluator);
    this.reads = new Reads(entities, observations);
    this.writes = new Writes(store, catalogue, door, observations, log);
    this.door = door;
  }

  Reads reads() {
    return reads;
  }

  Writes writes() {
    return writes;
  }

  ObservationDoor door() {
    return door;
  }

  /** Hears of entities made and changed, once they are there. Must not block. */
  public void listen(Consumer<Changes> listener) {
    writes.listen(listener);
  }

  /** Hears of observations once they are durable. Must not block. */
  public void listenToObservations(ObservationDoor.Listener listener) {
    door.listen(listener);
  }

  /** One entity as JSON, for those who subscribed to it; empty bytes when it is gone. */
  public byte[] json(EntityType type, long id, String root) {
    return reads
        .node(type, id)
        .map(node ->
            EntityJson.write(json ->
                new EntityJson(root)
                    .entity(json, reads.one(new Target(type, id), Query.ALL), Query.ALL)))
        .orElse(new byte[0]);
  }
}
