package furong.store.sta;

import furong.city.Divisions;
import furong.observe.sta.Draft;
import furong.observe.sta.EntityType;
import furong.observe.sta.Navigation;
import furong.store.Db;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The writing side of SensorThings: one transaction, then the log, then the memory, then the
 * answer.
 *
 * <pre>{@code
 * long thing = store.together(changes, () -> store.create(draft, changes));
 * // the log knows its datastreams now
 * }</pre>
 */
public final class EntityStore {

  /** How many devices and datastreams a batch made; {@code known} rows were there before. */
  public record Registered(int things, int datastreams, int known) {}

  private final Db db;
  private final Derived derived;
  private final EntityWriter writer;
  private final Registrar registrar;
  private final Features features;
  private final StaCatalogue catalogue;
  private final Outbox outbox;
  private final Set<Long> staleThings = ConcurrentHashMap.newKeySet();
  private final Set<Long> staleDatastreams = ConcurrentHashMap.newKeySet();

  /**
   * @param unitOfProperty UCUM unit of a pack property by its id
   * @param shards as the log has
   */
  public EntityStore(
      Db db,
      Divisions divisions,
      Function<String, Optional<String>> unitOfProperty,
      int shards,
      InstantSource clock,
      StaCatalogue catalogue,
      Outbox outbox) {
    this.db = db;
    this.derived = new Derived(db, divisions, unitOfProperty, shards);
    this.writer = new EntityWriter(db, derived, clock);
    this.registrar = new Registrar(db, divisions, unitOfProperty, shards, clock);
    this.features = new Features(db);
    this.catalogue = catalogue;
    this.outbox = outbox;
  }

  /**
   * Tells the log and the memory, which is filled, what they were not told before the last stop.
   */
  public void start() {
    outbox.drainAtStart();
    again();
  }

  /**
   * Works out again which properties datastreams observe: at a start, and when other versions of
   * packs came into force. What is a datastream of a property now is told to the log and the memory
   * as if it had been registered now.
   */
  public void again() {
    Changes changes = new Changes();
    derived.again(changes);
    publish(changes);
  }

  /**
   * Runs writes as one: all of them are kept or none. Inside it {@link #create}, {@link #update}
   * and {@link #delete} see what was written before them.
   *
   * @param changes what the writes touch; nested observations are left in it for the door to send
   *     to the log
   * @throws StaFault when something is missing or linked to nothing; then nothing was written
   * @throws furong.observe.LogUnavailable when the log does not answer; the entities are there, and
   *     the log is told of them later
   */
  public <T> T together(Changes changes, Supplier<T> work) {
    T value = db.inOne(work);
    publish(changes);
    return value;
  }

  /**
   * Makes an entity and what is nested in it. Only inside {@link #together}.
   *
   * @return its id; 0 for an observation
   */
  public long create(Draft draft, Changes changes) {
    return writer.create(draft, changes, 0);
  }

  /**
   * Makes many datastreams with their devices; those that are there already stay as they are. Only
   * inside {@link #together}.
   */
  public Registered register(List<NewStream> rows, Changes changes) {
    return registrar.write(rows, changes);
  }

  /**
   * Tells the log and the memory what is committed and what they could not be told yet.
   *
   * @throws furong.observe.LogUnavailable when the log still does not answer
   */
  public void settle() {
    publish(new Changes());
  }

  /** Nobody else changes this entity until {@link #together} ends. */
  public void lock(EntityType type, long id) {
    db.find("select id from " + Schema.table(type) + " where id = ? for update", row -> true, id);
  }

  /** Changes what the draft gives; with {@code replace} clears what it does not give. */
  public void update(long id, Draft draft, boolean replace, Changes changes) {
    writer.update(id, draft, replace, changes);
  }

  /** Deletes an entity and what cannot be without it. */
  public void delete(EntityType type, long id, Changes changes) {
    writer.delete(type, id, changes);
  }

  /** Links two entities that are there; a link to one is changed to the other end. */
  public void link(Navigation navigation, long from, long to, Changes changes) {
    writer.link(navigation, from, to, changes);
  }

  /** Takes a link to one of many away; both entities stay. */
  public void unlink(Navigation navigation, long from, long to, Changes changes) {
    writer.unlink(navigation, from, to, changes);
  }

  /** Makes the feature of interest of the present place for datastreams that still need it. */
  public void ensureFeatures(Collection<Long> datastreams, long fromObservation) {
    features.ensure(datastreams, fromObservation);
    catalogue.refresh(Set.of(), datastreams);
  }

  /** When the log does not answer, what changed waits here for the next write that reaches it. */
  private void publish(Changes changes) {
    staleThings.addAll(changes.things());
    staleDatastreams.addAll(changes.datastreams());
    outbox.drain();
    synchronized (catalogue) {
      // taken out before they are read: what another write adds meanwhile is read again by it
      Set<Long> things = Set.copyOf(staleThings);
      Set<Long> datastreams = Set.copyOf(staleDatastreams);
      staleThings.removeAll(things);
      staleDatastreams.removeAll(datastreams);
      if (!things.isEmpty() || !datastreams.isEmpty()) {
        catalogue.refresh(things, datastreams);
      }
    }
  }
}
