package furong.indicators;

import furong.base.Mean;

/**
 * The live readings of one property in one division over one window, added up over all shards.
 *
 * @param startMs Unix ms
 * @param lengthMs length of the window
 * @param count readings
 * @param sum of the steps of {@code kind}: of a plain mean the values in the property's unit
 * @param lastMs phenomenon time of the newest reading
 * @param last its value
 * @param simulated true when any of them came from a simulated thing
 * @param kind how the readings are averaged
 */
public record VitalSlot(
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
    Mean kind) {

  public double mean() {
    return kind.of(sum, count);
  }
}
