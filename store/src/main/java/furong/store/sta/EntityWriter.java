package furong.store.sta;

import static furong.observe.sta.EntityType.DATASTREAM;
import static furong.observe.sta.EntityType.FEATURE_OF_INTEREST;
import static furong.observe.sta.EntityType.HISTORICAL_LOCATION;
import static furong.observe.sta.EntityType.LOCATION;
import static furong.observe.sta.EntityType.OBSERVATION;
import static furong.observe.sta.EntityType.THING;

import furong.base.Result.Refusal;
import furong.observe.sta.Draft;
import furong.observe.sta.Draft.Existing;
import furong.observe.sta.Draft.Fresh;
import furong.observe.sta.Draft.Link;
import furong.observe.sta.EntityType;
import furong.observe.sta.Model;
import furong.observe.sta.Navigation;
import furong.observe.sta.Property;
import furong.store.Db;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes entities with everything that hangs on them, inside the transaction of the caller; what it
 * touched goes into {@link Changes}. The rules are those of SensorThings 1.1, clause 10.
 */
final class EntityWriter {

  /** Deeper than Thing - Datastream - Observation - FeatureOfInterest nothing can hang. */
  private static final int MAX_DEPTH = 8;

  private final Db db;
  private final Derived derived;
  private final InstantSource clock;

