package furong.store.sta;

import furong.city.Division;
import furong.city.Divisions;
import furong.observe.Shards;
import furong.pack.Units;
import furong.pack.Units.Conversion;
import furong.store.CopyRows;
import furong.store.Db;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a batch of new datastreams with their devices as a few COPYs instead of some ten
 * statements each: what {@link EntityWriter} would have made of them one by one. Inside the
 * transaction of the caller.
 *
 * <p>It adds only: a device or a datastream that is there already stays as it is.
 */
final class Registrar {

  private static final String MEASUREMENT =
      "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement";

  private static final JsonMapper JSON = JsonMapper.shared();

  private record Name(long thing, String datastream) {}

  private final Db db;
  private final Divisions divisions;
  private final Function<String, Optional<String>> unitOfProperty;
  private final int shards;
  private final InstantSource clock;

  Registrar(
      Db db,
      Divisions divisions,
      Function<String, Optional<String>> unitOfProperty,
      int shards,
      InstantSource clock) {
    this.db = db;
    this.divisions = divisions;
    this.unitOfProperty = unitOfProperty;
    this.shards = shards;
    this.clock = clock;
  }

  EntityStore.Registered write(List<NewStream> rows, Changes changes) {
    if (rows.isEmpty()) {
      return new EntityStore.Registered(0, 0, 0);
    }
    Map<String, Long> things = known(rows);
    Set<Name> streams = streams(things.values());
    Map<String, NewStream> fresh = new LinkedHashMap<>();
    for (NewStream row : rows) {
      if (!things.containsKey(row.key())) {
        fresh.putIfAbsent(row.key(), row);
      }
    }
    List<Long> ids = ids("sta_thing", fresh.size());
    int next = 0;
    for (String key : fresh.keySet()) {
      things.put(key, ids.get(next++));
    }
    things(fresh.values(), things, changes);
    places(fresh.values().stream().filter(r -> r.lng() != null).toList(), things);
    List<NewStream> made = new ArrayList<>();
    for (NewStream row : rows) {
      if (streams.add(new Name(things.getOrDefault(row.key(), 0L), row.datastream()))) {
        made.add(row);
      }
    }
    datastreams(made, things, changes);
    return new EntityStore.Registered(fresh.size(), made.size(), rows.size() - made.size());
  }

  private Map<String, Long> known(List<NewStream> rows) {
    Map<String, Long> things = new HashMap<>();
    db.list(
            "select register_key, id from sta_thing where register_key = any(?)",
            row -> things.put(row.getString(1), row.getLong(2)),
            (Object) rows.stream().map(NewStream::key).distinct().toArray(String[]::new))
        .clear();
    return things;
  }

  private Set<Name> streams(Collection<Long> things) {
    return new HashSet<>(
        db.list(
            "select thing, name from sta_datastream where thing = any(?)",
            row -> new Name(row.getLong(1), row.getString(2)),
            (Object) things.toArray(Long[]::new)));
  }

  private List<Long> ids(String table, int count) {
    return db.list(
        "select nextval(pg_get_serial_sequence('" + table + "', 'id')) from generate_series(1, ?)",
        row -> row.getLong(1),
        count);
  }

  private void things(Collection<NewStream> fresh, Map<String, Long> ids, Changes changes) {
    CopyRows rows =
        new CopyRows(
            "sta_thing(id, name, description, properties, kind, simulated, division, lng, lat,"
                + " register_key)");
    for (NewStream row : fresh) {
      long id = ids.getOrDefault(row.key(), 0L);
      ObjectNode properties = JSON.createObjectNode().put("key", row.key());
      if (!row.kind().isEmpty()) {
        properties.put("kind", row.kind());
      }
      if (row.simulated()) {
        properties.put("simulated", true);
      }
      if (!row.division().isEmpty()) {
        properties.put("division", row.division());
      }
      rows.add(
          id,
          row.name(),
          row.name(),
          properties.toString(),
          row.kind(),
          row.simulated(),
          division(row),
          row.lng(),
          row.lat(),
          row.key());
      changes.thing(id);
    }
    rows.into(db);
  }

  private String division(NewStream row) {
    Double lng = row.lng();
    Double lat = row.lat();
    return lng == null || lat == null
        ? row.division()
        : divisions.locate(lng, lat).map(Division::code).orElse(row.division());
  }

