package furong.observe;

import java.util.List;

/**
 * What the stream must know of a datastream to place and judge its readings. It travels in the log
 * before the first reading of its datastream, so that every effect is a function of the log alone.
 *
 * @param id the SensorThings id of the datastream
 * @param thing the SensorThings id of its thing
 * @param name for people
 * @param kind kind of the thing, such as {@code air-station}; empty when unknown
 * @param property id of the pack property, such as {@code air.pm25}; empty when no pack knows it
 * @param factor canonical value = reading * factor + offset (unit conversion; 1 and 0 when units
 *     agree)
 * @param offset see {@code factor}
 * @param division the finest division that the thing lies in, as a code; empty when it has no place
 * @param shard the log partition that all readings of this thing go to; fixed for life
 * @param simulated true when the thing says so of itself; shown on every screen
 * @param lng WGS-84 degrees of the thing's place; NaN when it has none
 * @param lat see {@code lng}
 * @param components of a MultiDatastream, the places of its arrays that observe a pack property;
 *     then {@code property} is empty
 */
public record DatastreamInfo(
    long id,
    long thing,
    String name,
    String kind,
    String property,
    double factor,
    double offset,
    String division,
    int shard,
    boolean simulated,
    double lng,
    double lat,
    List<Component> components) {

  /** Places that a component can have: more than any device has sensors. */
  public static final int MOST_PLACES = 1 << 10;

  /**
   * A place of an array that observes a pack property; see {@link DatastreamInfo} for the rest.
   *
   * @param place from 0
   */
  public record Component(int place, String property, double factor, double offset) {
    public Component {
      if (place < 0 || place >= MOST_PLACES) {
        throw new IllegalArgumentException("place " + place + " of an array");
      }
    }
  }

  public DatastreamInfo {
    components = List.copyOf(components);
  }

  /** One of single values. */
  public DatastreamInfo(
      long id,
      long thing,
      String name,
      String kind,
      String property,
      double factor,
      double offset,
      String division,
      int shard,
      boolean simulated,
      double lng,
      double lat) {
    this(
        id, thing, name, kind, property, factor, offset, division, shard, simulated, lng, lat,
        List.of());
  }

  /** Of a thing without a place. */
  public DatastreamInfo(
      long id,
      long thing,
      String name,
      String kind,
      String property,
      double factor,
      double offset,
      String division,
      int shard,
      boolean simulated) {
    this(
        id,
        thing,
        name,
        kind,
        property,
        factor,
        offset,
        division,
        shard,
        simulated,
        Double.NaN,
        Double.NaN);
  }

  /** The same with these places of its arrays. */
  public DatastreamInfo with(List<Component> places) {
    return new DatastreamInfo(
        id, thing, name, kind, property, factor, offset, division, shard, simulated, lng, lat,
        places);
  }

  /** A component as a datastream of its own. @param partId its id, which no datastream has */
  public DatastreamInfo part(Component of, long partId) {
    return new DatastreamInfo(
        partId,
        thing,
        name,
        kind,
        of.property(),
        of.factor(),
        of.offset(),
        division,
        shard,
        simulated,
        lng,
        lat);
  }

  /** Whether its thing has a place. */
  public boolean placed() {
    return !Double.isNaN(lng);
  }
}
