package furong.observe;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the things that observe, and of their datastreams: names, places and divisions
 * for those who show or count them.
 *
 * <pre>{@code
 * for (DatastreamInfo d : catalogue.datastreams("air.pm25", "510100")) { ... }
 * }</pre>
 *
 * Answers come from memory and are as new as the last finished write. It knows no observations; ask
 * {@code History} for those.
 */
public interface Catalogue {

  /**
   * A thing with its place.
   *
   * @param id SensorThings id
   * @param name for people
   * @param kind such as {@code air-station}; empty when unknown
   * @param division code of the finest division it lies in; empty when it has no place
   * @param lng degrees east, WGS84; NaN when it has no place
   * @param lat degrees north, WGS84; NaN when it has no place
   * @param simulated true when it says so of itself
   */
  record ObservingThing(
      long id,
      String name,
      String kind,
      String division,
      double lng,
      double lat,
      boolean simulated) {

    public boolean placed() {
      return !Double.isNaN(lng) && !Double.isNaN(lat);
    }
  }

  Optional<ObservingThing> thing(long id);

  /** Every thing, by id. */
  List<ObservingThing> things();

  /**
   * Where a thing stood before it moved.
   *
   * @param until when it was written down that it moved
   * @param division as the thing's was
   */
  record Stood(long thing, Instant until, String division) {}

  /**
   * Where these things stood before, each thing's in order of time; things that never moved are
   * left out. Not from memory: costs one question to the record.
   */
  default List<Stood> stood(Collection<Long> things) {
    return List.of();
  }

  Optional<DatastreamInfo> datastream(long id);

  /** The datastreams of a thing, by id; empty when there is no such thing. */
  List<DatastreamInfo> datastreamsOf(long thing);

  /**
   * The datastreams of one pack property that lie in a division or anywhere below it ({@code
   * 510100}, {@code 510104}); by id. An empty division means everywhere, an empty property every
   * property.
   */
  List<DatastreamInfo> datastreams(String property, String division);

  /** How many datastreams there are. */
  default long datastreamCount() {
    return datastreams("", "").size();
  }

  /**
   * The pack property that a datastream's ObservedProperty names although its readings cannot be
   * brought to the property's unit (or no pack knows it), so that nothing judges them; empty when
   * all is well.
   */
  default String unreadableAs(long datastream) {
    return "";
  }

  /** The unit of a datastream as its maker wrote it (the symbol); empty when unknown. */
  String unit(long datastream);

  /** Grows with every change: what is derived from the catalogue may be kept until this moves. */
  long version();

  /**
   * The things that changed after a version, or whose datastreams did; those that are gone among
   * them. Empty when that is too long ago to be known, and everything may have changed.
   */
  default Optional<Set<Long>> thingsChangedSince(long version) {
    return version == version() ? Optional.of(Set.of()) : Optional.empty();
  }
}
