package furong.sense.sta;

import furong.base.Result.Refusal;
import furong.observe.LogGateway;
import furong.observe.LogRecord.Correction;
import furong.observe.ReadingBlock;
import furong.observe.sta.Draft;
import furong.observe.sta.Draft.Existing;
import furong.observe.sta.EntityType;
import furong.observe.sta.Navigation;
import furong.sense.ingest.BadReading;
import furong.sense.ingest.Batch;
import furong.sense.ingest.JsonReadings;
import furong.sense.ingest.ObservationDoor;
import furong.sense.ingest.Reading;
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
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/** Makes, changes and deletes; observations through the log, entities through their store. */
final class Writes {

  /** Corrections under way at once when a feature of interest takes its observations along. */
  private static final int ROUND = 5000;

  private final EntityStore store;
  private final StaCatalogue catalogue;
  private final ObservationDoor door;
  private final ObservationReads observations;
  private final LogGateway log;
  private final PersonalWrites personal;
  private final List<Consumer<Changes>> listeners = new CopyOnWriteArrayList<>();

  Writes(
      EntityStore store,
      StaCatalogue catalogue,
      ObservationDoor door,
      ObservationReads observations,
      LogGateway log,
      PersonalWrites personal) {
    this.store = store;
    this.catalogue = catalogue;
    this.door = door;
    this.observations = observations;
    this.log = log;
    this.personal = personal;
  }

  /** Hears of entities made and changed, once they are there. Must not block. */
  void listen(Consumer<Changes> listener) {
    listeners.add(listener);
  }

  /** Usual observations on their way to the log as one batch: streamed, no tree, no database. */
  final class Gathering {

    private final Batch batch;

    private Gathering(int expected) {
      this.batch = door.open(expected);
    }

    /**
     * @param datastream from the address; 0 when the body names it
     * @return its id; 0 when the body nests new entities and must go through {@link #create}
     * @throws BadReading when it cannot be taken
     */
    long add(byte[] body, long datastream) {
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
      requireFeature(reading);
      return batch.add(reading);
    }

    /** Returns when all of them are durable. */
    void send() {
      door.send("", batch);
    }
  }

  /** Rows of observations were taken: a person who added them is named in the trail. */
  void readings(String path, long taken, long refused) {
    personal.readings(path, taken, refused);
  }

  Gathering gather(int expected) {
    return new Gathering(expected);
  }

  /** True when there is such a datastream; asks the memory alone. */
  boolean knows(EntityType type, long datastream) {
    @Nullable DatastreamEntry entry = datastream <= 0 ? null : catalogue.entry(datastream);
    return entry != null && entry.isMulti() == (type == EntityType.MULTI_DATASTREAM);
  }

  /**
   * An observation is of something: clause 10.2.1.2. The bulk door is not so strict, for there the
   * place of a thing may come after its readings.
   */
  void requireFeature(Reading reading) {
    @Nullable DatastreamEntry entry =
        reading.datastream() <= 0 ? null : catalogue.entry(reading.datastream());
    if (reading.feature() == 0 && entry != null && entry.featureless()) {
      throw new BadReading(
          "observation.feature-missing",
          "its thing has no location, so an observation must name its FeatureOfInterest");
    }
  }

  /**
   * The same for a door that does not wait: completes when it is durable.
   *
   * @throws BadReading when it cannot be taken
   */
  CompletableFuture<Void> observationLater(byte[] body, long datastream, long feature) {
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
    if (feature != 0) {
      reading.feature(feature);
    }
    requireFeature(reading);
    Batch batch = door.open(1);
    batch.add(reading);
    return door.sendLater("", batch);
  }

  /**
   * Runs writes as one: their entities are all written or none, in one transaction; then their
   * observations go to the log as one batch, then corrections of observations.
   *
   * @throws furong.observe.LogUnavailable when the log does not take it; the entities are written
   */
  <T> T together(Function<ChangeSet, T> work) {
    ChangeSet set = new ChangeSet();
    T value =
        store.together(
            set.changes(),
            () -> {
              T done = work.apply(set);
              personal.keep(set);
              return done;
            });
    set.sent(send(set.changes()));
    await(set.later().stream().map(Supplier::get).toList());
    listeners.forEach(listener -> listener.accept(set.changes()));
    return value;
  }

