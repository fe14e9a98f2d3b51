package furong.store.sta;

import furong.city.Divisions;
import furong.observe.sta.Draft;
import furong.observe.sta.EntityType;
import furong.store.Db;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The writing side of SensorThings: one transaction, then the log, then the memory, then the
 * answer.
 *
 * <pre>{@code
 * long thing = store.create(draft, changes);   // the log knows its datastreams now
 * }</pre>
 */
public final class EntityStore {

  private final Db db;
  private final Derived derived;
  private final EntityWriter writer;
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
    this.features = new Features(db);
    this.catalogue = catalogue;
    this.outbox = outbox;
  }

  /** Fills the memory and tells the log what it was not told before the last stop. */
  public void start() {
    derived.againAtStart();
    outbox.drain();
    catalogue.load();
  }

  /**
   * Makes an entity and what is nested in it. Nested observations are left in {@code changes} for
   * the door to send to the log.
   *
   * @return its id; 0 for an observation
   * @throws StaFault when something is missing or linked to nothing; then nothing was made
   * @throws furong.observe.LogUnavailable when the log does not answer; the entities are there, and
   *     the log is told of them later
   */
  public long create(Draft draft, Changes changes) {
    long id = db.inOne(() -> writer.create(draft, changes, 0));
    publish(changes);
    return id;
  }

  /** Changes what the draft gives; with {@code replace} clears what it does not give. */
  public void update(long id, Draft draft, boolean replace, Changes changes) {
    write(changes, c -> writer.update(id, draft, replace, c));
  }

  /** Deletes an entity and what cannot be without it. */
  public void delete(EntityType type, long id) {
    write(new Changes(), c -> writer.delete(type, id, c));
  }

  /** Makes the feature of interest of the present place for datastreams that still need it. */
  public void ensureFeatures(Collection<Long> datastreams, long fromObservation) {
    features.ensure(datastreams, fromObservation);
    catalogue.refresh(Set.of(), datastreams);
  }

  private void write(Changes changes, Consumer<Changes> work) {
    db.inOne(() -> work.accept(changes));
    publish(changes);
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
