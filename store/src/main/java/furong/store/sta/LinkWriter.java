package furong.store.sta;

import furong.base.Result.Refusal;
import furong.observe.sta.EntityType;
import furong.observe.sta.Navigation;
import furong.store.Db;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes links between entities that are there, inside the transaction of the caller. A thing that
 * is placed anew leaves a line of history: SensorThings 1.1, clause 8.2.3.
 *
 * <p>What is derived from a link is not its matter, but for places, which derive the thing's.
 */
final class LinkWriter {

  private final Db db;
  private final Derived derived;
  private final InstantSource clock;

  LinkWriter(Db db, Derived derived, InstantSource clock) {
    this.db = db;
    this.derived = derived;
    this.clock = clock;
  }

  /** Joins two entities by a link to many. */
  void join(EntityType type, long id, Navigation navigation, long other) {
    mustExist(navigation.target(), other, navigation.name());
    switch (Schema.link(navigation).orElseThrow(() -> cannotJoin(navigation))) {
      case Schema.Through(String table, String mine, String theirs) -> {
        if (Schema.isOrdered(navigation.inverse())) {
          throw StaFault.invalid(
              "multi-datastream.lengths",
              navigation.name(),
              "the list of a MultiDatastream changes as a whole, with its types and units");
        }
        db.update(
            "insert into %s(%s, %s) values (?, ?) on conflict do nothing"
                .formatted(table, mine, theirs),
            id,
            other);
      }
      case Schema.Theirs(String column) ->
          db.update(
              "update "
                  + Schema.table(navigation.target())
                  + " set "
                  + column
                  + " = ? where id = ?",
              id,
              other);
      case Schema.Own ignored -> throw cannotJoin(navigation);
    }
  }

  private static StaFault cannotJoin(Navigation navigation) {
    return StaFault.invalid(
        "entity.link", navigation.name(), "an observation stays with its datastream and feature");
  }

  /** Parts two entities that a link to many joins. */
  void part(long id, Navigation navigation, long other) {
    if (!(Schema.link(navigation).orElse(null)
            instanceof Schema.Through(String table, String mine, String theirs))
        || Schema.isOrdered(navigation)
        || Schema.isOrdered(navigation.inverse())) {
      throw StaFault.invalid(
          "entity.link-needed",
          navigation.name(),
          "a " + navigation.target().single() + " cannot be without its " + backOf(navigation));
    }
    int gone =
        db.update(
            "delete from %s where %s = ? and %s = ?".formatted(table, mine, theirs), id, other);
    if (gone == 0) {
      throw new StaFault(
          Refusal.NOT_FOUND,
          "entity.unknown",
          navigation.name() + "(" + other + ")",
          "they are not linked");
    }
  }

  private static String backOf(Navigation navigation) {
    return navigation.many() ? navigation.inverse().name() : navigation.name();
  }

  /** The things of this thing's place and history: its old places go, a new line is written. */
  void place(long thing, List<Long> locations, Changes changes) {
    db.update("delete from sta_thing_location where thing = ?", thing);
    insert("sta_thing_location(thing, location)", thing, locations);
    long line =
        db.find(
                "insert into sta_historical_location(time, thing) values (?, ?) returning id",
                row -> row.getLong(1),
                Instant.ofEpochMilli(clock.millis()),
                thing)
            .orElseThrow();
    insert("sta_historical_location_location(historical_location, location)", line, locations);
    changes.created(EntityType.HISTORICAL_LOCATION, line);
    derived.thing(thing, changes);
  }

  private void insert(String into, long from, List<Long> ends) {
    for (long end : ends) {
      db.update("insert into " + into + " values (?, ?) on conflict do nothing", from, end);
    }
  }

  /** The ordered list of a MultiDatastream becomes these. */
  void observes(long datastream, List<Long> properties) {
    db.update("delete from sta_multi_property where datastream = ?", datastream);
    for (int place = 0; place < properties.size(); place++) {
      db.update(
          "insert into sta_multi_property(datastream, place, observed_property) values (?, ?, ?)",
          datastream,
          place,
          properties.get(place));
    }
  }

  /** A line of history newer than all others says where the thing is now: clause 8.2.3. */
  void followHistory(long line, Changes changes) {
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
      insert("sta_thing_location(thing, location)", thing, locations);
      derived.thing(thing, changes);
    }
  }

  void mustExist(EntityType type, long id, String place) {
    if (!exists(type, id)) {
      throw StaFault.invalid(
          "entity.link-unknown", place, "there is no " + type.single() + " " + id);
    }
  }

  void mustBeThere(EntityType type, long id) {
    if (!exists(type, id)) {
      throw new StaFault(
          Refusal.NOT_FOUND,
          "entity.unknown",
          type.set() + "(" + id + ")",
          "there is no " + type.single() + " " + id);
    }
  }

  private boolean exists(EntityType type, long id) {
    @Nullable Boolean found =
        db.find("select 1 from " + Schema.table(type) + " where id = ?", row -> true, id)
            .orElse(null);
    return found != null;
  }
}
