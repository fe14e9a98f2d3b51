package furong.store.sta;

import furong.observe.sta.EntityType;
import furong.store.Db;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which feature of interest an observation is of. An observation that names none is of the place
 * where its thing stood when it was taken: SensorThings 1.1, clause 10.2.1.2. That is kept as one
 * row per move, not as a number in every observation.
 */
public final class Features {

  /** Observations of a datastream with ids in a range that name no feature are of this one. */
  public record Range(long datastream, long fromObservation, long toObservation) {}

  private final Db db;

  public Features(Db db) {
    this.db = db;
  }

  /**
   * Sees to it that datastreams have the feature of their thing's present place, for observations
   * from {@code fromObservation} on. A thing without a place gets none.
   */
  void ensure(Collection<Long> datastreams, long fromObservation) {
    db.inOne(() -> {
      for (long datastream : datastreams) {
        Optional<Long> location =
            db.find(
                "select min(tl.location) from sta_datastream d join sta_thing_location tl on"
                    + " tl.thing = d.thing where d.id = ? having min(tl.location) is not null",
                row -> row.getLong(1),
                datastream);
        location.ifPresent(at -> remember(datastream, featureAt(at), fromObservation));
      }
    });
  }

  private void remember(long datastream, long feature, long fromObservation) {
    boolean first =
        db.find("select 1 from sta_default_feature where datastream = ?", row -> true, datastream)
            .isEmpty();
    db.update(
        "insert into sta_default_feature(datastream, from_observation, feature) values (?, ?, ?) on"
            + " conflict (datastream, from_observation) do update set feature = excluded.feature",
        datastream,
        first ? 0L : fromObservation,
        feature);
  }

  private long featureAt(long location) {
    // two first observations at once must not make two features of one place
    db.find("select id from sta_location where id = ? for update", row -> row.getLong(1), location);
    return db.find(
            "select id from sta_feature where location = ? order by id limit 1",
            row -> row.getLong(1),
            location)
        .orElseGet(() ->
            db.find(
                    "insert into sta_feature(name, description, encoding_type, feature, location,"
                        + " min_lng, min_lat, max_lng, max_lat) select name, description,"
                        + " encoding_type, location, id, min_lng, min_lat, max_lng, max_lat from"
                        + " sta_location where id = ? returning id",
                    row -> row.getLong(1),
                    location)
                .orElseThrow());
  }

  /** Remembers that some observation of a datastream names this feature itself. */
  public void named(long feature, long datastream) {
    db.update(
        "insert into sta_named_feature(feature, datastream) values (?, ?) on conflict do nothing",
        feature,
        datastream);
  }

  /** Datastreams some of whose observations name this feature. */
  public List<Long> namedIn(long feature) {
    return db.list(
        "select datastream from sta_named_feature where feature = ? order by 1",
        row -> row.getLong(1),
        feature);
  }

  /** The observations that are of this feature without naming it. */
  public List<Range> rangesOf(long feature) {
    return db.list(
        "select datastream, from_observation, until from (select datastream, from_observation,"
            + " feature, coalesce(lead(from_observation) over (partition by datastream order by"
            + " from_observation), 9223372036854775807) as until from sta_default_feature where"
            + " datastream in (select datastream from sta_default_feature where feature = ?)) r"
            + " where feature = ? order by datastream, from_observation",
        row -> new Range(row.getLong(1), row.getLong(2), row.getLong(3)),
        feature,
        feature);
  }

  /** By datastream: the first observation id that each default feature holds for. */
  public Map<Long, NavigableMap<Long, Long>> defaults(Collection<Long> datastreams) {
    Map<Long, NavigableMap<Long, Long>> all = new HashMap<>();
    db.list(
        "select datastream, from_observation, feature from sta_default_feature where datastream ="
            + " any(?)",
        row ->
            all.computeIfAbsent(row.getLong(1), id -> new TreeMap<>())
                .put(row.getLong(2), row.getLong(3)),
        (Object) datastreams.toArray(Long[]::new));
    return all;
  }

  /** The area that the features of a datastream lie in, as GeoJSON; empty when they have none. */
  public Optional<String> area(long datastream) {
    return db.find(
        "select min(min_lng) as w, min(min_lat) as s, max(max_lng) as e, max(max_lat) as n from"
            + " sta_feature where id in (select feature from sta_default_feature where datastream ="
            + " ? union select feature from sta_named_feature where datastream = ?) having"
            + " min(min_lng) is not null",
        row ->
            GeoJson.box(
                row.getDouble("w"), row.getDouble("s"), row.getDouble("e"), row.getDouble("n")),
        datastream,
        datastream);
  }

  /** True when there is such a feature. */
  public boolean exists(long feature) {
    return db.find(
            "select 1 from " + Schema.table(EntityType.FEATURE_OF_INTEREST) + " where id = ?",
            row -> true,
            feature)
        .isPresent();
  }
}
