package furong.work.hotline;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A table that somebody brought, in memory: its header and its rows with their numbers.
 *
 * @param rows in the order of the file
 */
record HotlineRows(List<String> header, List<Row> rows) {

  /**
   * Rows of one file. A row costs some 5 ms to take in: 5,000 are half a minute, which somebody
   * waits for; more goes by the command {@code import --as hotline}.
   */
  static final int MAX_ROWS = 5_000;

  /** A row. @param number as an editor or a spreadsheet shows it */
  record Row(int number, List<String> cells) {}

  HotlineRows {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /** Reads a file by the ending of its name: {@code .xlsx} or {@code .csv}. */
  static Result<HotlineRows> read(String name, byte[] bytes) {
    String ending = name.toLowerCase(Locale.ROOT).endsWith(".xlsx") ? ".xlsx" : ".csv";
    try {
      Path file = Files.createTempFile("hotline", ending);
      try {
        Files.write(file, bytes);
        return read(file);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException | UncheckedIOException e) {
      return refused("hotline.file", String.valueOf(e.getMessage()));
    }
  }

  private static Result<HotlineRows> read(Path file) throws IOException {
    try (ReportTable table = ReportTable.open(file)) {
      @Nullable List<String> header = table.next();
      if (header == null || header.stream().allMatch(String::isBlank)) {
        return refused("hotline.empty", "The first row names the columns; this file has none");
      }
      List<Row> rows = new ArrayList<>();
      for (List<String> cells = table.next(); cells != null; cells = table.next()) {
        if (cells.stream().allMatch(String::isBlank)) {
          continue;
        }
        if (rows.size() == MAX_ROWS) {
          return refused(
              "hotline.rows",
              "At most " + MAX_ROWS + " rows at once; larger tables go by the import command");
        }
        rows.add(new Row(table.row(), cells));
      }
      return Result.ok(new HotlineRows(header.stream().map(String::strip).toList(), rows));
    }
  }

  private static <T> Result<T> refused(String code, String message) {
    return Result.refused(Refusal.INVALID, Notice.of(code, "file", message));
  }
}
