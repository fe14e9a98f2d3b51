package furong.steer.reported;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.Row;

/**
 * The first sheet of an XLSX file as texts, by the row's number as the spreadsheet shows it, the
 * head left out. Numbers come as they are stored, not as they are formatted; formulas as their last
 * result.
 */
final class FilledTable {

  /** Columns that are read; more are the sender's own. */
  private static final int COLUMNS = 7;

  /** As many rows as a template can have. */
  private static final int MAX_ROWS = 100_000;

  private FilledTable() {}

  static Result<Map<Integer, List<String>>> read(byte[] file) {
    Map<Integer, List<String>> table = new LinkedHashMap<>();
    try (InputStream bytes = new ByteArrayInputStream(file);
        ReadableWorkbook book = new ReadableWorkbook(bytes);
        Stream<Row> rows = book.getFirstSheet().openStream()) {
      rows.skip(1)
          .limit(MAX_ROWS + 1L)
          .forEach(row -> {
            List<String> cells = new ArrayList<>();
            for (int c = 0; c < COLUMNS; c++) {
              cells.add(text(row, c));
            }
            if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
              table.put(row.getRowNum(), cells);
            }
          });
    } catch (IOException | RuntimeException e) {
      return Result.refused(
          Refusal.INVALID,
          Notice.of("table.unreadable", "file", "This is no XLSX file that can be read"));
    }
    return table.size() > MAX_ROWS
        ? Result.refused(
            Refusal.TOO_LARGE, Notice.of("table.rows", "file", "More than " + MAX_ROWS + " rows"))
        : Result.ok(table);
  }

  private static String text(Row row, int column) {
    return column >= row.getCellCount() || row.getCell(column) == null
        ? ""
        : row.getCellRawValue(column).orElse("");
  }
}