  /**
   * Makes an entity.
   *
   * @param through the link whose set it was posted to; null for the root set
   * @param parent where that link starts
   * @return its type and id, to be asked for when the change set is through
   */
  Supplier<Target> create(
      Draft draft, @Nullable Navigation through, @Nullable Target parent, ChangeSet set) {
    Draft linked = draft;
    if (through != null && parent != null) {
      linked = draft.linkedTo(through.inverse().name(), parent.id());
    }
    long id = store.create(linked, set.changes());
    if (draft.type() != EntityType.OBSERVATION) {
      Target made = new Target(draft.type(), id);
      return () -> made;
    }
    int place = set.changes().observations().size() - 1;
    return () -> new Target(EntityType.OBSERVATION, set.observation(place));
  }

  /** Sends nested observations as one batch. @return their ids */
  private List<Long> send(Changes changes) {
    Batch batch = door.open(Math.max(1, changes.observations().size()));
    List<Long> ids = new ArrayList<>();
    for (Changes.NestedObservation nested : changes.observations()) {
      Reading reading = reading(nested.draft().values()).datastream(nested.datastream());
      ids.add(batch.add(reading.feature(nested.feature() == null ? 0 : nested.feature())));
    }
    door.send("", batch);
    return ids;
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

  /** Nobody else changes this entity until the change set is through. */
  void lock(Target target) {
    if (target.type() != EntityType.OBSERVATION) {
      store.lock(target.type(), target.id());
    }
  }

  /** Changes what the draft gives; with {@code replace} clears what it does not give. */
  void update(Target target, Draft draft, boolean replace, ChangeSet set) {
    if (target.type() == EntityType.OBSERVATION) {
      updateObservation(target.id(), draft, replace, set);
    } else {
      store.update(target.id(), draft, replace, set.changes());
    }
  }

  void link(Navigation navigation, long from, long to, ChangeSet set) {
    store.link(navigation, from, to, set.changes());
  }

  void unlink(Navigation navigation, long from, long to, ChangeSet set) {
    store.unlink(navigation, from, to, set.changes());
  }

  private void updateObservation(long id, Draft draft, boolean replace, ChangeSet set) {
    Node old = observations.find(id).orElseThrow(() -> Reads.unknown(EntityType.OBSERVATION, id));
    long datastream = ObservationNodes.datastream(old);
    if (Stream.of("Datastream", "MultiDatastream")
        .flatMap(name -> draft.links().getOrDefault(name, List.of()).stream())
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
    set.later(() -> correct(datastream, id, reading.asBlock(id)));
  }

  private CompletableFuture<Void> correct(
      long datastream, long id, @Nullable ReadingBlock replacement) {
    DatastreamEntry entry = catalogue.entry(datastream);
    if (entry == null) {
      return CompletableFuture.completedFuture(null);
    }
    return log.correct(entry.shard(), new Correction(datastream, id, replacement));
  }

  void delete(Target target, ChangeSet set) {
    if (target.type() == EntityType.OBSERVATION) {
      Node old =
          observations
              .find(target.id())
              .orElseThrow(() -> Reads.unknown(EntityType.OBSERVATION, target.id()));
      set.later(() -> correct(ObservationNodes.datastream(old), target.id(), null));
      return;
    }
    if (target.type() == EntityType.FEATURE_OF_INTEREST) {
      deleteObservationsOf(target.id(), set);
    }
    store.delete(target.type(), target.id(), set.changes());
  }

  /** Clause 10.4: a feature of interest takes its observations along. */
  private void deleteObservationsOf(long feature, ChangeSet set) {
    // datastream and id of each; 40 bytes an observation while the request lasts
    List<long[]> all = new ArrayList<>();
    observations.forEachOf(feature, (datastream, id) -> all.add(new long[] {datastream, id}));
    set.later(() -> {
      for (int from = 0; from < all.size(); from += ROUND) {
        List<long[]> round = all.subList(from, Math.min(all.size(), from + ROUND));
        await(round.stream().map(one -> correct(one[0], one[1], null)).toList());
      }
      return CompletableFuture.completedFuture(null);
    });
  }

  private static void await(List<CompletableFuture<Void>> all) {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
