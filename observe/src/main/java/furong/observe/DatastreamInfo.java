package furong.observe;

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
    double lat) {

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

  /** Whether its thing has a place. */
  public boolean placed() {
    return !Double.isNaN(lng);
  }
}
