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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The {@link Catalogue} in memory, filled from PostgreSQL at the start and after every write. Costs
 * some 400 bytes a datastream.
 */
public final class StaCatalogue implements Catalogue {

  private static final String DATASTREAMS =
      """
      select d.id, d.name, d.thing, t.kind, d.property, d.factor, d.shift, t.division, d.shard, t.simulated, t.lng, t.lat,
        coalesce(d.unit ->> 'symbol', '') as symbol, coalesce(jsonb_array_length(d.multi_types), 0) as components,
        l.location is null and not exists (select 1 from sta_default_feature f where f.datastream = d.id) as featureless,
        l.location is not null and l.location is distinct from (
          select f.location from sta_default_feature m join sta_feature f on f.id = m.feature
          where m.datastream = d.id order by m.from_observation desc limit 1) as needs_feature
      from sta_datastream d join sta_thing t on t.id = d.thing
      left join lateral (select min(tl.location) as location from sta_thing_location tl where tl.thing = t.id) l on true
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

  private final Db db;
  private final LongTable<DatastreamEntry> datastreams = new LongTable<>();
  private final NavigableMap<Long, ObservingThing> things = new ConcurrentSkipListMap<>();
  private final ConcurrentMap<Long, ConcurrentSkipListSet<Long>> ofThing =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ConcurrentSkipListSet<Long>> ofProperty =
      new ConcurrentHashMap<>();
  private final ConcurrentMap<Long, String> unreadable = new ConcurrentHashMap<>();
  private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
  private final AtomicLong version = new AtomicLong();

  public StaCatalogue(Db db) {
    this.db = db;
  }

  /** Fills it from the database; to be called once before anybody reads. */
  public void load() {
    db.list(THINGS, StaCatalogue::thing).forEach(thing -> things.put(thing.id(), thing));
    db.list(DATASTREAMS, StaCatalogue::entry).forEach(this::put);
    loadUnreadable("");
    deleted.addAll(db.list("select datastream from sta_deleted_datastream", row -> row.getLong(1)));
    version.incrementAndGet();
  }

  /** Takes over what a finished write changed: reads these anew, forgets those that are gone. */
  synchronized void refresh(Collection<Long> thingIds, Collection<Long> datastreamIds) {
    if (!thingIds.isEmpty()) {
      things.keySet().removeAll(thingIds);
      db.list(
              THINGS + " where id = any(?)",
              StaCatalogue::thing,
              (Object) thingIds.toArray(Long[]::new))
          .forEach(thing -> things.put(thing.id(), thing));
    }
    List<DatastreamEntry> fresh = read(datastreamIds);
    Set<Long> gone = new LinkedHashSet<>(datastreamIds);
    fresh.forEach(entry -> gone.remove(entry.info().id()));
    gone.forEach(this::remove);
    deleted.addAll(gone);
    fresh.forEach(this::put);
    unreadable.keySet().removeAll(datastreamIds);
    if (!datastreamIds.isEmpty()) {
      loadUnreadable(" and d.id = any(?)", (Object) datastreamIds.toArray(Long[]::new));
    }
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
            StaCatalogue::entry,
            (Object) datastreamIds.toArray(Long[]::new));
  }

  private void put(DatastreamEntry entry) {
    remove(entry.info().id());
    datastreams.put(entry.info().id(), entry);
    index(ofThing, entry.info().thing()).add(entry.info().id());
    index(ofProperty, entry.info().property()).add(entry.info().id());
  }

  private void remove(long id) {
    DatastreamEntry old = datastreams.get(id);
    if (old != null) {
      datastreams.put(id, null);
      index(ofThing, old.info().thing()).remove(id);
      index(ofProperty, old.info().property()).remove(id);
    }
  }

  private static <K> ConcurrentSkipListSet<Long> index(
      ConcurrentMap<K, ConcurrentSkipListSet<Long>> map, K key) {
    return map.computeIfAbsent(key, k -> new ConcurrentSkipListSet<>());
  }

  /** The entry a door needs; null when there is no such datastream. Neither locks nor allocates. */
  public @Nullable DatastreamEntry entry(long datastream) {
    return datastreams.get(datastream);
  }

  /** Datastreams whose observations are still in the history though they themselves are gone. */
  public Set<Long> deletedDatastreams() {
    return Set.copyOf(deleted);
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
  public List<DatastreamInfo> datastreamsOf(long thing) {
    ConcurrentSkipListSet<Long> ids = ofThing.get(thing);
    return ids == null ? List.of() : infos(ids);
  }

  @Override
  public List<DatastreamInfo> datastreams(String property, String division) {
    List<DatastreamInfo> all = new ArrayList<>();
    if (property.isEmpty()) {
      ofProperty.values().forEach(ids -> all.addAll(infos(ids)));
      all.sort(java.util.Comparator.comparingLong(DatastreamInfo::id));
    } else {
      ConcurrentSkipListSet<Long> ids = ofProperty.get(property);
      all.addAll(ids == null ? List.of() : infos(ids));
    }
    if (!division.isEmpty()) {
      all.removeIf(info -> !Divisions.isWithin(info.division(), division));
    }
    return List.copyOf(all);
  }

  private List<DatastreamInfo> infos(Collection<Long> ids) {
    List<DatastreamInfo> infos = new ArrayList<>(ids.size());
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
  public long version() {
    return version.get();
  }

  private static ObservingThing thing(ResultSet row) throws SQLException {
    double lng = row.getDouble("lng");
    boolean placed = !row.wasNull();
    return new ObservingThing(
        row.getLong("id"),
        row.getString("name"),
        row.getString("kind"),
        row.getString("division"),
        placed ? lng : Double.NaN,
        placed ? row.getDouble("lat") : Double.NaN,
        row.getBoolean("simulated"));
  }

  private static DatastreamEntry entry(ResultSet row) throws SQLException {
    double lng = row.getDouble("lng");
    boolean placed = !row.wasNull();
    return new DatastreamEntry(
        new DatastreamInfo(
            row.getLong("id"),
            row.getLong("thing"),
            row.getString("name"),
            row.getString("kind"),
            row.getString("property"),
            row.getDouble("factor"),
            row.getDouble("shift"),
            row.getString("division"),
            row.getInt("shard"),
            row.getBoolean("simulated"),
            placed ? lng : Double.NaN,
            placed ? row.getDouble("lat") : Double.NaN),
        row.getString("symbol"),
        row.getBoolean("needs_feature"),
        row.getInt("components"),
        row.getBoolean("featureless"));
  }
}
