package furong.sense.sta;

import furong.observe.History;
import furong.observe.LogGateway;
import furong.observe.Observation;
import furong.observe.ReadingBlock;
import furong.observe.sta.EntityType;
import furong.observe.sta.Evaluator;
import furong.observe.sta.Expr;
import furong.observe.sta.Property;
import furong.observe.sta.ResourcePath;
import furong.people.AuditTrail;
import furong.sense.ingest.BadReading;
import furong.sense.ingest.ObservationDoor;
import furong.sense.sta.Reads.Target;
import furong.serve.Problems.ProblemException;
import furong.store.sta.Changes;
import furong.store.sta.EntityReader;
import furong.store.sta.EntityStore;
import furong.store.sta.Features;
import furong.store.sta.StaCatalogue;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The service, put together: what HTTP and MQTT are two doors of. */
public final class SensorThings {

  /** Where it lies below the server's root. */
  public static final String PATH = "/sensorthings/v1.1";

  private final Reads reads;
  private final Writes writes;
  private final ObservationDoor door;
  private final ObservationReads observations;
  private final ReadRequests reading;
  private final WriteRequests writing;
  private final Batches batches;

  public SensorThings(
      EntityReader reader,
      EntityStore store,
      Features features,
      StaCatalogue catalogue,
      History history,
      LogGateway log,
      ObservationDoor door,
      AuditTrail trail,
      InstantSource clock) {
    Evaluator evaluator = new Evaluator(clock);
    EntityReads entities = new EntityReads(reader, history, features, evaluator);
    this.observations = new ObservationReads(history, entities, features, catalogue, evaluator);
    this.reads = new Reads(entities, observations);
    this.writes =
        new Writes(store, catalogue, door, observations, log, new PersonalWrites(trail, clock));
    this.door = door;
    this.reading = new ReadRequests(reads);
    this.writing = new WriteRequests(reads, writes, door);
    this.batches = new Batches(reading, writing, writes);
  }

  ReadRequests reading() {
    return reading;
  }

  WriteRequests writing() {
    return writing;
  }

  Batches batches() {
    return batches;
  }

  /** Hears of entities made and changed, once they are there. Must not block. */
  public void listen(Consumer<Changes> listener) {
    writes.listen(listener);
  }

  /** Hears of observations once they are durable. Must not block. */
  public void listenToObservations(ObservationDoor.Listener listener) {
    door.listen(listener);
  }

  /**
   * Takes one observation as JSON.
   *
   * @param datastream from the topic; 0 when the message names it
   * @param feature from the topic; 0 when the message names it, or nobody
   * @return completes when it is durable
   * @throws BadReading when it cannot be taken
   */
  public CompletableFuture<Void> publish(byte[] json, long datastream, long feature) {
    return writes.observationLater(json, datastream, feature);
  }

  /** True when an entity lies where a topic points. */
  public boolean concerns(Topic topic, Changes.Key key) {
    ResourcePath path = topic.path();
    if (path.isSet() && path.hops().isEmpty()) {
      return true;
    }
    try {
      Reads.End end = reads.follow(path);
      Target one = end.one();
      if (one != null) {
        return one.equals(new Target(key.type(), key.id()));
      }
      Target parent = end.parent();
      return parent != null
          && end.through() != null
          && reads.isMember(parent, end.through(), key.id());
    } catch (ProblemException e) {
      // what it points at is not there (any more)
      return false;
    }
  }

  /** One entity as JSON, for those who listen; empty when it is gone or not what they asked for. */
  public byte[] json(EntityType type, long id, Topic topic, String root) {
    return reads.node(type, id).map(node -> json(node, topic, root)).orElse(new byte[0]);
  }

  /** One observation that has just been taken, as JSON; empty when it is not asked for. */
  public byte[] json(ReadingBlock block, int i, Topic topic, String root) {
    return json(
        observations.node(
            new Observation(
                block.id(i),
                block.datastream(i),
                block.timeMs(i),
                block.value(i),
                block.extra(i),
                0)),
        topic,
        root);
  }

  /** Empty when the topic has a filter that the entity does not fit. */
  private byte[] json(Node node, Topic topic, String root) {
    Expr filter = topic.query().filter();
    if (filter != null && !reads.fits(node, filter)) {
      return new byte[0];
    }
    reads.complete(node.type(), List.of(node), topic.query());
    Property property = topic.path().property();
    EntityJson json = new EntityJson(root);
    return EntityJson.write(out -> {
      if (property == null) {
        json.entity(out, node, topic.query());
      } else {
        out.writeStartObject();
        out.writeName(property.name());
        EntityJson.value(out, node.values().get(property.name()));
        out.writeEndObject();
      }
    });
  }
}
