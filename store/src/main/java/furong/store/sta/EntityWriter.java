package furong.store.sta;

import static furong.observe.sta.EntityType.DATASTREAM;
import static furong.observe.sta.EntityType.FEATURE_OF_INTEREST;
import static furong.observe.sta.EntityType.HISTORICAL_LOCATION;
import static furong.observe.sta.EntityType.LOCATION;
import static furong.observe.sta.EntityType.MULTI_DATASTREAM;
import static furong.observe.sta.EntityType.OBSERVATION;
import static furong.observe.sta.EntityType.OBSERVED_PROPERTY;
import static furong.observe.sta.EntityType.THING;

import furong.observe.sta.Draft;
import furong.observe.sta.Draft.Existing;
import furong.observe.sta.Draft.Fresh;
import furong.observe.sta.Draft.Link;
import furong.observe.sta.EntityType;
import furong.observe.sta.Model;
import furong.observe.sta.Navigation;
import furong.observe.sta.Property;
import furong.observe.sta.RawJson;
import furong.store.Db;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes entities with everything that hangs on them, inside the transaction of the caller; what it
 * touched goes into {@link Changes}. The rules are those of SensorThings 1.1, clause 10.
 */
final class EntityWriter {

  /** The one observation type of a MultiDatastream: SensorThings 1.1, clause 12. */
  private static final String COMPLEX =
      "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_ComplexObservation";

  /** Deeper than Thing - Datastream - Observation - FeatureOfInterest nothing can hang. */
  private static final int MAX_DEPTH = 8;

  private final Db db;
  private final Derived derived;
  private final LinkWriter links;

  EntityWriter(Db db, Derived derived, InstantSource clock) {
    this.db = db;
    this.derived = derived;
    this.links = new LinkWriter(db, derived, clock);
  }

  /**
   * @return the id; 0 for an observation, which gets its own at the log's door
   */
  long create(Draft draft, Changes changes, int depth) {
    if (depth > MAX_DEPTH) {
      throw StaFault.invalid("entity.too-deep", draft.type().single(), "nested too deep");
    }
    if (draft.type() == OBSERVATION) {
      observation(draft, changes, depth);
      return 0;
    }
    requireProperties(draft);
    Map<String, @Nullable Object> columns = Columns.of(draft);
    for (Navigation navigation : Model.navigations(draft.type())) {
      if (Schema.link(navigation).orElse(null) instanceof Schema.Own(String column)) {
        columns.put(column, one(draft, navigation, changes, depth));
      }
    }
    if (draft.type() == DATASTREAM || draft.type() == MULTI_DATASTREAM) {
      derived.ofDatastream(columns);
    }
    if (draft.type() == MULTI_DATASTREAM) {
      columns.putIfAbsent("observation_type", COMPLEX);
    }
    long id = insert(Schema.table(draft.type()), columns);
    changes.created(draft.type(), id);
    followLinks(draft, id, changes, depth);
    settle(draft.type(), id, changes);
    return id;
  }

  /** Links to many: those that exist are joined, the others made and joined. */
  private void followLinks(Draft draft, long id, Changes changes, int depth) {
    boolean placed = false;
    for (Navigation navigation : Model.navigations(draft.type())) {
      List<Link> ends = draft.links().getOrDefault(navigation.name(), List.of());
      if (!navigation.many() || ends.isEmpty()) {
        continue;
      }
      if (draft.type() == THING && navigation.target() == LOCATION) {
        links.place(id, idsOf(navigation, ends, changes, depth), changes);
        placed = true;
      } else if (draft.type() == LOCATION && navigation.target() == THING) {
        for (long thing : idsOf(navigation, ends, changes, depth)) {
          links.place(thing, List.of(id), changes);
        }
      } else if (Schema.isOrdered(navigation)) {
        links.observes(id, idsOf(navigation, ends, changes, depth));
      } else {
        for (Link end : ends) {
          attach(draft.type(), id, navigation, end, changes, depth);
        }
      }
    }
    if (draft.type() == HISTORICAL_LOCATION && !placed) {
      links.followHistory(id, changes);
    }
  }

  private void attach(
      EntityType type, long id, Navigation navigation, Link end, Changes changes, int depth) {
    switch (end) {
      case Fresh(Draft child) -> {
        String back = navigation.inverse().name();
        create(child.linkedTo(back, id), changes, depth + 1);
      }
      case Existing(long other) -> {
        links.join(type, id, navigation, other);
        if (!navigation.inverse().many()) {
          settle(navigation.target(), other, changes);
        }
        settle(type, id, changes);
      }
    }
  }

