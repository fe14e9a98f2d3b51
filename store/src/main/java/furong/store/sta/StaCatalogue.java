package furong.store.sta;

import furong.city.Divisions;
import furong.observe.Catalogue;
import furong.observe.DatastreamInfo;
import furong.pack.Property;
import furong.store.Db;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link Catalogue} in memory, filled from PostgreSQL at the start and after every write. Costs
 * some 60 bytes a datastream and 150 a thing; what the log is told of a datastream is put together
 * when somebody asks for it, and a list of many when it is read.
 */
public final class StaCatalogue implements Catalogue {

  /** Those whose property is named by their definition and yet not reached. */
  private static final String UNREADABLE =
      """
      select d.id, substr(o.definition, length(?) + 1) as property
      from sta_datastream d join sta_observed_property o on o.id = d.observed_property
      where d.property = '' and o.definition like ? || '%'
      """;

  /** Some 5 MB of rows; a pack that knows a new property changes a million datastreams at once. */
  private static final int READ_AT_ONCE = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(StaCatalogue.class);

  private final Db db;
  private final LongTable<DatastreamEntry> datastreams = new LongTable<>();
  private final LongTable<ObservingThing> things = new LongTable<>();
  private final LongTable<IdSet> ofThing = new LongTable<>();

  /** Without those of no property, who are most and whom nobody asks for by it. */
  private final ConcurrentMap<String, IdSet> ofProperty = new ConcurrentHashMap<>();

  private final AtomicLong count = new AtomicLong();
  private final CatalogueRows rows = new CatalogueRows();
  private final ConcurrentMap<Long, String> unreadable = new ConcurrentHashMap<>();
  private final Set<Long> deleted = ConcurrentHashMap.newKeySet();
  private final AtomicLong version = new AtomicLong();
  private final RecentChanges recent = new RecentChanges();

  public StaCatalogue(Db db) {
    this.db = db;
  }

  /** Fills it from the database; to be called once before anybody reads. */
  public void load() {
    long begun = System.nanoTime();
    db.each(
        CatalogueRows.THINGS,
        row -> {
          ObservingThing thing = rows.thing(row, row.getLong("id"));
          things.put(thing.id(), thing);
        });
    loadDatastreams();
    loadUnreadable("");
    deleted.addAll(db.list("select datastream from sta_deleted_datastream", row -> row.getLong(1)));
    recent.all(version.get() + 1);
    version.incrementAndGet();
    LOG.info(
        "the catalogue holds {} datastreams, read in {} ms",
        count.get(),
        (System.nanoTime() - begun) / 1_000_000);
  }

  /** Three passes over whole tables; nobody asks yet. */
  private void loadDatastreams() {
    LongTable<Long> places = new LongTable<>();
    db.each(CatalogueRows.PLACES, row -> places.put(row.getLong("thing"), row.getLong("location")));
    db.each(
        CatalogueRows.ALL_DATASTREAMS,
        row -> {
          ObservingThing thing = things.get(row.getLong("thing"));
          if (thing != null) { // one is made between the two questions only by another process
            boolean placed = places.get(thing.id()) != null;
            DatastreamEntry entry = rows.entry(row, thing, placed, !placed);
            datastreams.put(entry.id(), entry);
          }
        });
    db.each(
        CatalogueRows.FEATURES,
        row -> {
          DatastreamEntry entry = datastreams.get(row.getLong("datastream"));
          if (entry != null) {
            long of = row.getLong("location"); // 0 for a feature that was made from no place
            Long place = places.get(entry.thing().id());
            datastreams.put(entry.id(), rows.withFeature(entry, place != null && place != of));
          }
        });
    // in the order of their ids, in which a set of ids grows at its end
    datastreams.each(this::index);
  }

  private void index(DatastreamEntry fresh) {
    count.incrementAndGet();
    IdSet ids = ofThing.get(fresh.thing().id());
    if (ids == null) {
      ids = new IdSet();
      ofThing.put(fresh.thing().id(), ids);
    }
    ids.add(fresh.id());
    if (!fresh.alike().property().isEmpty()) {
      ofProperty.computeIfAbsent(fresh.alike().property(), p -> new IdSet()).add(fresh.id());
    }
  }

