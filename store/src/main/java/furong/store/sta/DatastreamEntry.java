package furong.store.sta;

import furong.observe.Catalogue.ObservingThing;
import furong.observe.DatastreamInfo;
import java.util.List;

/**
 * What a door must know of a datastream to take its observations without asking the database: 32
 * bytes, for what many datastreams have in common stands in their thing and in what they are {@link
 * Alike}. What the log is told is put together when it is asked for.
 *
 * @param thing with its place, one object for all its datastreams
 * @param shard as the log was told
 */
public record DatastreamEntry(long id, ObservingThing thing, String name, Alike alike, int shard) {

  /**
   * What thousands of datastreams have in common.
   *
   * @param property id of the pack property; empty when no pack knows it
   * @param factor see {@link DatastreamInfo}
   * @param offset see {@link DatastreamInfo}
   * @param unit symbol of its unit as its maker wrote it
   * @param components how many values each result has; 0 when a result is one value (no
   *     MultiDatastream)
   * @param places those of the components that observe a pack property
   * @param needsFeature true when the place of its thing has no feature of interest yet: to be made
   *     before the next observation that names none
   * @param featureless true when its thing has and had no place, so that an observation that names
   *     no feature of interest is of nothing
   */
  public record Alike(
      String property,
      double factor,
      double offset,
      String unit,
      int components,
      List<DatastreamInfo.Component> places,
      boolean needsFeature,
      boolean featureless) {

    public Alike {
      places = List.copyOf(places);
    }
  }

  /** As the log was told: made anew with each call, 88 bytes. */
  public DatastreamInfo info() {
    return new DatastreamInfo(
        id,
        thing.id(),
        name,
        thing.kind(),
        alike.property(),
        alike.factor(),
        alike.offset(),
        thing.division(),
        shard,
        thing.simulated(),
        thing.lng(),
        thing.lat(),
        alike.places());
  }

  public String unit() {
    return alike.unit();
  }

  public boolean needsFeature() {
    return alike.needsFeature();
  }

  public boolean featureless() {
    return alike.featureless();
  }

  /** How many values each result has; 0 when a result is one value. */
  public int components() {
    return alike.components();
  }

  public boolean isMulti() {
    return alike.components() > 0;
  }

  /** The same of a thing that was changed. */
  DatastreamEntry of(ObservingThing changed) {
    return new DatastreamEntry(id, changed, name, alike, shard);
  }
}
