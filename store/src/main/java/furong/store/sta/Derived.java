package furong.store.sta;

import furong.city.Division;
import furong.city.Divisions;
import furong.observe.Shards;
import furong.observe.sta.EntityType;
import furong.pack.Units;
import furong.pack.Units.Conversion;
import furong.store.Db;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The columns that nobody writes: where a thing is and in which division, what pack property a
 * datastream observes and how its unit is reached, the boxes of geometries. Inside the transaction
 * of the change; whatever the stream must hear of goes to the outbox.
 */
final class Derived {

  /** What the definition of an ObservedProperty begins with when a pack knows it. */
  private static final String PROPERTY_URN = "urn:furong:property:";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final Db db;
  private final Divisions divisions;
  private final Function<String, Optional<String>> unitOfProperty;
  private final int shards;

  /**
   * @param unitOfProperty UCUM unit of a pack property by its id; empty when no pack knows it
   */
  Derived(
      Db db, Divisions divisions, Function<String, Optional<String>> unitOfProperty, int shards) {
    this.db = db;
    this.divisions = divisions;
    this.unitOfProperty = unitOfProperty;
    this.shards = shards;
  }

  /** Place, division, kind and label of a thing; its datastreams are told when they changed. */
  void thing(long id, Changes changes) {
    changes.thing(id);
    @Nullable String text =
        db.find(
                "select properties::text from sta_thing where id = ?",
                r -> Optional.ofNullable(r.getString(1)),
                id)
            .flatMap(found -> found)
            .orElse(null);
    JsonNode properties = read(text);
    Optional<Point> place =
        db
            .list(
                "select l.lng, l.lat from sta_thing_location tl join sta_location l on l.id ="
                    + " tl.location where tl.thing = ? and l.lng is not null order by l.id limit 1",
                r -> GeoJson.point(r.getDouble(1), r.getDouble(2)),
                id)
            .stream()
            .findFirst();
    String division =
        place
            .flatMap(p -> divisions.locate(p.getX(), p.getY()))
            .map(Division::code)
            .orElseGet(() -> properties.path("division").asString(""));
    db.update(
        "update sta_thing set kind = ?, simulated = ?, division = ?, lng = ?, lat = ? where id = ?",
        properties.path("kind").asString(""),
        properties.path("simulated").asBoolean(false),
        division,
        place.map(Point::getX).orElse(null),
        place.map(Point::getY).orElse(null),
        id);
    tell(
        db.list(
            "select id, shard from sta_datastream where thing = ?",
            r -> new long[] {r.getLong(1), r.getLong(2)},
            id),
        changes);
  }

  void location(long id, Changes changes) {
    Optional<Geometry> geometry = geometry("location", "sta_location", id);
    box("sta_location", id, geometry);
    Optional<Point> centre = geometry.filter(g -> !g.isEmpty()).map(Geometry::getInteriorPoint);
    db.update(
        "update sta_location set lng = ?, lat = ? where id = ?",
        centre.map(Point::getX).orElse(null),
        centre.map(Point::getY).orElse(null),
        id);
    thingsAt(id).forEach(thing -> thing(thing, changes));
  }

  List<Long> thingsAt(long location) {
    return db.list(
        "select thing from sta_thing_location where location = ?", r -> r.getLong(1), location);
  }

  List<Long> placesOf(long thing) {
    return db.list(
        "select location from sta_thing_location where thing = ? order by 1",
        r -> r.getLong(1),
        thing);
  }

  /** True when observations of a datastream that name no feature have one all the same. */
  boolean hasFeature(long datastream) {
    return db.find(
            "select 1 from sta_datastream d where id = ? and (exists (select 1 from"
                + " sta_thing_location where thing = d.thing) or exists (select 1 from"
                + " sta_default_feature where datastream = d.id))",
            row -> true,
            datastream)
        .isPresent();
  }

  /** Features made from a place that moved stay where they were; a new one is made when needed. */
  void locationMoved(long id) {
    db.update("update sta_feature set location = null where location = ?", id);
  }

  void feature(long id) {
    box("sta_feature", id, geometry("feature", "sta_feature", id));
  }

  private Optional<Geometry> geometry(String column, String table, long id) {
    return db.find(
            "select " + column + "::text from " + table + " where id = ?", r -> r.getString(1), id)
        .flatMap(GeoJson::parse);
  }

