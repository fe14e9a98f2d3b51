package furong.history;

import furong.base.Mean;
import furong.observe.Grid;
import furong.observe.History.Query;
import furong.observe.Observation;
import furong.observe.Summaries;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Sums of the segments by DuckDB, to which the rows of the tail and the corrections are added.
 *
 * <p>Cost: the row groups that a datastream lies in are read whole, and the tail is searched from
 * end to end. Not measured alone.
 */
final class ParquetSummaries implements Summaries {

  /** Datastreams in one statement: a list that DuckDB still prunes row groups by. */
  private static final int TOGETHER = 256;

  private final HistoryState state;
  private final ParquetHistory history;

  ParquetSummaries(HistoryState state, ParquetHistory history) {
    this.state = state;
    this.history = history;
  }

  @Override
  public List<Slot> slots(
      Collection<Long> datastreams, long fromMs, long toMs, Grid grid, Mean mean) {
    state.progress.await(ParquetHistory.WAIT_MS);
    if (datastreams.isEmpty() || fromMs >= toMs) {
      return List.of();
    }
    List<Long> sorted = List.copyOf(new TreeSet<>(datastreams));
    List<Slot> all = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i += TOGETHER) {
      List<Long> some = sorted.subList(i, Math.min(sorted.size(), i + TOGETHER));
      all.addAll(ParquetHistory.again(() -> some(some, fromMs, toMs, grid, mean)));
    }
    return all;
  }

  private List<Slot> some(List<Long> datastreams, long fromMs, long toMs, Grid grid, Mean mean) {
    View view = state.view();
    Set<Long> wanted = Set.copyOf(datastreams);
    List<Patch> patches = new ArrayList<>();
    datastreams.forEach(d -> patches.addAll(state.patches.of(d)));
    Set<Long> patched = ParquetHistory.idsOf(patches);
    Sums sums = new Sums(grid, mean);
    List<Segment> segments =
        view.segments().stream()
            .filter(s -> s.bounds().holdsTime(fromMs, toMs))
            .filter(s -> s.bounds().holdsDatastream(datastreams.getFirst(), datastreams.getLast()))
            .toList();
    state.files.sums(
        segments,
        number(segments, grid, fromMs, toMs),
        SegmentReader.among(datastreams)
            + " and "
            + SegmentReader.range(fromMs, toMs)
            + SegmentFiles.except(patched),
        sums);
    for (Observation o : SegmentReader.tailOf(view.tail(), wanted, fromMs, toMs)) {
      if (!patched.contains(o.id())) {
        sums.add(o);
      }
    }
    Patches.replacements(patches, fromMs, toMs, sums::add);
    return sums.slots();
  }

  /** The number of a row's interval, in SQL. The division of DuckDB rounds towards zero. */
  private static String number(List<Segment> segments, Grid grid, long fromMs, long toMs) {
    if (segments.isEmpty()) {
      return "0"; // of no rows
    }
    // a range without ends would run through the changes of the clock of all centuries
    long first = segments.stream().mapToLong(s -> s.bounds().minTime()).min().orElse(fromMs);
    long last = segments.stream().mapToLong(s -> s.bounds().maxTime()).max().orElse(fromMs);
    List<Grid.Stretch> stretches =
        grid.stretches(Math.max(fromMs, first), Math.max(first + 1, Math.min(toMs, last + 1)));
    if (stretches.size() == 1) {
      return number(stretches.getFirst(), grid);
    }
    return stretches.stream()
        .map(s -> "when time_ms < " + s.toMs() + " then " + number(s, grid))
        .collect(Collectors.joining(" ", "case ", " end"));
  }

  private static String number(Grid.Stretch stretch, Grid grid) {
    return "floor((time_ms + " + stretch.offsetMs() + ") / " + grid.everyMs() + ")::bigint";
  }

  @Override
  public List<Observation> latest(Collection<Long> datastreams) {
    Map<Long, Observation> newest = new TreeMap<>();
    Set<Long> plain = new TreeSet<>();
    for (long datastream : datastreams) {
      if (state.patches.of(datastream).isEmpty()) {
        plain.add(datastream);
      } else {
        history.latest(datastream).ifPresent(o -> newest.put(datastream, o));
      }
    }
    if (plain.isEmpty()) {
      return List.copyOf(newest.values());
    }
    state.progress.await(ParquetHistory.WAIT_MS);
    // the tail first: what leaves it meanwhile is stored when we look there
    Tail tail = state.view().tail();
    Map<Long, Integer> rows = new HashMap<>();
    int size = tail.size();
    for (int row = 0; row < size; row++) {
      long datastream = tail.datastream(row);
      if (plain.contains(datastream)) {
        Integer best = rows.get(datastream);
        if (best == null || tail.isNewer(row, best)) {
          rows.put(datastream, row);
        }
      }
    }
    rows.forEach((datastream, row) -> newest.put(datastream, tail.observation(row)));
    for (StoredNewest.Stored stored : state.newest.find(plain).values()) {
      Observation cold = stored.last();
      if (cold != null) {
        newest.merge(
            cold.datastream(), cold, (a, b) -> SegmentReader.BY_TIME.compare(a, b) >= 0 ? a : b);
      }
    }
    return List.copyOf(newest.values());
  }

  @Override
  public Map<Integer, Long> flags(long datastream, long fromMs, long toMs) {
    state.progress.await(ParquetHistory.WAIT_MS);
    return ParquetHistory.again(() -> countFlags(datastream, fromMs, toMs));
  }

  private Map<Integer, Long> countFlags(long datastream, long fromMs, long toMs) {
    View view = state.view();
    Query query = new Query(datastream, fromMs, toMs, 0, 0, false);
    List<Patch> patches =
        datastream == Query.ANY ? state.patches.all() : state.patches.of(datastream);
    Set<Long> patched = ParquetHistory.idsOf(patches);
    Map<Integer, Long> counts =
        state.files.flags(
            SegmentReader.candidates(view, query),
            SegmentReader.where(query) + SegmentFiles.except(patched));
    Tail tail = view.tail();
    SegmentReader.tailOf(
        tail,
        query,
        row -> {
          if (!patched.contains(tail.id(row))) {
            counts.merge(tail.flags(row), 1L, Long::sum);
          }
        });
    Patches.replacements(patches, fromMs, toMs, o -> counts.merge(o.flags(), 1L, Long::sum));
    return counts;
  }
}
