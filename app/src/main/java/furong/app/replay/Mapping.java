package furong.app.replay;

import furong.base.Text;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the columns of a kind of CSV file become samples: a file of {@code packs/<pack>/mappings/}.
 *
 * @param id stable; part of the key that a station is known by at the server
 * @param source where such files come from and under what licence; kept with each thing
 * @param header columns that tell such a file; all must be there, others may be
 * @param zone the zone of its local times
 * @param missing cells that stand for no reading
 * @param only cells that a row must have to be taken, by column; others are passed over silently
 * @param stationColumn column that names the station of a row; null when each column has its own
 * @param stations by their key, in the order of the file: the cell of {@code stationColumn} or the
 *     name used in columns
 */
public record Mapping(
    String id,
    Text title,
    String source,
    Set<String> header,
    ZoneId zone,
    Time time,
    Set<String> missing,
    Map<String, String> only,
    @Nullable String stationColumn,
    Map<String, Station> stations,
    List<Value> values) {

  public Mapping {
    header = Set.copyOf(header);
    missing = Set.copyOf(missing);
    only = Map.copyOf(only);
    stations = Collections.unmodifiableMap(new LinkedHashMap<>(stations));
    values = List.copyOf(values);
    for (Value value : values) {
      if (stationColumn == null
          && (value.station() == null || !stations.containsKey(value.station()))) {
        throw new IllegalArgumentException(
            id + ": column " + value.column() + " names no station of the mapping");
      }
    }
  }

  /** Where the time of a row stands. */
  public sealed interface Time {
    /** One column each; the minute column is optional. */
    record Parts(String year, String month, String day, String hour, @Nullable String minute)
        implements Time {}

    /** The columns' texts joined by a space and read by a {@code DateTimeFormatter} pattern. */
    record Pattern(List<String> columns, String pattern) implements Time {
      public Pattern {
        columns = List.copyOf(columns);
      }
    }

    /** One column with ISO-8601 (with an offset) or Unix milliseconds. */
    record Instant(String column) implements Time {}
  }

  /**
   * A place that measures.
   *
   * @param kind kind of the thing, such as {@code air-station}
   * @param division code of the finest division it is known to lie in
   * @param note how the place was derived; no coordinates are made up
   */
  public record Station(String key, Text name, String kind, String division, String note) {}

  /**
   * A column of readings.
   *
   * @param station key of its station; null when the row names it
   * @param property pack property, such as {@code air.pm25}
   * @param unit UCUM code of the cells, such as {@code ug/m3}
   */
  public record Value(String column, @Nullable String station, String property, String unit) {}

  /** Whether these are the columns of such a file. */
  public boolean fits(List<String> columns) {
    return new HashSet<>(columns).containsAll(header);
  }

  /** The one with the most telling header, so that a special mapping goes before a general one. */
  public static Optional<Mapping> choose(List<Mapping> mappings, List<String> columns) {
    return mappings.stream()
        .filter(m -> m.fits(columns))
        .max(java.util.Comparator.comparingInt(m -> m.header().size()));
  }
}