  private void box(String table, long id, Optional<Geometry> geometry) {
    Optional<Envelope> box = geometry.map(Geometry::getEnvelopeInternal).filter(e -> !e.isNull());
    db.update(
        "update " + table + " set min_lng = ?, min_lat = ?, max_lng = ?, max_lat = ? where id = ?",
        box.map(Envelope::getMinX).orElse(null),
        box.map(Envelope::getMinY).orElse(null),
        box.map(Envelope::getMaxX).orElse(null),
        box.map(Envelope::getMaxY).orElse(null),
        id);
  }

  /** Fills the columns of a datastream that is about to be written for the first time. */
  void ofDatastream(Map<String, @Nullable Object> columns) {
    if (columns.get("thing") instanceof Long thing) {
      columns.put("shard", Shards.of(thing, shards));
    }
  }

  /** A datastream that goes to another thing leaves its old shard, which is told so. */
  void beforeDatastreamChanges(long id, Map<String, @Nullable Object> columns, Changes changes) {
    if (columns.get("thing") instanceof Long) {
      outbox(id, shardOf(id), changes);
      ofDatastream(columns);
    }
  }

  private int shardOf(long datastream) {
    return db.find("select shard from sta_datastream where id = ?", r -> r.getInt(1), datastream)
        .orElseThrow();
  }

  /** The pack property of a datastream and how its unit is reached. */
  void datastream(long id, Changes changes) {
    record Source(String definition, String unit) {}
    Source source =
        db.find(
                "select coalesce(o.definition, ''), d.unit::text as unit from sta_datastream d left"
                    + " join sta_observed_property o on o.id = d.observed_property where d.id = ?",
                r -> new Source(r.getString(1), r.getString(2)),
                id)
            .orElseThrow();
    String property = property(source.definition());
    Optional<Conversion> conversion =
        unitOfProperty.apply(property).flatMap(wanted -> conversion(read(source.unit()), wanted));
    db.update(
        "update sta_datastream set property = ?, factor = ?, shift = ? where id = ?",
        conversion.isPresent() ? property : "",
        conversion.map(Conversion::factor).orElse(1.0),
        conversion.map(Conversion::offset).orElse(0.0),
        id);
    components(id);
    outbox(id, shardOf(id), changes);
  }

  /** What the places of a MultiDatastream observe. @return whether that is something else now */
  private boolean components(long id) {
    record Place(int place, String definition, String unit) {}
    int changed = 0;
    for (Place at :
        db.list(
            "select m.place, o.definition, coalesce((d.unit -> m.place)::text, 'null') as unit from"
                + " sta_multi_property m join sta_datastream d on d.id = m.datastream join"
                + " sta_observed_property o on o.id = m.observed_property where m.datastream = ?",
            r -> new Place(r.getInt(1), r.getString(2), r.getString(3)),
            id)) {
      String named = property(at.definition());
      Optional<Conversion> conversion =
          unitOfProperty.apply(named).flatMap(wanted -> conversion(read(at.unit()), wanted));
      String property = conversion.isPresent() ? named : "";
      double factor = conversion.map(Conversion::factor).orElse(1.0);
      double shift = conversion.map(Conversion::offset).orElse(0.0);
      changed +=
          db.update(
              "update sta_multi_property set property = ?, factor = ?, shift = ? where datastream ="
                  + " ? and place = ? and (property, factor, shift) is distinct from (?, ?, ?)",
              property,
              factor,
              shift,
              id,
              at.place(),
              property,
              factor,
              shift);
    }
    return changed > 0;
  }

  /** The pack property that a definition names; empty when it names none. */
  static String property(String definition) {
    return definition.startsWith(PROPERTY_URN) ? definition.substring(PROPERTY_URN.length()) : "";
  }

  /** By the symbol, else by the code at the end of the definition ({@code ucum:Cel}). */
  private static Optional<Conversion> conversion(JsonNode unit, String wanted) {
    String definition = unit.path("definition").asString("");
    int mark = Math.max(definition.lastIndexOf(':'), definition.lastIndexOf('#'));
    return Units.convert(unit.path("symbol").asString(""), wanted)
        .or(() -> Units.convert(definition.substring(mark + 1), wanted));
  }

