package furong.detect;

import furong.base.Mean;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Five-minute windows of live readings per division and property. A reading touches only the cell
 * of its finest division; cells are added up to the divisions above when time ticks or another
 * window begins, so that a reading costs one step and not one per level. Each cell knows the rows
 * above it: no name is looked up or compared on the way, however many properties there are.
 */
final class Vitals {

  /** Five minutes: the interval at which a city's sensors report. */
  static final long LENGTH_MS = 5 * 60_000L;

  /** Windows stay open this long after their end for readings that are late but still live. */
  private static final long KEEP_MS = furong.observe.LogRecord.LIVE_WITHIN_MS + 2 * LENGTH_MS;

  /** What the readings of one window came to; sums of one kind of mean, of which it knows. */
  static class Sums {
    long start = Long.MIN_VALUE;
    Mean mean = Mean.ARITHMETIC;
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

    /** Steps of one mean do not add up with those of another: the newer ones begin anew. */
    void addAll(Sums more) {
      if (more.mean != mean) {
        clear(more.start);
        mean = more.mean;
      }
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
      out.writeBoolean(mean.isEnergy());
    }

    void read(DataInput in, int version) throws IOException {
      start = in.readLong();
      count = in.readLong();
      sum = in.readDouble();
      min = in.readDouble();
      max = in.readDouble();
      lastMs = in.readLong();
      last = in.readDouble();
      simulated = in.readBoolean();
      mean = Mean.ofEnergy(version >= ShardState.MEANS && in.readBoolean());
    }
  }

  /** Where the readings of one property in one finest division gather until the next tick. */
  final class Cell extends Sums {
    private final String division;
    private final String property;
    private final List<Row> upwards;

    private Cell(String division, String property) {
      this.division = division;
      this.property = property;
      this.upwards =
          Codes.upwards(division).stream().map(code -> row(new Name(property, code))).toList();
      clear(Long.MIN_VALUE);
    }

    void add(long timeMs, double value, boolean ofSimulated) {
      if (timeMs < start || timeMs >= start + LENGTH_MS || count == 0) {
        pour(this);
        clear(Math.floorDiv(timeMs, LENGTH_MS) * LENGTH_MS);
      }
      count++;
      sum += mean.step(value);
      min = Math.min(min, value);
      max = Math.max(max, value);
      simulated |= ofSimulated;
      if (timeMs > lastMs || (timeMs == lastMs && value > last)) {
        lastMs = timeMs;
        last = value;
      }
    }
  }

  private record Name(String property, String division) implements Comparable<Name> {
    private static final Comparator<Name> ORDER =
        Comparator.comparing(Name::property).thenComparing(Name::division);

    @Override
    public int compareTo(Name other) {
      return ORDER.compare(this, other);
    }
  }

  /** One property in one division of any level, and its open windows, the newest last. */
  private static final class Row {
    private final Name name;
    private final List<Window> windows = new ArrayList<>(2);

    /** Its place in the order of names. */
    private int rank;

    private Row(Name name) {
      this.name = name;
    }

    @Nullable Window find(long start) {
      for (int i = windows.size() - 1; i >= 0; i--) {
        if (windows.get(i).start == start) {
          return windows.get(i);
        }
      }
      return null;
    }
  }

  /** A window of a row. */
  private static final class Window extends Sums {
    private final Row row;

    /** Since the last tick. */
    private boolean changed;

    private Window(Row row) {
      this.row = row;
    }
  }

  private static final Comparator<Window> OLDEST_FIRST =
      Comparator.<Window>comparingLong(w -> w.start).thenComparingInt(w -> w.row.rank);

  /** Sorted: adding up doubles in a fixed order gives the same sum after a restart. */
  private final TreeMap<String, Cell> cells = new TreeMap<>();

  private final TreeMap<Name, Row> rows = new TreeMap<>();
  private boolean ranked;

  /** The open windows by their start. */
  private final TreeMap<Long, List<Window>> windows = new TreeMap<>();

  private final List<Window> changed = new ArrayList<>();

  /** Where the readings of a property gather, which are averaged so from now on. */
  Cell cell(String division, String property, Mean mean) {
    Cell cell = cells.computeIfAbsent(property + "|" + division, k -> new Cell(division, property));
    if (cell.mean != mean) {
      pour(cell);
      cell.clear(cell.start);
      cell.mean = mean;
    }
    return cell;
  }

  private Row row(Name name) {
    return rows.computeIfAbsent(
        name,
        k -> {
          ranked = false;
          return new Row(name);
        });
  }

  /** Puts windows into the order of start, property and division. */
  private void sort(List<Window> some) {
    if (!ranked) {
      int rank = 0;
      for (Row row : rows.values()) {
        row.rank = rank++;
      }
      ranked = true;
    }
    some.sort(OLDEST_FIRST);
  }

  private void pour(Cell cell) {
    if (cell.count == 0) {
      return;
    }
    for (Row row : cell.upwards) {
      Window window = row.find(cell.start);
      if (window == null) {
        window = new Window(row);
        window.clear(cell.start);
        open(window);
      }
      window.addAll(cell);
      change(window);
    }
  }

  private void open(Window window) {
    window.row.windows.add(window);
    windows.computeIfAbsent(window.start, k -> new ArrayList<>()).add(window);
  }

  private void change(Window window) {
    if (!window.changed) {
      window.changed = true;
      changed.add(window);
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
    sort(changed);
    for (Window window : changed) {
      window.changed = false;
      out.vital(
          new VitalWindow(
              shard,
              window.row.name.division,
              window.row.name.property,
              window.start,
              LENGTH_MS,
              window.count,
              window.sum,
              window.min,
              window.max,
              window.lastMs,
              window.last,
              window.simulated,
              window.mean));
    }
    changed.clear();
    while (!windows.isEmpty() && windows.firstKey() + LENGTH_MS + KEEP_MS < nowMs) {
      windows.pollFirstEntry().getValue().forEach(window -> window.row.windows.remove(window));
    }
  }

  void encode(DataOutput out) throws IOException {
    out.writeInt(cells.size());
    for (Cell cell : cells.values()) {
      out.writeUTF(cell.division);
      out.writeUTF(cell.property);
      cell.encode(out);
    }
    List<Window> all = new ArrayList<>();
    windows.values().forEach(all::addAll);
    sort(all);
    out.writeInt(all.size());
    for (Window window : all) {
      out.writeUTF(window.row.name.division);
      out.writeUTF(window.row.name.property);
      out.writeBoolean(window.changed);
      window.encode(out);
    }
  }

  void read(DataInput in, int version) throws IOException {
    int cellCount = in.readInt();
    for (int i = 0; i < cellCount; i++) {
      cell(in.readUTF(), in.readUTF(), Mean.ARITHMETIC).read(in, version);
    }
    int windowCount = in.readInt();
    for (int i = 0; i < windowCount; i++) {
      String division = in.readUTF();
      Window window = new Window(row(new Name(in.readUTF(), division)));
      boolean wasChanged = in.readBoolean();
      window.read(in, version);
      open(window);
      if (wasChanged) {
        change(window);
      }
    }
  }
}
