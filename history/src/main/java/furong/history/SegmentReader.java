package furong.history;

import furong.observe.History.Query;
import furong.observe.Observation;
import furong.observe.ValueRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds rows in segments and tail as they were written; corrections are not its matter. */
final class SegmentReader {

  static final Comparator<Observation> BY_TIME =
      Comparator.comparingLong(Observation::timeMs).thenComparingLong(Observation::id);

  /** Segments asked at once at first: a page of recent observations is usually in the newest. */
  private static final int FIRST_GROUP = 4;

  private final HistoryState state;

  SegmentReader(HistoryState state) {
    this.state = state;
  }

  /** An observation as it was first written. */
  Optional<Observation> original(long datastream, long id) {
    View view = state.view();
    Tail tail = view.tail();
    for (int row = tail.size() - 1; row >= 0; row--) {
      if (tail.id(row) == id && (datastream == Query.ANY || tail.datastream(row) == datastream)) {
        return Optional.of(tail.observation(row));
      }
    }
    List<Segment> candidates =
        view.segments().stream()
            .filter(s -> s.bounds().minId() <= id && s.bounds().maxId() >= id)
            .filter(
                s -> datastream == Query.ANY || s.bounds().holdsDatastream(datastream, datastream))
            .toList();
    List<Observation> found = new ArrayList<>();
    String where =
        "id = " + id + (datastream == Query.ANY ? "" : " and datastream = " + datastream);
    state.files.each(
        candidates,
        where,
        "",
        1,
        (i, d, t, v, e, f) -> found.add(new Observation(i, d, t, v, e, f)));
    return found.stream().findFirst();
  }

  /** The first {@code need} rows of a query whose id is not in {@code except}. */
  List<Observation> first(View view, Query q, int need, Set<Long> except) {
    Comparator<Observation> order = q.descending() ? BY_TIME.reversed() : BY_TIME;
    List<Observation> rows = fromTail(view.tail(), q, need, order, id -> !except.contains(id));
    List<Segment> left = new ArrayList<>(candidates(view, q));
    left.sort(
        q.descending()
            ? Comparator.comparingLong((Segment s) -> s.bounds().maxTime()).reversed()
            : Comparator.comparingLong((Segment s) -> s.bounds().minTime()));
    int group = FIRST_GROUP;
    while (!left.isEmpty() && !enough(rows, need, left.getFirst(), q.descending())) {
      List<Segment> now = left.subList(0, Math.min(group, left.size()));
      from(now, q, need, except, rows);
      now.clear();
      rows.sort(order);
      trim(rows, need);
      group *= 2;
    }
    return rows;
  }

  private void from(
      List<Segment> segments, Query q, int need, Set<Long> except, List<Observation> rows) {
    @Nullable List<Slice> slices = slices(segments, q, need + except.size());
    if (slices != null) {
      slices.forEach(slice -> slice.first(q, need, except, rows));
      return;
    }
    // one ordered answer may begin with rows that are excepted: ask for that many more
    state.files.each(
        segments,
        where(q),
        q.descending() ? "time_ms desc, id desc" : "time_ms, id",
        (long) need + except.size(),
        (i, d, t, v, e, f) -> {
          if (!except.contains(i)) {
            rows.add(new Observation(i, d, t, v, e, f));
          }
        });
  }

  /** Decoded rows of which the first {@code need} are among; null for DuckDB to answer. */
  private @Nullable List<Slice> slices(List<Segment> segments, Query q, int need) {
    if (q.datastream() == Query.ANY) {
      return null;
    }
    boolean fromAnEnd =
        segments.stream()
            .map(Segment::bounds)
            .allMatch(b -> q.descending() ? b.maxTime() < q.toMs() : b.minTime() >= q.fromMs());
    return fromAnEnd && need <= Slices.EDGE
        ? state.slices.edges(segments, q.datastream(), q.descending())
        : state.slices.find(segments, q.datastream());
  }

  /** Whether no row of the remaining segments can come before the last wanted one. */
  private static boolean enough(
      List<Observation> rows, int need, Segment best, boolean descending) {
    if (rows.size() < need) {
      return false;
    }
    if (need == 0) {
      return true;
    }
    long last = rows.get(need - 1).timeMs();
    return descending ? best.bounds().maxTime() < last : best.bounds().minTime() > last;
  }

