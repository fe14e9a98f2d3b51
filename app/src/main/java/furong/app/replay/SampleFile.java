package furong.app.replay;

import furong.app.replay.Mapping.Station;
import furong.app.replay.Mapping.Value;
import furong.app.replay.Sample.Stream;
import furong.base.Notice;
import furong.paper.CsvRows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one file, row by row. A cell that cannot be read is a {@link Notice} with the row
 * and the column; the rest of the row goes on. An unreadable time costs the row.
 */
public final class SampleFile implements Closeable {

  /** A file that no mapping reads. */
  public static final class UnknownFormat extends IOException {
    UnknownFormat(String message) {
      super(message);
    }
  }

  /** Real files open with at most a few lines of remarks before the header. */
  private static final int HEADER_WITHIN = 20;

  private record Column(int index, Value value, @Nullable Stream stream) {}

  private final Path file;
  private final Mapping mapping;
  private final CsvRows rows;
  private final List<String> header;
  private final RowTime time;
  private final int stationIndex;
  private final List<Column> columns;
  private final Map<Integer, String> only;
  private final Consumer<Notice> notices;
  private final Map<String, Map<String, Stream>> byStation = new HashMap<>();

  private SampleFile(
      Path file, Mapping mapping, CsvRows rows, List<String> header, Consumer<Notice> notices) {
    this.file = file;
    this.mapping = mapping;
    this.rows = rows;
    this.header = header;
    this.notices = notices;
    this.time = new RowTime(mapping, header);
    @Nullable String stationColumn = mapping.stationColumn();
    this.stationIndex = stationColumn == null ? -1 : header.indexOf(stationColumn);
    List<Column> found = new ArrayList<>();
    for (Value value : mapping.values()) {
      int index = header.indexOf(value.column());
      if (index >= 0) {
        @Nullable String station = value.station();
        found.add(new Column(index, value, station == null ? null : stream(station, value)));
      }
    }
    this.columns = List.copyOf(found);
    Map<Integer, String> conditions = new HashMap<>();
    mapping.only().forEach((column, cell) -> conditions.put(header.indexOf(column), cell));
    this.only = Map.copyOf(conditions);
  }

  /** Opens a file with the mapping whose header it has. @throws UnknownFormat when there is none */
  public static SampleFile open(Path file, List<Mapping> mappings, Consumer<Notice> notices)
      throws IOException {
    CsvRows rows = CsvRows.open(file);
    try {
      for (int i = 0; i < HEADER_WITHIN; i++) {
        @Nullable List<String> cells = rows.next();
        if (cells == null) {
          break;
        }
        Optional<Mapping> mapping = Mapping.choose(mappings, cells);
        if (mapping.isPresent()) {
          return new SampleFile(file, mapping.get(), rows, cells, notices);
        }
      }
    } catch (RuntimeException e) {
      rows.close();
      throw e;
    }
    rows.close();
    throw new UnknownFormat(
        file
            + ": no mapping has its header; name one with --mapping (tried "
            + ids(mappings)
            + ")");
  }

  private static String ids(List<Mapping> mappings) {
    return String.join(", ", mappings.stream().map(Mapping::id).toList());
  }

  public Mapping mapping() {
    return mapping;
  }

  /** The samples of the next row that has any; empty at the end of the file. */
  public List<Sample> next() {
    while (true) {
      @Nullable List<String> cells = rows.next();
      if (cells == null) {
        return List.of();
      }
      if (cells.size() == 1 && cells.getFirst().isBlank() || !wanted(cells)) {
        continue;
      }
      List<Sample> samples = read(cells);
      if (!samples.isEmpty()) {
        return samples;
      }
    }
  }

  private boolean wanted(List<String> cells) {
    return only.entrySet().stream()
        .allMatch(
            e -> e.getKey() < cells.size() && cells.get(e.getKey()).strip().equals(e.getValue()));
  }

  private List<Sample> read(List<String> cells) {
    if (cells.size() != header.size()) {
      notice("row.width", "", "has " + cells.size() + " cells, the header " + header.size());
      return List.of();
    }
    long timeMs;
    try {
      timeMs = time.read(cells);
    } catch (DateTimeException | NumberFormatException e) {
      notice("row.time", "", String.valueOf(e.getMessage()));
      return List.of();
    }
    List<Sample> samples = new ArrayList<>(columns.size());
    for (Column column : columns) {
      String cell = cells.get(column.index()).strip();
      if (mapping.missing().contains(cell)) {
        continue;
      }
      @Nullable Stream stream = column.stream() != null ? column.stream() : streamOf(cells, column);
      if (stream == null) {
        return List.of();
      }
      try {
        samples.add(new Sample(timeMs, stream, Double.parseDouble(cell)));
      } catch (NumberFormatException e) {
        notice("cell.number", header.get(column.index()), "\"" + cell + "\" is not a number");
      }
    }
    return samples;
  }

  private @Nullable Stream streamOf(List<String> cells, Column column) {
    String key = cells.get(stationIndex).strip();
    if (!mapping.stations().containsKey(key)) {
      notice(
          "row.station",
          header.get(stationIndex),
          "\"" + key + "\" is no station of " + mapping.id());
      return null;
    }
    return stream(key, column.value());
  }

  private Stream stream(String station, Value value) {
    return byStation
        .computeIfAbsent(station, s -> new HashMap<>())
        .computeIfAbsent(
            value.column(), c -> new Stream(mapping.id(), station, value.property(), value.unit()));
  }

  private void notice(String code, String column, String message) {
    String place =
        file.getFileName()
            + ":"
            + rows.row()
            + (column.isEmpty() ? "" : ", column \"" + column + "\"");
    notices.accept(Notice.of(code, place, message));
  }

  /** Every stream that a row of this file can name, for registering before the first reading. */
  public List<Stream> streams() {
    List<Stream> all = new ArrayList<>();
    columns.stream().filter(c -> c.stream() != null).forEach(c -> all.add(c.stream()));
    for (Station station : mapping.stations().values()) {
      columns.stream()
          .filter(c -> c.stream() == null)
          .forEach(c -> all.add(stream(station.key(), c.value())));
    }
    return all;
  }

  /** Bytes of the file that are read. */
  public long bytesRead() {
    return rows.bytesRead();
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
