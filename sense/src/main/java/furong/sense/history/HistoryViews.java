package furong.sense.history;

import furong.base.Text;
import furong.observe.Observation;
import furong.observe.Summaries.Slot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the door to the history answers. */
final class HistoryViews {

  private HistoryViews() {}

  /**
   * One observation.
   *
   * @param value null when the result is no number; then it stands in {@code extra}
   * @param extra JSON text of what has no column; null for the usual reading
   * @param quality names of its flags; empty for a good reading
   */
  record ObservationView(
      long id,
      long datastream,
      Instant at,
      @Nullable Double value,
      @Nullable String extra,
      List<String> quality) {

    static ObservationView of(Observation o) {
      return new ObservationView(
          o.id(),
          o.datastream(),
          Instant.ofEpochMilli(o.timeMs()),
          finite(o.value()),
          o.extra(),
          Observation.names(o.flags()));
    }
  }

  /** The newest observation of a datastream, with what is known of it; null when it has none. */
  record LatestView(
      long datastream,
      String name,
      String property,
      String unit,
      long thing,
      boolean simulated,
      @Nullable ObservationView newest) {}

  /**
   * An interval.
   *
   * @param left observations left out of it: no number, out of range, twice, or ahead of time
   */
  record SlotView(
      long datastream,
      Instant start,
      long count,
      @Nullable Double min,
      @Nullable Double max,
      @Nullable Double mean,
      @Nullable Double last,
      @Nullable Instant lastAt,
      long left) {

    static SlotView of(Slot s) {
      return new SlotView(
          s.datastream(),
          Instant.ofEpochMilli(s.startMs()),
          s.count(),
          finite(s.min()),
          finite(s.max()),
          finite(s.mean()),
          finite(s.last()),
          s.count() == 0 ? null : Instant.ofEpochMilli(s.lastMs()),
          s.left());
    }
  }

  /**
   * Intervals; those without any observation are not in it.
   *
   * @param means how each datastream is averaged, see {@link furong.base.Mean#code}
   */
  record Series(String every, String zone, Map<Long, String> means, List<SlotView> items) {}

  /**
   * Exact counts.
   *
   * @param quality how many carry each flag; one that carries two is counted at both
   */
  record Counts(long datastream, long count, long good, Map<String, Long> quality) {

    static Counts of(long datastream, Map<Integer, Long> flags) {
      Map<String, Long> quality = new TreeMap<>();
      long count = 0;
      for (Map.Entry<Integer, Long> e : flags.entrySet()) {
        count += e.getValue();
        Observation.names(e.getKey()).forEach(n -> quality.merge(n, e.getValue(), Long::sum));
      }
      return new Counts(datastream, count, flags.getOrDefault(0, 0L), quality);
    }
  }

  /**
   * What is stored.
   *
   * @param tail observations that are in no file yet
   * @param expired removed since the start because they were kept long enough
   */
  record HoldingsView(
      long segments,
      long observations,
      long bytes,
      @Nullable Double bytesEach,
      long tail,
      long expired,
      List<KeptView> kept) {}

  /** How long raw observations of a property are kept, ISO 8601; null for ever. */
  record KeptView(String property, Text title, @Nullable String keep) {}

  /** Several of something. */
  record Items<T>(List<T> items, int total) {
    static <T> Items<T> of(List<T> items) {
      return new Items<>(items, items.size());
    }
  }

  static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
