package furong.store.sta;

import furong.observe.Catalogue.ObservingThing;
import furong.observe.DatastreamInfo;
import furong.store.sta.DatastreamEntry.Alike;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Rows of things and datastreams as the catalogue keeps them. What is the same in many rows becomes
 * one object: a million datastreams have some thousand names, kinds, divisions and units.
 */
final class CatalogueRows {

  static final String DATASTREAMS =
      """
      select d.id, d.name as datastream, d.thing, d.property, d.factor, d.shift, d.shard,
        t.name, t.kind, t.division, t.simulated, t.lng, t.lat,
        coalesce(d.unit ->> 'symbol', '') as symbol, coalesce(jsonb_array_length(d.multi_types), 0) as components,
        case when d.multi_types is not null then (
          select jsonb_agg(jsonb_build_array(p.place, p.property, p.factor, p.shift) order by p.place)
          from sta_multi_property p where p.datastream = d.id and p.property <> '')::text end as places,
        l.location is null and not exists (select 1 from sta_default_feature f where f.datastream = d.id) as featureless,
        l.location is not null and l.location is distinct from (
          select f.location from sta_default_feature m join sta_feature f on f.id = m.feature
          where m.datastream = d.id order by m.from_observation desc limit 1) as needs_feature
      from sta_datastream d join sta_thing t on t.id = d.thing
      left join lateral (select min(tl.location) as location from sta_thing_location tl where tl.thing = t.id) l on true
      """;

  /**
   * All at once, where things and their places are known, without features of interest: joined with
   * those it took 3.3 s a million, alone 0.5 s.
   */
  static final String ALL_DATASTREAMS =
      """
      select d.id, d.name as datastream, d.thing, d.property, d.factor, d.shift, d.shard,
        coalesce(d.unit ->> 'symbol', '') as symbol, coalesce(jsonb_array_length(d.multi_types), 0) as components,
        case when d.multi_types is not null then (
          select jsonb_agg(jsonb_build_array(p.place, p.property, p.factor, p.shift) order by p.place)
          from sta_multi_property p where p.datastream = d.id and p.property <> '')::text end as places
      from sta_datastream d
      """;

  /** Of which place each datastream has a feature of interest; the last row of one counts. */
  static final String FEATURES =
      """
      select x.datastream, f.location
      from sta_default_feature x join sta_feature f on f.id = x.feature
      order by x.datastream, x.from_observation
      """;

  static final String PLACES =
      "select thing, min(location) as location from sta_thing_location group by thing";

  static final String THINGS =
      "select id, name, kind, division, lng, lat, simulated from sta_thing";

  /** Words kept: some 4 MB; a city whose names are all different gains nothing beyond. */
  private static final int MOST_WORDS = 50_000;

  private static final int SHARED_LENGTH = 40;

  private final ConcurrentMap<String, String> words = new ConcurrentHashMap<>();
  private final ConcurrentMap<Alike, Alike> alike = new ConcurrentHashMap<>();

  /**
   * One and the same text for equal ones: a million datastreams have some thousand names, kinds and
   * divisions. Those that are longer than a name are as good as unique.
   */
  private String word(String text) {
    return text.length() > SHARED_LENGTH || words.size() > MOST_WORDS
        ? words.getOrDefault(text, text)
        : words.computeIfAbsent(text, t -> t);
  }

  private Alike shared(Alike one) {
    return alike.size() > MOST_WORDS
        ? alike.getOrDefault(one, one)
        : alike.computeIfAbsent(one, a -> a);
  }

  ObservingThing thing(ResultSet row, long id) throws SQLException {
    double lng = row.getDouble("lng");
    boolean placed = !row.wasNull();
    return new ObservingThing(
        id,
        row.getString("name"),
        word(row.getString("kind")),
        word(row.getString("division")),
        placed ? lng : Double.NaN,
        placed ? row.getDouble("lat") : Double.NaN,
        row.getBoolean("simulated"));
  }

  private static List<DatastreamInfo.Component> places(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    List<DatastreamInfo.Component> places = new ArrayList<>();
    for (JsonNode place : JsonMapper.shared().readTree(json)) {
      if (place.get(0).asInt() < DatastreamInfo.MOST_PLACES) {
        places.add(
            new DatastreamInfo.Component(
                place.get(0).asInt(),
                place.get(1).asString(),
                place.get(2).asDouble(),
                place.get(3).asDouble()));
      }
    }
    return places;
  }

  /** One whose features of interest are in the row. */
  DatastreamEntry entry(ResultSet row, ObservingThing thing) throws SQLException {
    return entry(row, thing, row.getBoolean("needs_feature"), row.getBoolean("featureless"));
  }

  DatastreamEntry entry(
      ResultSet row, ObservingThing thing, boolean needsFeature, boolean featureless)
      throws SQLException {
    return new DatastreamEntry(
        row.getLong("id"),
        thing,
        word(row.getString("datastream")),
        shared(
            new Alike(
                word(row.getString("property")),
                row.getDouble("factor"),
                row.getDouble("shift"),
                word(row.getString("symbol")),
                row.getInt("components"),
                places(row.getString("places")),
                needsFeature,
                featureless)),
        row.getInt("shard"));
  }

  /**
   * The same with a feature of interest.
   *
   * @param needsFeature whether that is of another place than its thing's
   */
  DatastreamEntry withFeature(DatastreamEntry entry, boolean needsFeature) {
    Alike was = entry.alike();
    return new DatastreamEntry(
        entry.id(),
        entry.thing(),
        entry.name(),
        shared(
            new Alike(
                was.property(),
                was.factor(),
                was.offset(),
                was.unit(),
                was.components(),
                was.places(),
                needsFeature,
                false)),
        entry.shard());
  }
}