  /** The place of each, and the line of its history of places: SensorThings 1.1, clause 8.2.3. */
  private void places(List<NewStream> placed, Map<String, Long> things) {
    CopyRows locations =
        new CopyRows(
            "sta_location(id, name, description, encoding_type, location, lng, lat, min_lng,"
                + " min_lat, max_lng, max_lat)");
    CopyRows joined = new CopyRows("sta_thing_location(thing, location)");
    CopyRows lines = new CopyRows("sta_historical_location(id, time, thing)");
    CopyRows ends = new CopyRows("sta_historical_location_location(historical_location, location)");
    List<Long> ids = ids("sta_location", placed.size());
    List<Long> lineIds = ids("sta_historical_location", placed.size());
    Instant now = Instant.ofEpochMilli(clock.millis());
    for (int i = 0; i < placed.size(); i++) {
      NewStream row = placed.get(i);
      long thing = things.getOrDefault(row.key(), 0L);
      long location = ids.get(i);
      locations.add(
          location,
          row.name(),
          row.name(),
          "application/geo+json",
          "{\"type\":\"Point\",\"coordinates\":[" + row.lng() + "," + row.lat() + "]}",
          row.lng(),
          row.lat(),
          row.lng(),
          row.lat(),
          row.lng(),
          row.lat());
      joined.add(thing, location);
      lines.add(lineIds.get(i), now, thing);
      ends.add(lineIds.get(i), location);
    }
    locations.into(db);
    joined.into(db);
    lines.into(db);
    ends.into(db);
  }

  private void datastreams(List<NewStream> made, Map<String, Long> things, Changes changes) {
    Map<String, Long> sensors = sensors(made);
    Map<String, Long> properties = properties(made);
    Map<List<String>, Optional<Conversion>> conversions = new HashMap<>();
    CopyRows rows =
        new CopyRows(
            "sta_datastream(id, name, description, observation_type, unit, thing, sensor,"
                + " observed_property, shard, property, factor, shift)");
    CopyRows outbox = new CopyRows("sta_outbox(datastream, shard)");
    List<Long> ids = ids("sta_datastream", made.size());
    for (int i = 0; i < made.size(); i++) {
      NewStream row = made.get(i);
      long thing = things.getOrDefault(row.key(), 0L);
      int shard = Shards.of(thing, shards);
      String property = Derived.property(row.definition());
      Optional<Conversion> conversion =
          conversions.computeIfAbsent(
              List.of(property, row.unit()),
              k -> unitOfProperty.apply(property).flatMap(u -> Units.convert(row.unit(), u)));
      rows.add(
          ids.get(i),
          row.datastream(),
          row.datastream(),
          MEASUREMENT,
          unit(row.unit()),
          thing,
          sensors.get(row.sensor()),
          properties.get(row.definition()),
          shard,
          conversion.isPresent() ? property : "",
          conversion.map(Conversion::factor).orElse(1.0),
          conversion.map(Conversion::offset).orElse(0.0));
      outbox.add(ids.get(i), shard);
      changes.datastream(ids.get(i));
    }
    rows.into(db);
    outbox.into(db);
  }

  private static String unit(String symbol) {
    return JSON.createObjectNode()
        .put("name", symbol)
        .put("symbol", symbol)
        .put("definition", "ucum:" + Units.code(symbol))
        .toString();
  }

  private Map<String, Long> sensors(List<NewStream> made) {
    return foundOrMade(
        made.stream().map(NewStream::sensor).distinct().toList(),
        "select name, min(id) from sta_sensor where name = any(?) group by name",
        name ->
            db.find(
                    "insert into sta_sensor(name, description, encoding_type, metadata)"
                        + " values (?, ?, 'text/plain', to_jsonb(?::text)) returning id",
                    row -> row.getLong(1),
                    name,
                    name,
                    name)
                .orElseThrow());
  }

  private Map<String, Long> properties(List<NewStream> made) {
    Map<String, String> names = new LinkedHashMap<>();
    made.forEach(row -> names.putIfAbsent(row.definition(), row.propertyName()));
    return foundOrMade(
        List.copyOf(names.keySet()),
        "select definition, min(id) from sta_observed_property where definition = any(?)"
            + " group by definition",
        definition ->
            db.find(
                    "insert into sta_observed_property(name, definition, description)"
                        + " values (?, ?, ?) returning id",
                    row -> row.getLong(1),
                    names.getOrDefault(definition, definition),
                    definition,
                    names.getOrDefault(definition, definition))
                .orElseThrow());
  }

  private Map<String, Long> foundOrMade(
      List<String> wanted, String find, Function<String, Long> make) {
    Map<String, Long> ids = new HashMap<>();
    db.list(
            find,
            row -> ids.put(row.getString(1), row.getLong(2)),
            (Object) wanted.toArray(String[]::new))
        .clear();
    wanted.forEach(one -> ids.computeIfAbsent(one, make));
    return ids;
  }
}
