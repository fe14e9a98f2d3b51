package furong.sim;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens to some devices for a while, and that the truth file tells.
 *
 * @param id stable: what a restart recognises it by
 * @param what {@code incident} (the city has it) or {@code fault} (the sensor has it)
 * @param devices keys of those that feel it
 * @param stream what changes; null for everything the devices measure
 * @param startMs Unix ms
 * @param endMs Unix ms, excluded
 * @param size meaning depends on the shape
 * @param rules ids of the pack rules that ought to find it; empty for what must stay quiet
 * @param near ids of rules that it stays just short of, and that must not tell of it
 * @param note what happened, for a person who compares
 */
record Event(
    String id,
    What what,
    Shape shape,
    Set<String> devices,
    @Nullable Stream stream,
    long startMs,
    long endMs,
    double size,
    List<String> rules,
    List<String> near,
    String note) {

  enum What {
    INCIDENT,
    FAULT
  }

  /** How readings change. */
  enum Shape {
    /** {@code size} is added within two minutes, stays, and goes within the last tenth. */
    PULSE,
    /**
     * A slow climb: half of the time from the ordinary value to 85 % of {@code size}, then at it;
     * no single hour rises by much.
     */
    BUILD_UP,
    /** No readings. */
    SILENT,
    /** Every reading is the one at the start. */
    STUCK,
    /** One reading in ten is off by {@code size} times the value and the noise. */
    SPIKES,
    /** The quick changes are {@code size} times as large. */
    NOISY,
    /** The reading is {@code size}, whatever the place and the hour. */
    HELD,
    /** The reading is {@code size} with the quick changes of an ordinary day around it. */
    AROUND,
    /**
     * Wanders off evenly until it is wrong by {@code size} times a tenth of the stream's base and
     * twice its noise: what probes do between two calibrations.
     */
    DRIFT
  }

  Event {
    devices = Set.copyOf(devices);
    rules = List.copyOf(rules);
    near = List.copyOf(near);
  }

  /** A part of an incident, which belongs to another event: nobody looks for it by itself. */
  boolean isPart() {
    return what == What.INCIDENT && rules.isEmpty() && near.isEmpty();
  }

  /** Something that the city has, at one device. */
  static Event incident(
      String id,
      Device device,
      Stream stream,
      Shape shape,
      long start,
      long end,
      double size,
      List<String> rules,
      String note) {
    return new Event(
        id,
        What.INCIDENT,
        shape,
        Set.of(device.key()),
        stream,
        start,
        end,
        size,
        rules,
        List.of(),
        note);
  }

  /** The same, which is short of these rules by little. */
  Event shortOf(List<String> those) {
    return new Event(id, what, shape, devices, stream, startMs, endMs, size, rules, those, note);
  }

  boolean touches(Device device, Stream measured, long timeMs) {
    return timeMs >= startMs
        && timeMs < endMs
        && (stream == null || stream == measured)
        && devices.contains(device.key());
  }
}