  EntityWriter(Db db, Derived derived, InstantSource clock) {
    this.db = db;
    this.derived = derived;
    this.clock = clock;
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
    if (draft.type() == DATASTREAM) {
      derived.ofDatastream(columns);
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
        place(id, idsOf(navigation, ends, changes, depth), changes);
        placed = true;
      } else if (draft.type() == LOCATION && navigation.target() == THING) {
        for (long thing : idsOf(navigation, ends, changes, depth)) {
          place(thing, List.of(id), changes);
        }
      } else {
        for (Link end : ends) {
          attach(draft.type(), id, navigation, end, changes, depth);
        }
      }
    }
    if (draft.type() == HISTORICAL_LOCATION && !placed) {
      followHistory(id, changes);
    }
  }

  private void attach(
      EntityType type, long id, Navigation navigation, Link end, Changes changes, int depth) {
    switch (end) {
      case Fresh(Draft child) -> {
        String back = navigation.inverse().name();
        create(child.linkedTo(back, id), changes, depth + 1);
      }
      case Existing(long other) -> join(type, id, navigation, other, changes);
    }
  }

  private void join(EntityType type, long id, Navigation navigation, long other, Changes changes) {
    mustExist(navigation.target(), other, navigation.name());
    switch (Schema.link(navigation).orElseThrow(() -> cannotJoin(navigation))) {
      case Schema.Through(String table, String mine, String theirs) ->
          db.update(
              "insert into "
                  + table
                  + "("
                  + mine
                  + ", "
                  + theirs
                  + ") values (?, ?)"
                  + " on conflict do nothing",
              id,
              other);
      case Schema.Theirs(String column) -> {
        db.update(
            "update " + Schema.table(navigation.target()) + " set " + column + " = ? where id = ?",
            id,
            other);
        settle(navigation.target(), other, changes);
      }
      case Schema.Own ignored -> throw cannotJoin(navigation);
    }
    settle(type, id, changes);
  }

  private static StaFault cannotJoin(Navigation navigation) {
    return StaFault.invalid(
        "entity.link", navigation.name(), "an observation stays with its datastream and feature");
  }

  private List<Long> idsOf(Navigation navigation, List<Link> ends, Changes changes, int depth) {
    List<Long> ids = new ArrayList<>();
    for (Link end : ends) {
      switch (end) {
        case Existing(long id) -> {
          mustExist(navigation.target(), id, navigation.name());
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

  private void observation(Draft draft, Changes changes, int depth) {
    requireProperties(draft);
    long datastream =
        one(draft, Model.findNavigation(OBSERVATION, "Datastream").orElseThrow(), changes, depth);
    Navigation toFeature = Model.findNavigation(OBSERVATION, "FeatureOfInterest").orElseThrow();
    List<Link> ends = draft.links().getOrDefault(toFeature.name(), List.of());
    @Nullable Long feature =
        ends.isEmpty() ? null : idsOf(toFeature, ends.subList(0, 1), changes, depth).getFirst();
    changes.observation(datastream, draft, feature);
  }

  /** The things of this thing's place and history: its old places go, a new line is written. */
  private void place(long thing, List<Long> locations, Changes changes) {
    db.update("delete from sta_thing_location where thing = ?", thing);
    link("sta_thing_location(thing, location)", thing, locations);
    long line =
        db.find(
                "insert into sta_historical_location(time, thing) values (?, ?) returning id",
                row -> row.getLong(1),
                Instant.ofEpochMilli(clock.millis()),
                thing)
            .orElseThrow();
    link("sta_historical_location_location(historical_location, location)", line, locations);
    changes.created(HISTORICAL_LOCATION, line);
    derived.thing(thing, changes);
  }

  private void link(String into, long from, List<Long> ends) {
    for (long end : ends) {
      db.update("insert into " + into + " values (?, ?) on conflict do nothing", from, end);
    }
  }

  /** A line of history newer than all others says where the thing is now: clause 8.2.3. */
  private void followHistory(long line, Changes changes) {
    long thing =
        db.find(
                "select thing from sta_historical_location where id = ?",
                row -> row.getLong(1),
                line)
            .orElseThrow();
    boolean newest =
        db.find(
                "select not exists (select 1 from sta_historical_location o join"
                    + " sta_historical_location h on h.id = ? where o.thing = h.thing and o.time >"
                    + " h.time)",
                row -> row.getBoolean(1),
                line)
            .orElseThrow();
    List<Long> locations =
        db.list(
            "select location from sta_historical_location_location where historical_location = ?",
            row -> row.getLong(1),
            line);
    if (newest && !locations.isEmpty()) {
      db.update("delete from sta_thing_location where thing = ?", thing);
      link("sta_thing_location(thing, location)", thing, locations);
      derived.thing(thing, changes);
    }
  }

  /**
   * Changes what is given; with {@code replace} what is not given is cleared.
   *
   * @throws StaFault NOT_FOUND when there is no such entity
   */
  void update(long id, Draft draft, boolean replace, Changes changes) {
    mustBeThere(draft.type(), id);
    if (replace) {
      requireProperties(draft);
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
    if (draft.type() == DATASTREAM) {
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
      case OBSERVED_PROPERTY -> derived.observedProperty(id, changes);
      case FEATURE_OF_INTEREST -> derived.feature(id);
      default -> {
        // nothing is derived from the others
      }
    }
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
    for (Property property : Model.properties(draft.type())) {
      if (property.required() && !has(draft, property)) {
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

  private void mustExist(EntityType type, long id, String place) {
    if (!exists(type, id)) {
      throw StaFault.invalid(
          "entity.link-unknown", place, "there is no " + type.single() + " " + id);
    }
  }

  private void mustBeThere(EntityType type, long id) {
    if (!exists(type, id)) {
      throw new StaFault(
          Refusal.NOT_FOUND,
          "entity.unknown",
          type.set() + "(" + id + ")",
          "there is no " + type.single() + " " + id);
    }
  }

  private boolean exists(EntityType type, long id) {
    return db.find("select 1 from " + Schema.table(type) + " where id = ?", row -> true, id)
        .isPresent();
  }

  /** Removes an entity and what cannot be without it: clause 10.4, table 25. */
  void delete(EntityType type, long id, Changes changes) {
    mustBeThere(type, id);
    switch (type) {
      case THING -> changes.thing(id);
      case LOCATION ->
          // a line of history without its place says nothing
          db.update(
              "delete from sta_historical_location where id in (select historical_location from"
                  + " sta_historical_location_location where location = ?)",
              id);
      default -> {
        // the foreign keys do the rest
      }
    }
    List<Long> things = type == LOCATION ? derived.thingsAt(id) : List.of();
    derived.datastreamsGoneWith(type, id, changes);
    db.update("delete from " + Schema.table(type) + " where id = ?", id);
    things.forEach(thing -> derived.thing(thing, changes));
  }
}