  private List<Long> idsOf(Navigation navigation, List<Link> ends, Changes changes, int depth) {
    List<Long> ids = new ArrayList<>();
    for (Link end : ends) {
      switch (end) {
        case Existing(long id) -> {
          links.mustExist(navigation.target(), id, navigation.name());
          ids.add(id);
        }
        case Fresh(Draft draft) -> ids.add(create(draft, changes, depth + 1));
      }
    }
    return ids;
  }

  /** The end of a link to one that must be given. */
  private long one(Draft draft, Navigation navigation, Changes changes, int depth) {
    List<Link> ends = draft.links().getOrDefault(navigation.name(), List.of());
    if (ends.isEmpty()) {
      throw StaFault.invalid(
          "entity.link-missing",
          draft.type().single() + "/" + navigation.name(),
          "a " + draft.type().single() + " needs its " + navigation.name());
    }
    return idsOf(navigation, ends.subList(0, 1), changes, depth).getFirst();
  }

  /** An observation is of something: clause 10.2.1.2. */
  private void observation(Draft draft, Changes changes, int depth) {
    requireProperties(draft);
    String set = draft.links().containsKey("MultiDatastream") ? "MultiDatastream" : "Datastream";
    long datastream =
        one(draft, Model.findNavigation(OBSERVATION, set).orElseThrow(), changes, depth);
    if (set.equals("MultiDatastream")) {
      mustFit(datastream, draft);
    }
    Navigation toFeature = Model.findNavigation(OBSERVATION, "FeatureOfInterest").orElseThrow();
    List<Link> ends = draft.links().getOrDefault(toFeature.name(), List.of());
    @Nullable Long feature =
        ends.isEmpty() ? null : idsOf(toFeature, ends.subList(0, 1), changes, depth).getFirst();
    if (feature == null && !derived.hasFeature(datastream)) {
      throw StaFault.invalid(
          "observation.feature-missing",
          "Observation/FeatureOfInterest",
          "its thing has no location, so an observation must name its FeatureOfInterest");
    }
    changes.observation(datastream, draft, feature);
  }

  /**
   * Changes what is given; with {@code replace} what is not given is cleared.
   *
   * @throws StaFault NOT_FOUND when there is no such entity
   */
  void update(long id, Draft draft, boolean replace, Changes changes) {
    links.mustBeThere(draft.type(), id);
    draft
        .findNewLink()
        .ifPresent(name -> {
          throw StaFault.invalid(
              "entity.inline",
              name,
              "a change makes no entities; link to one by its @iot.id, or POST it");
        });
    if (replace) {
      requireProperties(draft);
    } else {
      refuseMissing(draft, draft.values().keySet());
    }
    Map<String, @Nullable Object> columns = Columns.of(draft);
    if (replace) {
      Columns.clearMissing(draft.type(), columns);
    }
    for (Navigation navigation : Model.navigations(draft.type())) {
      if (Schema.link(navigation).orElse(null) instanceof Schema.Own(String column)
          && draft.links().containsKey(navigation.name())) {
        columns.put(column, one(draft, navigation, changes, 0));
      }
    }
    if (draft.type() == DATASTREAM || draft.type() == MULTI_DATASTREAM) {
      derived.beforeDatastreamChanges(id, columns, changes);
    }
    if (!columns.isEmpty()) {
      List<@Nullable Object> args = new ArrayList<>(columns.values());
      args.add(id);
      db.update(
          "update "
              + Schema.table(draft.type())
              + " set "
              + String.join(", ", columns.keySet().stream().map(c -> c + " = ?").toList())
              + " where id = ?",
          args.toArray());
    }
    if (draft.type() == LOCATION && draft.values().containsKey("location")) {
      derived.locationMoved(id);
    }
    followLinks(draft, id, changes, 0);
    settle(draft.type(), id, changes);
    changes.updated(draft.type(), id);
  }

  /** After a row was written: what is derived from it, and who must hear of it. */
  private void settle(EntityType type, long id, Changes changes) {
    switch (type) {
      case THING -> derived.thing(id, changes);
      case LOCATION -> derived.location(id, changes);
      case DATASTREAM -> derived.datastream(id, changes);
      case MULTI_DATASTREAM -> {
        mustFit(id);
        derived.datastream(id, changes);
      }
      case OBSERVED_PROPERTY -> derived.observedProperty(id, changes);
      case FEATURE_OF_INTEREST -> derived.feature(id);
      default -> {
        // nothing is derived from the others
      }
    }
  }

