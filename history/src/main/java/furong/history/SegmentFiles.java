package furong.history;

import furong.base.Mean;
import furong.observe.Expiry;
import furong.observe.Observation;
import furong.observe.ObservationSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The Parquet files of the history in one folder: written whole or not at all, read by DuckDB. */
final class SegmentFiles implements AutoCloseable {

  /**
   * A point query reads whole row groups: 32,768 rows of one are decoded in about 1 ms, and the
   * smallest and largest datastream of each lets it skip all others.
   *
   * <p>Version 2 has differences and split bytes: times and ids of a datastream go in even steps,
   * and cost 0.03 and 0.3 bytes as differences. DuckDB prefers a dictionary up to a fifth of a row
   * group, which costs 13 bits for a time of a year's segment; beyond 500 entries split bytes are
   * smaller for values, too (1.20 and 1.65 bytes an observation of Beijing, written and merged,
   * where 2,000 entries give 1.66 and 1.68).
   */
  private static final String FORM =
      "(format parquet, parquet_version v2, compression zstd, row_group_size 32768,"
          + " dictionary_size_limit 500)";

  /**
   * A statement of some 20 KB: parsed at once, and a million datastreams are a thousand of them.
   */
  private static final int ROWS_A_STATEMENT = 1_000;

  private static final String COLUMNS = "id, datastream, time_ms, value, extra, flags";

  /** What every Parquet file begins and ends with. */
  private static final byte[] MAGIC = {'P', 'A', 'R', '1'};

  private final Path folder;
  private final DuckDb duck;