  private static void trim(List<Observation> rows, int need) {
    if (rows.size() > need) {
      rows.subList(need, rows.size()).clear();
    }
  }

  private static List<Observation> fromTail(
      Tail tail, Query q, int need, Comparator<Observation> order, LongPredicate wanted) {
    PriorityQueue<Observation> worstFirst = new PriorityQueue<>(order.reversed());
    tail.each(
        q.datastream(),
        row -> {
          if (inTime(tail, row, q.fromMs(), q.toMs()) && wanted.test(tail.id(row))) {
            worstFirst.add(tail.observation(row));
            if (worstFirst.size() > need) {
              worstFirst.poll();
            }
          }
        });
    List<Observation> rows = new ArrayList<>(worstFirst);
    rows.sort(order);
    return rows;
  }

  private static boolean inTime(Tail tail, int row, long fromMs, long toMs) {
    return tail.time(row) >= fromMs && tail.time(row) < toMs;
  }

  /** All rows of the tail that belong to one of {@code datastreams}. */
  static List<Observation> tailOf(Tail tail, Set<Long> datastreams, long fromMs, long toMs) {
    List<Observation> rows = new ArrayList<>();
    for (long datastream : datastreams) {
      tail.each(
          datastream,
          row -> {
            if (inTime(tail, row, fromMs, toMs)) {
              rows.add(tail.observation(row));
            }
          });
    }
    return rows;
  }

  /** Rows of the tail that a query asks for, without those of a page. */
  static void tailOf(Tail tail, Query q, IntConsumer found) {
    tail.each(
        q.datastream(),
        row -> {
          if (inTime(tail, row, q.fromMs(), q.toMs())) {
            found.accept(row);
          }
        });
  }

  long count(View view, Query q) {
    int[] inTail = new int[1];
    tailOf(view.tail(), q, row -> inTail[0]++);
    long count = inTail[0];
    List<Segment> inTime = new ArrayList<>();
    List<Segment> partly = new ArrayList<>();
    for (Segment s : candidates(view, q)) {
      Segment.Bounds b = s.bounds();
      boolean within = b.minTime() >= q.fromMs() && b.maxTime() < q.toMs();
      if (within
          && (q.datastream() == Query.ANY
              || (b.minDatastream() == q.datastream() && b.maxDatastream() == q.datastream()))) {
        count += s.rows();
      } else if (within) {
        inTime.add(s);
      } else {
        partly.add(s);
      }
    }
    count += state.counts.of(inTime, q.datastream());
    @Nullable List<Slice> slices =
        q.datastream() == Query.ANY ? null : state.slices.find(partly, q.datastream());
    return count
        + (slices == null
            ? state.files.count(partly, where(q))
            : slices.stream().mapToLong(slice -> slice.count(q.fromMs(), q.toMs())).sum());
  }

  static List<Segment> candidates(View view, Query q) {
    return view.segments().stream()
        .filter(s -> s.bounds().holdsTime(q.fromMs(), q.toMs()))
        .filter(s ->
            q.datastream() == Query.ANY
                || s.bounds().holdsDatastream(q.datastream(), q.datastream()))
        .toList();
  }

  static String where(Query q) {
    return (q.datastream() == Query.ANY ? "" : "datastream = " + q.datastream() + " and ")
        + range(q.fromMs(), q.toMs());
  }

  static String range(long fromMs, long toMs) {
    // the smallest bigint cannot be written as a literal: it would be a minus before too large a
    // one
    return "time_ms >= " + Math.max(fromMs, -Long.MAX_VALUE) + " and time_ms < " + toMs;
  }

  /** SQL after a condition: the results that may be wanted; empty for all. */
  static String within(ValueRange values) {
    String low = Double.isInfinite(values.low()) ? "" : "value >= " + values.low();
    String high = Double.isInfinite(values.high()) ? "" : "value <= " + values.high();
    if (low.isEmpty() && high.isEmpty()) {
      return "";
    }
    String both = low + (low.isEmpty() || high.isEmpty() ? "" : " and ") + high;
    return " and (" + both + " or isnan(value))";
  }

  static String among(Collection<Long> datastreams) {
    long low = datastreams.stream().mapToLong(Long::longValue).min().orElse(0);
    long high = datastreams.stream().mapToLong(Long::longValue).max().orElse(0);
    String list = datastreams.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return "datastream between " + low + " and " + high + " and datastream in (" + list + ")";
  }
}