  /** A result has a value for each type of its MultiDatastream. */
  private void mustFit(long multiDatastream, Draft observation) {
    String result = observation.values().get("result") instanceof RawJson(String json) ? json : "0";
    boolean fits =
        db.find(
                "select case when jsonb_typeof(r) = 'array' then jsonb_array_length(r) ="
                    + " jsonb_array_length(multi_types) else false end from sta_datastream, (select"
                    + " ?::jsonb as r) said where id = ?",
                row -> row.getBoolean(1),
                new Db.Json(result),
                multiDatastream)
            .orElse(false);
    if (!fits) {
      throw StaFault.invalid(
          "observation.result",
          "Observation/result",
          "the result is an array with a value for each multiObservationDataType");
    }
  }

  /** A type, a unit and an observed property for each place of the results. */
  private void mustFit(long multiDatastream) {
    boolean fits =
        db.find(
                "select jsonb_array_length(multi_types) = jsonb_array_length(unit) and"
                    + " jsonb_array_length(multi_types) = (select count(*) from sta_multi_property"
                    + " where datastream = d.id) from sta_datastream d where id = ?",
                row -> row.getBoolean(1),
                multiDatastream)
            .orElseThrow();
    if (!fits) {
      throw StaFault.invalid(
          "multi-datastream.lengths",
          "MultiDatastream/multiObservationDataTypes",
          "there must be as many multiObservationDataTypes, unitOfMeasurements and"
              + " ObservedProperties");
    }
  }

  /** Links two entities; a link to one is changed to the other end. */
  void link(Navigation navigation, long from, long to, Changes changes) {
    if (navigation.from() == LOCATION && navigation.target() == THING) {
      link(navigation.inverse(), to, from, changes);
      return;
    }
    links.mustBeThere(navigation.from(), from);
    links.mustExist(navigation.target(), to, navigation.name());
    Draft draft =
        new Draft(
            navigation.from(), Map.of(), Map.of(navigation.name(), List.of(new Existing(to))));
    if (navigation.from() == THING && navigation.target() == LOCATION) {
      // one more place beside those it has, unlike an update of the thing, which says all of them
      List<Long> all = new ArrayList<>(derived.placesOf(from));
      all.add(to);
      links.place(from, all.stream().distinct().toList(), changes);
      changes.updated(THING, from);
      return;
    }
    if (Schema.isOrdered(navigation)) {
      throw StaFault.invalid(
          "multi-datastream.lengths",
          navigation.name(),
          "the list of a MultiDatastream changes as a whole, with its types and units");
    }
    update(from, draft, false, changes);
  }

  /** Takes a link to one of many away; both entities stay. */
  void unlink(Navigation navigation, long from, long to, Changes changes) {
    links.mustBeThere(navigation.from(), from);
    links.part(from, navigation, to);
    settle(navigation.from(), from, changes);
    settle(navigation.target(), to, changes);
    changes.updated(navigation.from(), from);
  }

  private long insert(String table, Map<String, @Nullable Object> columns) {
    String marks = String.join(", ", columns.keySet().stream().map(c -> "?").toList());
    return db.find(
            "insert into "
                + table
                + "("
                + String.join(", ", columns.keySet())
                + ") values ("
                + marks
                + ") returning id",
            row -> row.getLong(1),
            columns.values().toArray())
        .orElseThrow();
  }

  private static void requireProperties(Draft draft) {
    refuseMissing(draft, Model.properties(draft.type()).stream().map(Property::name).toList());
  }

  private static void refuseMissing(Draft draft, Collection<String> among) {
    for (Property property : Model.properties(draft.type())) {
      if (property.required() && among.contains(property.name()) && !has(draft, property)) {
        throw StaFault.invalid(
            "entity.property-missing",
            draft.type().single() + "/" + property.name(),
            "a " + draft.type().single() + " needs " + property.name());
      }
    }
  }

  private static boolean has(Draft draft, Property property) {
    @Nullable Object value = draft.values().get(property.name());
    return value != null;
  }

  /** Removes an entity and what cannot be without it: clause 10.4, table 25. */
  void delete(EntityType type, long id, Changes changes) {
    links.mustBeThere(type, id);
    // while what goes is still there to be found
    derived.datastreamsGoneWith(type, id, changes);
    switch (type) {
      case THING -> changes.thing(id);
      case LOCATION ->
          // a line of history without its place says nothing
          db.update(
              "delete from sta_historical_location where id in (select historical_location from"
                  + " sta_historical_location_location where location = ?)",
              id);
      case OBSERVED_PROPERTY ->
          db.update(
              "delete from sta_datastream where id in (select datastream from sta_multi_property"
                  + " where observed_property = ?)",
              id);
      default -> {
        // the foreign keys do the rest
      }
    }
    List<Long> things = type == LOCATION ? derived.thingsAt(id) : List.of();
    db.update("delete from " + Schema.table(type) + " where id = ?", id);
    things.forEach(thing -> derived.thing(thing, changes));
  }
}