  /** Takes over what a finished write changed: reads these anew, forgets those that are gone. */
  synchronized void refresh(Collection<Long> thingIds, Collection<Long> datastreamIds) {
    Set<Long> touched = new HashSet<>(thingIds);
    if (!thingIds.isEmpty()) {
      // each is replaced at once: who reads meanwhile finds the old or the new one
      Set<Long> goneThings = new HashSet<>(thingIds);
      db.list(
              CatalogueRows.THINGS + " where id = any(?)",
              row -> rows.thing(row, row.getLong("id")),
              (Object) thingIds.toArray(Long[]::new))
          .forEach(thing -> {
            put(thing);
            goneThings.remove(thing.id());
          });
      goneThings.forEach(id -> things.put(id, null));
    }
    List<DatastreamEntry> fresh = read(datastreamIds);
    Set<Long> gone = new LinkedHashSet<>(datastreamIds);
    for (long id : datastreamIds) {
      DatastreamEntry old = datastreams.get(id);
      if (old != null) {
        touched.add(old.thing().id());
      }
    }
    for (DatastreamEntry entry : fresh) {
      gone.remove(entry.id());
      touched.add(entry.thing().id());
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
    db.each(
        UNREADABLE + which,
        row -> unreadable.put(row.getLong("id"), row.getString("property")),
        all.toArray());
  }

  /** As they stand in the database now; rows of millions are not held all at once. */
  List<DatastreamEntry> read(Collection<Long> datastreamIds) {
    List<Long> ids = List.copyOf(datastreamIds);
    List<DatastreamEntry> entries = new ArrayList<>(ids.size());
    for (int from = 0; from < ids.size(); from += READ_AT_ONCE) {
      List<Long> some = ids.subList(from, Math.min(ids.size(), from + READ_AT_ONCE));
      entries.addAll(
          db.list(
              CatalogueRows.DATASTREAMS + " where d.id = any(?)",
              row -> rows.entry(row, rows.thing(row, row.getLong("thing"))),
              (Object) some.toArray(Long[]::new)));
    }
    return entries;
  }

  /** A thing that is new or changed; its datastreams are of it from now on. */
  private void put(ObservingThing thing) {
    things.put(thing.id(), thing);
    for (DatastreamEntry entry : entriesOf(thing.id())) {
      datastreams.put(entry.id(), entry.of(thing));
    }
  }

  private void put(DatastreamEntry fresh) {
    ObservingThing known = things.get(fresh.thing().id());
    // one object for all its datastreams
    DatastreamEntry entry = known != null && known.equals(fresh.thing()) ? fresh.of(known) : fresh;
    DatastreamEntry old = datastreams.get(entry.id());
    boolean indexed =
        old != null
            && old.thing().id() == entry.thing().id()
            && old.alike().property().equals(entry.alike().property());
    if (!indexed) {
      remove(entry.id());
    }
    datastreams.put(entry.id(), entry);
    if (!indexed) {
      index(entry);
    }
  }

  private void remove(long id) {
    DatastreamEntry old = datastreams.put(id, null);
    if (old != null) {
      count.decrementAndGet();
      IdSet siblings = ofThing.get(old.thing().id());
      if (siblings != null) {
        siblings.remove(id);
      }
      IdSet same = ofProperty.get(old.alike().property());
      if (same != null) {
        same.remove(id);
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
    List<ObservingThing> all = new ArrayList<>();
    things.each(all::add);
    return Collections.unmodifiableList(all);
  }

  @Override
  public Optional<DatastreamInfo> datastream(long id) {
    DatastreamEntry entry = datastreams.get(id);
    return entry == null ? Optional.empty() : Optional.of(entry.info());
  }

  @Override
  public List<Stood> stood(Collection<Long> of) {
    return db.list(
        "select thing, until, division from thing_stood where thing = any(?) order by thing, until",
        row -> new Stood(row.getLong("thing"), Db.instant(row, "until"), row.getString("division")),
        (Object) of.toArray(Long[]::new));
  }

  @Override
  public long datastreamCount() {
    return count.get();
  }

  @Override
  public List<DatastreamInfo> datastreamsOf(long thing) {
    return new Infos(entriesOf(thing));
  }

  @Override
  public List<DatastreamInfo> datastreams(String property, String division) {
    List<DatastreamEntry> all = new ArrayList<>();
    if (property.isEmpty()) {
      datastreams.each(all::add);
    } else if (ofProperty.get(property) instanceof IdSet ids) {
      all = entries(ids);
    }
    if (!division.isEmpty()) {
      all.removeIf(entry -> !Divisions.isWithin(entry.thing().division(), division));
    }
    return new Infos(all);
  }

  private List<DatastreamEntry> entriesOf(long thing) {
    IdSet ids = ofThing.get(thing);
    return ids == null ? List.of() : entries(ids);
  }

  private List<DatastreamEntry> entries(IdSet ids) {
    long[] all = ids.all();
    List<DatastreamEntry> entries = new ArrayList<>(all.length);
    for (long id : all) {
      DatastreamEntry entry = datastreams.get(id);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  /** Datastreams at one moment, of which each is put together when it is looked at. */
  private static final class Infos extends AbstractList<DatastreamInfo> implements RandomAccess {

    private final List<DatastreamEntry> entries;

    Infos(List<DatastreamEntry> entries) {
      this.entries = entries;
    }

    @Override
    public DatastreamInfo get(int index) {
      return entries.get(index).info();
    }

    @Override
    public int size() {
      return entries.size();
    }
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
}
