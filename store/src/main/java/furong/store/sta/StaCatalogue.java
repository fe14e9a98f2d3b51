package furong.store.sta;

import furong.city.Divisions;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.pack.Property;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The {@link Catalogue} in memory, filled from PostgreSQL at the start and after every write. Costs
 * some 180 bytes a datastream (by a class histogram of 760,000, and its place) and 200 a thing.
 */
public final class StaCatalogue implements Catalogue {

  private static final String DATASTREAMS =
      """
      select d.id, d.name, d.thing, t.kind, d.property, d.factor, d.shift, t.division, d.shard, t.simulated, t.lng, t.lat,
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

  /** The same for all at once: joined in one pass where the other looks up each one's place. */
  private static final String ALL_DATASTREAMS =
      """
      select d.id, d.name, d.thing, t.kind, d.property, d.factor, d.shift, t.division, d.shard, t.simulated, t.lng, t.lat,
        coalesce(d.unit ->> 'symbol', '') as symbol, coalesce(jsonb_array_length(d.multi_types), 0) as components,
        case when d.multi_types is not null then (
          select jsonb_agg(jsonb_build_array(p.place, p.property, p.factor, p.shift) order by p.place)
          from sta_multi_property p where p.datastream = d.id and p.property <> '')::text end as places,
        l.location is null and m.datastream is null as featureless,
        l.location is not null and l.location is distinct from m.location as needs_feature
      from sta_datastream d join sta_thing t on t.id = d.thing
      left join (select thing, min(location) as location from sta_thing_location group by thing) l on l.thing = t.id
      left join (select distinct on (x.datastream) x.datastream, f.location
          from sta_default_feature x join sta_feature f on f.id = x.feature
          order by x.datastream, x.from_observation desc) m on m.datastream = d.id
      """;

  /** Those whose property is named by their definition and yet not reached. */
  private static final String UNREADABLE =
      """
      select d.id, substr(o.definition, length(?) + 1) as property
      from sta_datastream d join sta_observed_property o on o.id = d.observed_property
      where d.property = '' and o.definition like ? || '%'
      """;

  private static final String THINGS =
      "select id, name, kind, division, lng, lat, simulated from sta_thing";

  /** Words kept: some 4 MB; a city whose names are all different gains nothing beyond. */
  private static final int MOST_WORDS = 50_000;

  private static final int SHARED_LENGTH = 40;

  private final Db db;
  private final LongTable<DatastreamEntry> datastreams = new LongTable<>();
  private final NavigableMap<Long, ObservingThing> things = new ConcurrentSkipListMap<>();
  private final LongTable<IdSet> ofThing = new LongTable<>();
  private final ConcurrentMap<String, IdSet> ofProperty = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, String> words = new ConcurrentHashMap<>();
  private final ConcurrentMap<Long, String> unreadable = new ConcurrentHashMap<>();
  private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
  private final AtomicLong version = new AtomicLong();
  private final RecentChanges recent = new RecentChanges();

  public StaCatalogue(Db db) {
    this.db = db;
  }

  /** Fills it from the database; to be called once before anybody reads. */
  public void load() {
    db.each(
        THINGS,
        row -> {
          ObservingThing thing = thing(row);
          things.put(thing.id(), thing);
        });
    db.inOne(() -> {
      db.update("set local work_mem = '256MB'"); // the joins of millions, once
      db.each(ALL_DATASTREAMS, row -> put(entry(row)));
      return true;
    });
    loadUnreadable("");
    deleted.addAll(db.list("select datastream from sta_deleted_datastream", row -> row.getLong(1)));
    recent.all(version.get() + 1);
    version.incrementAndGet();
  }

  /** Takes over what a finished write changed: reads these anew, forgets those that are gone. */
  synchronized void refresh(Collection<Long> thingIds, Collection<Long> datastreamIds) {
    Set<Long> touched = new HashSet<>(thingIds);
    if (!thingIds.isEmpty()) {
      // each is replaced at once: who reads meanwhile finds the old or the new one
      Set<Long> goneThings = new HashSet<>(thingIds);
      db.list(THINGS + " where id = any(?)", this::thing, (Object) thingIds.toArray(Long[]::new))
          .forEach(thing -> {
            things.put(thing.id(), thing);
            goneThings.remove(thing.id());
          });
      goneThings.forEach(things::remove);
    }
    List<DatastreamEntry> fresh = read(datastreamIds);
    Set<Long> gone = new LinkedHashSet<>(datastreamIds);
    for (long id : datastreamIds) {
      DatastreamEntry old = datastreams.get(id);
      if (old != null) {
        touched.add(old.info().thing());
      }
    }
    for (DatastreamEntry entry : fresh) {
      gone.remove(entry.info().id());
      touched.add(entry.info().thing());
    }
    gone.forEach(this::remove);
    deleted.addAll(gone);
    fresh.forEach(this::put);
    datastreamIds.forEach(unreadable::remove);
    if (!datastreamIds.isEmpty()) {
      loadUnreadable(" and d.id = any(?)", (Object) datastreamIds.toArray(Long[]::new));
    }
    // before the version moves: who sees the new one finds what changed with it
    recent.add(version.get() + 1, touched);
    version.incrementAndGet();
  }

  private void loadUnreadable(String which, @Nullable Object... args) {
    List<@Nullable Object> all = new ArrayList<>(List.of(Property.URN, Property.URN));
    all.addAll(Arrays.asList(args));
    record Row(long id, String property) {}
    db.list(
            UNREADABLE + which,
            row -> new Row(row.getLong("id"), row.getString("property")),
            all.toArray())
        .forEach(row -> unreadable.put(row.id(), row.property()));
  }

  /** As they stand in the database now. */
  List<DatastreamEntry> read(Collection<Long> datastreamIds) {
    return datastreamIds.isEmpty()
        ? List.of()
        : db.list(
            DATASTREAMS + " where d.id = any(?)",
            this::entry,
            (Object) datastreamIds.toArray(Long[]::new));
  }

  private void put(DatastreamEntry entry) {
    DatastreamInfo info = entry.info();
    DatastreamEntry old = datastreams.get(info.id());
    if (old != null
        && (old.info().thing() != info.thing() || !old.info().property().equals(info.property()))) {
      remove(info.id());
    }
    datastreams.put(info.id(), entry);
    IdSet ids = ofThing.get(info.thing());
    if (ids == null) {
      ids = new IdSet();
      ofThing.put(info.thing(), ids);
    }
    ids.add(info.id());
    ofProperty.computeIfAbsent(info.property(), p -> new IdSet()).add(info.id());
  }

  private void remove(long id) {
    DatastreamEntry old = datastreams.get(id);
    if (old != null) {
      datastreams.put(id, null);
      IdSet siblings = ofThing.get(old.info().thing());
      if (siblings != null) {
        siblings.remove(id);
      }
      IdSet alike = ofProperty.get(old.info().property());
      if (alike != null) {
        alike.remove(id);
      }
    }
  }

  /** The entry a door needs; null when there is no such datastream. Neither locks nor allocates. */
  public @Nullable DatastreamEntry entry(long datastream) {
    return datastreams.get(datastream);
  }

  /** Datastreams whose observations are still in the history though they themselves are gone. */
  public Set<Long> deletedDatastreams() {
    return Collections.unmodifiableSet(deleted);
  }

  @Override
  public Optional<ObservingThing> thing(long id) {
    return Optional.ofNullable(things.get(id));
  }

  @Override
  public List<ObservingThing> things() {
    return List.copyOf(things.values());
  }

  @Override
  public Optional<DatastreamInfo> datastream(long id) {
    DatastreamEntry entry = datastreams.get(id);
    return entry == null ? Optional.empty() : Optional.of(entry.info());
  }

  @Override
  public long datastreamCount() {
    return ofProperty.values().stream().mapToLong(IdSet::size).sum();
  }

  @Override
  public List<DatastreamInfo> datastreamsOf(long thing) {
    IdSet ids = thing <= 0 ? null : ofThing.get(thing);
    return ids == null ? List.of() : infos(ids.all());
  }

  @Override
  public List<DatastreamInfo> datastreams(String property, String division) {
    List<DatastreamInfo> all = new ArrayList<>();
    if (property.isEmpty()) {
      ofProperty.values().forEach(ids -> all.addAll(infos(ids.all())));
      all.sort(java.util.Comparator.comparingLong(DatastreamInfo::id));
    } else {
      IdSet ids = ofProperty.get(property);
      all.addAll(ids == null ? List.of() : infos(ids.all()));
    }
    if (!division.isEmpty()) {
      all.removeIf(info -> !Divisions.isWithin(info.division(), division));
    }
    return List.copyOf(all);
  }

  private List<DatastreamInfo> infos(long[] ids) {
    List<DatastreamInfo> infos = new ArrayList<>(ids.length);
    for (long id : ids) {
      DatastreamEntry entry = datastreams.get(id);
      if (entry != null) {
        infos.add(entry.info());
      }
    }
    return infos;
  }

  @Override
  public String unreadableAs(long datastream) {
    return unreadable.getOrDefault(datastream, "");
  }

  @Override
  public String unit(long datastream) {
    DatastreamEntry entry = datastreams.get(datastream);
    return entry == null ? "" : entry.unit();
  }

  @Override
  public Optional<Set<Long>> thingsChangedSince(long since) {
    return recent.since(since);
  }

  @Override
  public long version() {
    return version.get();
  }

  /**
   * One and the same text for equal ones: a million datastreams have some thousand names, kinds and
   * divisions. Those that are longer than a name are as good as unique.
   */
  private String word(String text) {
    return text.length() > SHARED_LENGTH || words.size() > MOST_WORDS
        ? words.getOrDefault(text, text)
        : words.computeIfAbsent(text, t -> t);
  }

  private ObservingThing thing(ResultSet row) throws SQLException {
    double lng = row.getDouble("lng");
    boolean placed = !row.wasNull();
    return new ObservingThing(
        row.getLong("id"),
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

  private DatastreamEntry entry(ResultSet row) throws SQLException {
    double lng = row.getDouble("lng");
    boolean placed = !row.wasNull();
    return new DatastreamEntry(
        new DatastreamInfo(
            row.getLong("id"),
            row.getLong("thing"),
            word(row.getString("name")),
            word(row.getString("kind")),
            word(row.getString("property")),
            row.getDouble("factor"),
            row.getDouble("shift"),
            word(row.getString("division")),
            row.getInt("shard"),
            row.getBoolean("simulated"),
            placed ? lng : Double.NaN,
            placed ? row.getDouble("lat") : Double.NaN,
            places(row.getString("places"))),
        word(row.getString("symbol")),
        row.getBoolean("needs_feature"),
        row.getInt("components"),
        row.getBoolean("featureless"));
  }
}