  SegmentFiles(Path folder) {
    this.folder = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(this.folder);
    } catch (IOException e) {
      throw new UncheckedIOException("the history folder " + folder + " cannot be made", e);
    }
    Path scratch = this.folder.resolve("scratch");
    clear(scratch);
    this.duck = new DuckDb(scratch.toString());
  }

  /** What a killed process had spilled there is of no use to anybody. */
  private static void clear(Path scratch) {
    if (!Files.isDirectory(scratch)) {
      return;
    }
    try (Stream<Path> files = Files.list(scratch)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the scratch folder " + scratch + " cannot be cleared", e);
    }
  }

  static String nameOf(long segment) {
    return "segment-%012d.parquet".formatted(segment);
  }

  /** Writes sorted rows; durable under its name when this returns. Gives the size in bytes. */
  long write(SortedTail rows, String name) {
    Path unfinished = unfinished(name);
    duck.write(rows, "copy (select * from furong_rows()) to " + text(unfinished) + " " + FORM);
    return finish(unfinished, name);
  }

  /** Writes the rows of several segments as one sorted file. Gives the size in bytes. */
  long merge(List<Segment> segments, String name) {
    Path unfinished = unfinished(name);
    duck.execute(
        "copy (select * from "
            + files(segments)
            + " order by datastream, time_ms, id) to "
            + text(unfinished)
            + " "
            + FORM);
    return finish(unfinished, name);
  }

  /** Tells DuckDB what is due to go; {@link #expired} and {@link #without} go by it. */
  void expiry(Collection<Expiry> due) {
    duck.execute("create or replace table expiry (datastream bigint, before_ms bigint)");
    for (Expiry one : due) {
      List<Long> of = one.datastreams();
      for (int i = 0; i < of.size(); i += ROWS_A_STATEMENT) {
        duck.execute(
            of.subList(i, Math.min(of.size(), i + ROWS_A_STATEMENT)).stream()
                .map(d -> "(" + d + ", " + one.beforeMs() + ")")
                .collect(Collectors.joining(", ", "insert into expiry values ", "")));
      }
    }
  }

  /** How many rows of a segment are due to go, but for those whose ids are {@code kept}. */
  long expired(Segment segment, Set<Long> kept) {
    return duck.number(
        "select count(*) from " + files(List.of(segment)) + " s where " + isExpired(kept));
  }

  /** Writes a segment without the rows that are due to go. Gives the size in bytes. */
  long without(Segment segment, Set<Long> kept, String name) {
    Path unfinished = unfinished(name);
    duck.execute(
        "copy (select * from "
            + files(List.of(segment))
            + " s where not "
            + isExpired(kept)
            + " order by datastream, time_ms, id) to "
            + text(unfinished)
            + " "
            + FORM);
    return finish(unfinished, name);
  }

  private static String isExpired(Set<Long> kept) {
    return "(exists (select 1 from expiry e where e.datastream = s.datastream"
        + " and s.time_ms < e.before_ms)"
        + except(kept)
        + ")";
  }

  /** SQL that leaves out some ids; empty for none. */
  static String except(Set<Long> ids) {
    return ids.isEmpty()
        ? ""
        : ids.stream()
            .map(String::valueOf)
            .collect(Collectors.joining(", ", " and id not in (", ")"));
  }

  /** The bounds of a finished file. */
  Segment.Bounds bounds(String name) {
    List<Segment.Bounds> found = new ArrayList<>();
    duck.rows(
        "select min(datastream), max(datastream), min(time_ms), max(time_ms), min(id), max(id)"
            + " from read_parquet("
            + text(folder.resolve(name))
            + ")",
        row ->
            found.add(
                new Segment.Bounds(
                    row.getLong(1),
                    row.getLong(2),
                    row.getLong(3),
                    row.getLong(4),
                    row.getLong(5),
                    row.getLong(6))));
    return found.getFirst();
  }

  private Path unfinished(String name) {
    return folder.resolve(name + ".unfinished");
  }

  private long finish(Path unfinished, String name) {
    try {
      try (FileChannel file = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
        file.force(true);
      }
      Path target = folder.resolve(name);
      try {
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING);
      }
      try (FileChannel self = FileChannel.open(folder, StandardOpenOption.READ)) {
        self.force(true); // the name itself
      }
      return Files.size(target);
    } catch (IOException e) {
      throw new UncheckedIOException("segment " + name + " cannot be finished", e);
    }
  }

  /**
   * Gives the rows that match {@code where} (SQL over the columns), ordered by {@code order}.
   *
   * @param limit most rows; negative for all
   */
  long each(
      Collection<Segment> segments, String where, String order, long limit, ObservationSink sink) {
    if (segments.isEmpty()) {
      return 0;
    }
    return duck.each(
        "select "
            + COLUMNS
            + " from "
            + files(segments)
            + " where "
            + where
            + (order.isEmpty() ? "" : " order by " + order)
            + (limit < 0 ? "" : " limit " + limit),
        sink);
  }

  /** Reads of one datastream. */
  OneStream oneStream() {
    return new OneStream(duck, this::files);
  }

  /** The first time and the newest row of each datastream of a segment, in their order. */
  void newest(Segment segment, Consumer<List<Catalogue.Newest>> sink) {
    new NewestRows(duck, files(List.of(segment)), segment.bounds()).give(sink);
  }

  long count(Collection<Segment> segments, String where) {
    return segments.isEmpty()
        ? 0
        : duck.number("select count(*) from " + files(segments) + " where " + where);
  }

  /**
   * Adds the rows that match, summed up by datastream and interval.
   *
   * @param number SQL for the number of a row's interval
   * @param into what they are added to; it says how values are averaged
   */
  void sums(Collection<Segment> segments, String number, String where, Sums into) {
    if (segments.isEmpty()) {
      return;
    }
    String sql =
        "select datastream, "
            + number
            + ", count(*), count(*) filter (usable), min(value) filter (usable),"
            + " max(value) filter (usable), fsum("
            + (into.mean().isEnergy() ? "power(10, value / 10)" : "value")
            + ") filter (usable),"
            + " max(time_ms) filter (usable),"
            + " arg_max(id, row(time_ms, id)) filter (usable),"
            + " arg_max(value, row(time_ms, id)) filter (usable)"
            + " from (select *, flags & "
            + Observation.UNUSABLE
            + " = 0 and "
            + numbers(into.mean())
            + " as usable from "
            + files(segments)
            + " where "
            + where
            + ") group by 1, 2";
    duck.rows(
        sql,
        row -> {
          Sums.Part part = into.part(row.getLong(1), row.getLong(2));
          long usable = row.getLong(4);
          part.left += row.getLong(3) - usable;
          if (usable > 0) {
            part.count += usable;
            part.min = Math.min(part.min, row.getDouble(5));
            part.max = Math.max(part.max, row.getDouble(6));
            part.sum += row.getDouble(7);
            part.last(row.getDouble(10), row.getLong(8), row.getLong(9));
          }
        });
  }

  /** SQL for values that take part in a mean. */
  private static String numbers(Mean mean) {
    return mean.isEnergy()
        ? "value between " + mean.least() + " and " + mean.most()
        : "not isnan(value)";
  }

  /** How many of the rows that match have each value of their flags. */
  Map<Integer, Long> flags(Collection<Segment> segments, String where) {
    Map<Integer, Long> counts = new TreeMap<>();
    if (!segments.isEmpty()) {
      duck.rows(
          "select flags, count(*) from " + files(segments) + " where " + where + " group by 1",
          row -> counts.put(row.getInt(1), row.getLong(2)));
    }
    return counts;
  }

  private String files(Collection<Segment> segments) {
    return segments.stream()
        .map(s -> text(folder.resolve(s.file())))
        .collect(Collectors.joining(", ", "read_parquet([", "])"));
  }

  private static String text(Path path) {
    return DuckDb.quote(path.toString());
  }

  /** Whether a catalogued file is there in full: its size, its first and its last bytes. */
  boolean isWhole(Segment segment) {
    Path path = folder.resolve(segment.file());
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      return file.size() == segment.bytes()
          && isMagic(file, 0)
          && isMagic(file, file.size() - MAGIC.length);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isMagic(FileChannel file, long at) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(MAGIC.length);
    file.read(found, at);
    return Arrays.equals(found.array(), MAGIC);
  }

  /** Removes every segment file that the catalogue does not name. Gives how many. */
  int removeOrphans(Collection<Segment> catalogued) {
    Set<String> known = new HashSet<>();
    catalogued.forEach(s -> known.add(s.file()));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> orphans =
          files
              .filter(f -> f.getFileName().toString().startsWith("segment-"))
              .filter(f -> !known.contains(f.getFileName().toString()))
              .toList();
      for (Path orphan : orphans) {
        Files.delete(orphan);
      }
      return orphans.size();
    } catch (IOException e) {
      throw new UncheckedIOException("orphans in " + folder + " cannot be removed", e);
    }
  }

  void remove(Segment segment) {
    try {
      Files.deleteIfExists(folder.resolve(segment.file()));
    } catch (IOException e) {
      throw new UncheckedIOException("segment " + segment.file() + " cannot be removed", e);
    }
  }

  @Override
  public void close() {
    duck.close();
  }
}
