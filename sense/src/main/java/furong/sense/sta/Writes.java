package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.LogGateway;
import furong.observe.LogRecord.Correction;
import furong.observe.ReadingBlock;
import furong.observe.sta.Draft;
import furong.observe.sta.Draft.Existing;
import furong.observe.sta.EntityType;
import furong.observe.sta.Navigation;
import furong.observe.sta.Query;
import furong.sense.ingest.BadReading;
import furong.sense.ingest.Batch;
import furong.sense.ingest.JsonReadings;
import furong.sense.ingest.ObservationDoor;
import furong.sense.ingest.Reading;
import furong.sense.sta.Node.Page;
import furong.sense.sta.ObservationReads.Scope;
import furong.sense.sta.Reads.Target;
import furong.store.sta.Changes;
import furong.store.sta.DatastreamEntry;
import furong.store.sta.EntityStore;
import furong.store.sta.StaCatalogue;
import furong.store.sta.StaFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Makes, changes and deletes; observations through the log, entities through their store. */
final class Writes {

  /** Observations deleted per round when a feature of interest takes its observations along. */
  private static final int ROUND = 5000;

  private final EntityStore store;
  private final StaCatalogue catalogue;
  private final ObservationDoor door;
  private final ObservationReads observations;
  private final LogGateway log;
  private final List<Consumer<Changes>> listeners = new CopyOnWriteArrayList<>();

  Writes(
      EntityStore store,
      StaCatalogue catalogue,
      ObservationDoor door,
      ObservationReads observations,
      LogGateway log) {
    this.store = store;
    this.catalogue = catalogue;
    this.door = door;
    this.observations = observations;
    this.log = log;
  }

  /** Hears of entities made and changed, once they are there. Must not block. */
  void listen(Consumer<Changes> listener) {
    listeners.add(listener);
  }

  /**
   * The usual observation: streamed, no tree, no database.
   *
   * @param datastream from the address; 0 when the body names it
   * @return its id; 0 when the body nests new entities and must go through {@link #create}
   */
  long observation(byte[] body, long datastream) {
    Reading reading = new Reading().datastream(datastream);
    try (JsonParser parser = JsonReadings.parser(body, 0, body.length)) {
      parser.nextToken();
      if (!JsonReadings.object(parser, reading)) {
        return 0;
      }
    }
    if (datastream != 0) {
      reading.datastream(datastream);
    }
    Batch batch = door.open(1);
    long id = batch.add(reading);
    door.send("", batch);
    return id;
  }

  /**
   * The same for a door that does not wait: completes when it is durable.
   *
   * @throws BadReading when it cannot be taken
   */
  CompletableFuture<Void> observationLater(byte[] body, long datastream) {
    Reading reading = new Reading().datastream(datastream);
    try (JsonParser parser = JsonReadings.parser(body, 0, body.length)) {
      parser.nextToken();
      if (!JsonReadings.object(parser, reading)) {
        throw new BadReading(
            "observation.nested", "this door makes no entities; link to one by its @iot.id");
      }
    } catch (JacksonException e) {
      throw new BadReading("body.not-json", String.valueOf(e.getOriginalMessage()));
    }
    if (datastream != 0) {
      reading.datastream(datastream);
    }
    Batch batch = door.open(1);
    batch.add(reading);
    return door.sendLater("", batch);
  }

  /**
   * Makes an entity.
   *
   * @param parent the entity whose set it was posted to; null for the root set
   * @return its type and id
   */
  Target create(Draft draft, @Nullable Navigation through, @Nullable Target parent) {
    Draft linked = draft;
    if (through != null && parent != null) {
      linked = draft.linkedTo(through.inverse().name(), parent.id());
    }
    Changes changes = new Changes();
    long id = store.create(linked, changes);
    long observation = send(changes);
    listeners.forEach(listener -> listener.accept(changes));
    return new Target(draft.type(), draft.type() == EntityType.OBSERVATION ? observation : id);
  }

