package furong.store.sta;

import furong.observe.sta.Draft;
import furong.observe.sta.EntityType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one write touched: who must hear of it once it is committed. */
public final class Changes {

  /** An entity by its type and id. */
  public record Key(EntityType type, long id) {}

  /**
   * An observation that came nested in an entity, to be sent to the log now that its datastream is
   * known there.
   *
   * @param feature the feature of interest it names; null when it names none
   */
  public record NestedObservation(long datastream, Draft draft, @Nullable Long feature) {}

  private final List<Key> created = new ArrayList<>();
  private final List<Key> updated = new ArrayList<>();
  private final Set<Long> things = new LinkedHashSet<>();
  private final Set<Long> datastreams = new LinkedHashSet<>();
  private final List<NestedObservation> observations = new ArrayList<>();

  void created(EntityType type, long id) {
    created.add(new Key(type, id));
  }

  void updated(EntityType type, long id) {
    updated.add(new Key(type, id));
  }

  void thing(long id) {
    things.add(id);
  }

  void datastream(long id) {
    datastreams.add(id);
  }

  void observation(long datastream, Draft draft, @Nullable Long feature) {
    observations.add(new NestedObservation(datastream, draft, feature));
  }

  public List<Key> created() {
    return List.copyOf(created);
  }

  public List<Key> updated() {
    return List.copyOf(updated);
  }

  public List<NestedObservation> observations() {
    return List.copyOf(observations);
  }

  Set<Long> things() {
    return things;
  }

  Set<Long> datastreams() {
    return datastreams;
  }
}
