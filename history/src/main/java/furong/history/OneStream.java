package furong.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Brings the rows of one datastream out of segments, for those who keep them. */
final class OneStream {

  private final DuckDb duck;
  private final Function<Collection<Segment>, String> files;

  /**
   * @param files SQL for the rows of some segments
   */
  OneStream(DuckDb duck, Function<Collection<Segment>, String> files) {
    this.duck = duck;
    this.files = files;
  }

  /**
   * The rows of one datastream, a slice for each segment; empty when they are more than {@code
   * most}.
   */
  List<Slice> slices(List<Segment> segments, long datastream, int most) {
    return slices(segments, datastream, "order by all limit " + (most + 1), most);
  }

  /** The first or last {@code most} rows of one datastream in each segment. */
  List<Slice> edges(List<Segment> segments, long datastream, int most, boolean last) {
    String way = last ? " desc" : "";
    String edge =
        "qualify row_number() over (partition by file_index order by time_ms"
            + way
            + ", id"
            + way
            + ") <= "
            + most
            + " order by all";
    return slices(segments, datastream, edge, most * segments.size());
  }

  private List<Slice> slices(List<Segment> segments, long datastream, String which, int most) {
    record Row(int file, long timeMs, long id, double value, @Nullable String extra, int flags) {}
    List<Row> rows = new ArrayList<>();
    duck.rows(
        "select file_index, time_ms, id, value, extra, flags from "
            + files.apply(segments)
            + " where datastream = "
            + datastream
            + " "
            + which,
        row ->
            rows.add(
                new Row(
                    row.getInt(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getDouble(4),
                    row.getString(5),
                    row.getInt(6))));
    if (rows.size() > most) {
      return List.of();
    }
    int[] counts = new int[segments.size()];
    rows.forEach(row -> counts[row.file()]++);
    List<Slice> slices = new ArrayList<>();
    for (int count : counts) {
      slices.add(new Slice(datastream, count));
    }
    for (Row r : rows) {
      slices.get(r.file()).add(r.id(), r.timeMs(), r.value(), r.extra(), r.flags());
    }
    return slices;
  }

  /** The rows of one datastream in each segment: only the column of datastreams is read. */
  int[] counts(List<Segment> segments, long datastream) {
    int[] counts = new int[segments.size()];
    duck.rows(
        "select file_index, count(*) from "
            + files.apply(segments)
            + " where datastream = "
            + datastream
            + " group by 1",
        row -> counts[row.getInt(1)] = row.getInt(2));
    return counts;
  }
}