  /** Sends nested observations as one batch. @return id of the last */
  private long send(Changes changes) {
    Batch batch = door.open(Math.max(1, changes.observations().size()));
    long last = 0;
    for (Changes.NestedObservation nested : changes.observations()) {
      Reading reading = reading(nested.draft().values()).datastream(nested.datastream());
      last = batch.add(reading.feature(nested.feature() == null ? 0 : nested.feature()));
    }
    door.send("", batch);
    return last;
  }

  private static Reading reading(Map<String, @Nullable Object> values) {
    Reading reading = new Reading();
    Node node = Node.of(EntityType.OBSERVATION, 0, values);
    byte[] json =
        EntityJson.write(out -> {
          out.writeStartObject();
          for (Map.Entry<String, @Nullable Object> value : node.values().entrySet()) {
            if (value.getValue() != null && !value.getKey().startsWith(" ")) {
              out.writeName(value.getKey());
              EntityJson.value(out, value.getValue());
            }
          }
          out.writeEndObject();
        });
    try (JsonParser parser = JsonReadings.parser(json, 0, json.length)) {
      parser.nextToken();
      JsonReadings.object(parser, reading);
    }
    return reading;
  }

  void update(Target target, Draft draft, boolean replace) {
    if (target.type() == EntityType.OBSERVATION) {
      updateObservation(target.id(), draft, replace);
      return;
    }
    Changes changes = new Changes();
    store.update(target.id(), draft, replace, changes);
    send(changes);
    listeners.forEach(listener -> listener.accept(changes));
  }

  private void updateObservation(long id, Draft draft, boolean replace) {
    Node old = observations.find(id).orElseThrow(() -> Reads.unknown(EntityType.OBSERVATION, id));
    long datastream = ObservationNodes.datastream(old);
    if (draft.links().getOrDefault("Datastream", List.of()).stream()
        .anyMatch(link -> !link.equals(new Existing(datastream)))) {
      throw new StaFault(
          Refusal.INVALID,
          "observation.link",
          "/Datastream",
          "an observation stays with its datastream; delete it and make another");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (!replace) {
      values.putAll(old.values());
    }
    values.putAll(draft.values());
    if (values.get("result") == null) {
      throw new StaFault(
          Refusal.INVALID, "entity.property-missing", "/result", "an Observation needs result");
    }
    values.putIfAbsent("phenomenonTime", old.values().get("phenomenonTime"));
    long feature = ObservationNodes.feature(old);
    for (Draft.Link link : draft.links().getOrDefault("FeatureOfInterest", List.of())) {
      if (link instanceof Existing(long named)) {
        feature = named;
      }
    }
    Reading reading = reading(values).datastream(datastream).feature(feature);
    Batch checked = door.open(1);
    checked.add(reading);
    await(List.of(correct(datastream, id, reading.asBlock(id))));
  }

  private CompletableFuture<Void> correct(
      long datastream, long id, @Nullable ReadingBlock replacement) {
    DatastreamEntry entry = catalogue.entry(datastream);
    if (entry == null) {
      return CompletableFuture.completedFuture(null);
    }
    return log.correct(entry.info().shard(), new Correction(datastream, id, replacement));
  }

  void delete(Target target) {
    if (target.type() == EntityType.OBSERVATION) {
      Node old =
          observations
              .find(target.id())
              .orElseThrow(() -> Reads.unknown(EntityType.OBSERVATION, target.id()));
      await(List.of(correct(ObservationNodes.datastream(old), target.id(), null)));
      return;
    }
    if (target.type() == EntityType.FEATURE_OF_INTEREST) {
      deleteObservationsOf(target.id());
    }
    store.delete(target.type(), target.id());
  }

  /** Clause 10.4: a feature of interest takes its observations along. */
  private void deleteObservationsOf(long feature) {
    Page page;
    do {
      page = observations.page(Scope.ofFeature(feature), Query.ALL, ROUND);
      List<CompletableFuture<Void>> gone = new ArrayList<>();
      for (Node node : page.nodes()) {
        gone.add(correct(ObservationNodes.datastream(node), node.id(), null));
      }
      await(gone);
    } while (page.more());
  }

  private static void await(List<CompletableFuture<Void>> all) {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
