package furong.sim;

import furong.base.Text;
import furong.geo.LngLat;

/**
 * One simulated device.
 *
 * @param index 0 to the number of devices - 1
 * @param key its name for programs, such as {@code air-station-0001}; stable for a seed and count
 * @param division code of the finest division that it stands in
 */
record Device(int index, String key, Kind kind, Text name, String division, LngLat place) {

  /**
   * The first reading of a period comes this long after its beginning, so that not all speak at
   * once.
   */
  long phaseMs() {
    long period = kind.period().toMillis();
    // whole seconds: readings are easier to look at
    return Dice.pick((int) (period / 1_000), 0, index, 17, 0) * 1_000L;
  }

  /** The last reading at or before an instant when one is taken every {@code periodMs}. */
  long slotAtOrBefore(long timeMs, long periodMs) {
    long phase = phaseMs() % periodMs;
    return Math.floorDiv(timeMs - phase, periodMs) * periodMs + phase;
  }
}
