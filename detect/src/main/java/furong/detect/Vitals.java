package furong.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Five-minute windows of live readings per division and property. A reading touches only the cell
 * of its finest division; cells are added up to the divisions above when time ticks, so that a
 * reading costs one step and not one per level.
 */
final class Vitals {

  /** Five minutes: the interval at which a city's sensors report. */
  static final long LENGTH_MS = 5 * 60_000L;

  /** Windows stay open this long after their end for readings that are late but still live. */
  private static final long KEEP_MS = furong.observe.LogRecord.LIVE_WITHIN_MS + 2 * LENGTH_MS;

  /** What the readings of one window came to. */
  static class Sums {
    long start = Long.MIN_VALUE;
    long count;
    double sum;
    double min;
    double max;
    long lastMs;
    double last;
    boolean simulated;

    void clear(long newStart) {
      start = newStart;
      count = 0;
      sum = 0;
      min = Double.POSITIVE_INFINITY;
      max = Double.NEGATIVE_INFINITY;
      lastMs = Long.MIN_VALUE;
      last = 0;
      simulated = false;
    }

    void addAll(Sums more) {
      count += more.count;
      sum += more.sum;
      min = Math.min(min, more.min);
      max = Math.max(max, more.max);
      simulated |= more.simulated;
      if (more.lastMs > lastMs || (more.lastMs == lastMs && more.last > last)) {
        lastMs = more.lastMs;
        last = more.last;
      }
    }

    void encode(DataOutput out) throws IOException {
      out.writeLong(start);
      out.writeLong(count);
      out.writeDouble(sum);
      out.writeDouble(min);
      out.writeDouble(max);
      out.writeLong(lastMs);
      out.writeDouble(last);
      out.writeBoolean(simulated);
    }

    void read(DataInput in) throws IOException {
      start = in.readLong();
      count = in.readLong();
      sum = in.readDouble();
      min = in.readDouble();
      max = in.readDouble();
      lastMs = in.readLong();
      last = in.readDouble();
      simulated = in.readBoolean();
    }
  }

  /** Where the readings of one property in one finest division gather until the next tick. */
  final class Cell extends Sums {
    private final String division;
    private final String property;
    private final List<String> upwards;

    private Cell(String division, String property) {
      this.division = division;
      this.property = property;
      this.upwards = Codes.upwards(division);
      clear(Long.MIN_VALUE);
    }

    void add(long timeMs, double value, boolean ofSimulated) {
      if (timeMs < start || timeMs >= start + LENGTH_MS || count == 0) {
        pour(this);
        clear(Math.floorDiv(timeMs, LENGTH_MS) * LENGTH_MS);
      }
      count++;
      sum += value;
      min = Math.min(min, value);
      max = Math.max(max, value);
      simulated |= ofSimulated;
      if (timeMs > lastMs || (timeMs == lastMs && value > last)) {
        lastMs = timeMs;
        last = value;
      }
    }
  }

  private record Key(long start, String property, String division) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::start)
            .thenComparing(Key::property)
            .thenComparing(Key::division);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** Sorted: adding up doubles in a fixed order gives the same sum after a restart. */
  private final TreeMap<String, Cell> cells = new TreeMap<>();

  private final TreeMap<Key, Sums> windows = new TreeMap<>();
  private final TreeMap<Key, Sums> changed = new TreeMap<>();

  Cell cell(String division, String property) {
    return cells.computeIfAbsent(property + "|" + division, k -> new Cell(division, property));
  }

  private void pour(Cell cell) {
    if (cell.count == 0) {
      return;
    }
    for (String division : cell.upwards) {
      Key key = new Key(cell.start, cell.property, division);
      Sums window = windows.get(key);
      if (window == null) {
        window = new Sums();
        window.clear(cell.start);
        windows.put(key, window);
      }
      window.addAll(cell);
      changed.put(key, window);
    }
  }

  /** Tells every window that changed since the last tick, oldest first, and closes old ones. */
  void tick(int shard, long nowMs, Effects out) {
    for (Cell cell : cells.values()) {
      if (cell.count > 0) {
        pour(cell);
        cell.clear(cell.start);
      }
    }
    changed.forEach((key, sums) ->
        out.vital(
            new VitalWindow(
                shard,
                key.division,
                key.property,
                key.start,
                LENGTH_MS,
                sums.count,
                sums.sum,
                sums.min,
                sums.max,
                sums.lastMs,
                sums.last,
                sums.simulated)));
    changed.clear();
    while (!windows.isEmpty() && windows.firstKey().start + LENGTH_MS + KEEP_MS < nowMs) {
      windows.pollFirstEntry();
    }
  }

  void encode(DataOutput out) throws IOException {
    out.writeInt(cells.size());
    for (Cell cell : cells.values()) {
      out.writeUTF(cell.division);
      out.writeUTF(cell.property);
      cell.encode(out);
    }
    out.writeInt(windows.size());
    for (Map.Entry<Key, Sums> window : windows.entrySet()) {
      out.writeUTF(window.getKey().division);
      out.writeUTF(window.getKey().property);
      out.writeBoolean(changed.containsKey(window.getKey()));
      window.getValue().encode(out);
    }
  }

  void read(DataInput in) throws IOException {
    int cellCount = in.readInt();
    for (int i = 0; i < cellCount; i++) {
      cell(in.readUTF(), in.readUTF()).read(in);
    }
    int windowCount = in.readInt();
    for (int i = 0; i < windowCount; i++) {
      String division = in.readUTF();
      String property = in.readUTF();
      boolean wasChanged = in.readBoolean();
      Sums sums = new Sums();
      sums.read(in);
      Key key = new Key(sums.start, property, division);
      windows.put(key, sums);
      if (wasChanged) {
        changed.put(key, sums);
      }
    }
  }
}