  void observedProperty(long id, Changes changes) {
    db.list(
            "select id from sta_datastream where observed_property = ? union select datastream from"
                + " sta_multi_property where observed_property = ?",
            r -> r.getLong(1),
            id,
            id)
        .forEach(datastream -> datastream(datastream, changes));
  }

  /** The datastreams that a deletion takes along; the stream is told to forget them. */
  void datastreamsGoneWith(EntityType type, long id, Changes changes) {
    String condition =
        switch (type) {
          case THING -> "thing = ?";
          case SENSOR -> "sensor = ?";
          case OBSERVED_PROPERTY ->
              "exists (select 1 from (select ?::bigint as o) gone where observed_property = gone.o"
                  + " or id in (select datastream from sta_multi_property where"
                  + " observed_property = gone.o))";
          case DATASTREAM, MULTI_DATASTREAM -> "id = ?";
          default -> "id < ?::bigint and false";
        };
    db.update(
        "insert into sta_deleted_datastream(datastream) select id from sta_datastream where "
            + condition
            + " on conflict do nothing",
        id);
    tell(
        db.list(
            "select id, shard from sta_datastream where " + condition,
            r -> new long[] {r.getLong(1), r.getLong(2)},
            id),
        changes);
  }

  /**
   * What a pack says of a property may have changed while the service stood still, or by a release:
   * works it out again for every datastream of a property, and tells the stream where it differs.
   */
  void again(Changes changes) {
    componentsAgain(changes);
    record Alike(String definition, String unit, String property, double factor, double shift) {}
    // by what it follows from, of which a million datastreams have some hundred
    List<Alike> all =
        db.list(
            "select distinct o.definition, d.unit::text, d.property, d.factor, d.shift from"
                + " sta_datastream d join sta_observed_property o on o.id = d.observed_property"
                + " where o.definition like '"
                + PROPERTY_URN
                + "%'",
            r ->
                new Alike(
                    r.getString(1),
                    r.getString(2),
                    r.getString(3),
                    r.getDouble(4),
                    r.getDouble(5)));
    for (Alike old : all) {
      String named = property(old.definition());
      Optional<Conversion> conversion =
          unitOfProperty.apply(named).flatMap(wanted -> conversion(read(old.unit()), wanted));
      Alike now =
          new Alike(
              old.definition(),
              old.unit(),
              conversion.isPresent() ? named : "",
              conversion.map(Conversion::factor).orElse(1.0),
              conversion.map(Conversion::offset).orElse(0.0));
      if (!now.equals(old)) {
        db.inOne(() -> {
          tell(
              db.list(
                  "update sta_datastream d set property = ?, factor = ?, shift = ? from"
                      + " sta_observed_property o where o.id = d.observed_property and"
                      + " o.definition = ? and d.unit = ?::jsonb and d.property = ? and d.factor ="
                      + " ? and d.shift = ? returning d.id, d.shard",
                  r -> new long[] {r.getLong(1), r.getLong(2)},
                  now.property(),
                  now.factor(),
                  now.shift(),
                  old.definition(),
                  old.unit(),
                  old.property(),
                  old.factor(),
                  old.shift()),
              changes);
          return true;
        });
      }
    }
  }

  /** The same of the places of MultiDatastreams, which are few. */
  private void componentsAgain(Changes changes) {
    List<Long> named =
        db.list(
            "select distinct m.datastream from sta_multi_property m join sta_observed_property o on"
                + " o.id = m.observed_property where o.definition like '"
                + PROPERTY_URN
                + "%' order by 1",
            r -> r.getLong(1));
    for (long id : named) {
      db.inOne(() -> {
        if (components(id)) {
          outbox(id, shardOf(id), changes);
        }
        return true;
      });
    }
  }

  private void tell(List<long[]> datastreams, Changes changes) {
    for (long[] one : datastreams) {
      outbox(one[0], (int) one[1], changes);
    }
  }

  private void outbox(long datastream, int shard, Changes changes) {
    changes.datastream(datastream);
    db.update("insert into sta_outbox(datastream, shard) values (?, ?)", datastream, shard);
  }

  private static JsonNode read(@Nullable String json) {
    try {
      return json == null ? JSON.missingNode() : JSON.readTree(json);
    } catch (JacksonException e) {
      return JSON.missingNode();
    }
  }
}
