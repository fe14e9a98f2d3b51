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
    boolean simulated) {}
