package furong.detect;

import furong.base.Mean;

/**
 * The live readings of one property in one division over one window, as one shard saw them. The
 * values are absolute, so that sending one again changes nothing: upsert by (shard, division,
 * property, startMs), then add up over shards.
 *
 * @param division code of the thing's finest division or of one above it
 * @param property pack property
 * @param startMs Unix ms, a multiple of {@code lengthMs}
 * @param count readings that took part
 * @param sum of the steps of {@code mean}: of a plain mean the values in the property's unit
 * @param lastMs phenomenon time of the newest reading
 * @param last its value; of several at the same instant the largest
 * @param simulated true when any of them came from a simulated thing
 * @param mean how the readings are averaged
 */
public record VitalWindow(
    int shard,
    String division,
    String property,
    long startMs,
    long lengthMs,
    long count,
    double sum,
    double min,
    double max,
    long lastMs,
    double last,
    boolean simulated,
    Mean mean) {}
