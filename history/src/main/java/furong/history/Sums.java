package furong.history;

import furong.base.Mean;
import furong.observe.Grid;
import furong.observe.Observation;
import furong.observe.Summaries.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up intervals from parts: what DuckDB summed and single observations. Not thread-safe. */
final class Sums {

  private record Key(long datastream, long number) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int by = Long.compare(datastream, other.datastream);
      return by != 0 ? by : Long.compare(number, other.number);
    }
  }

  /** One interval so far. */
  static final class Part {
    long count;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;

    /** Of the steps of the mean. */
    double sum;

    double last = Double.NaN;
    long lastMs = Long.MIN_VALUE;
    long lastId = Long.MIN_VALUE;
    long left;

    void last(double value, long ms, long id) {
      if (ms > lastMs || ms == lastMs && id > lastId) {
        last = value;
        lastMs = ms;
        lastId = id;
      }
    }
  }

  private final Grid grid;
  private final Mean mean;
  private final Map<Key, Part> parts = new TreeMap<>();

  Sums(Grid grid, Mean mean) {
    this.grid = grid;
    this.mean = mean;
  }

  Mean mean() {
    return mean;
  }

  Part part(long datastream, long number) {
    return parts.computeIfAbsent(new Key(datastream, number), k -> new Part());
  }

  void add(Observation o) {
    Part part = part(o.datastream(), grid.number(o.timeMs()));
    if (o.is(Observation.UNUSABLE) || !(o.value() >= mean.least() && o.value() <= mean.most())) {
      part.left++;
      return;
    }
    part.count++;
    part.sum += mean.step(o.value());
    part.min = Math.min(part.min, o.value());
    part.max = Math.max(part.max, o.value());
    part.last(o.value(), o.timeMs(), o.id());
  }

  List<Slot> slots() {
    List<Slot> all = new ArrayList<>();
    parts.forEach((key, p) -> {
      boolean any = p.count > 0;
      all.add(
          new Slot(
              key.datastream(),
              grid.startOf(key.number()),
              p.count,
              any ? p.min : Double.NaN,
              any ? p.max : Double.NaN,
              mean.of(p.sum, p.count),
              p.last,
              any ? p.lastMs : 0,
              p.left));
    });
    return all;
  }
}
