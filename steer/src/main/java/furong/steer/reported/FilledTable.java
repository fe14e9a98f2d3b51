package furong.steer.reported;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.paper.SheetRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A filled template as texts, by the row's number as the spreadsheet shows it, the head left out;
 * empty rows are left out as well. What swells beyond a table is refused by {@link SheetRows}.
 */
final class FilledTable {

  /** Columns that are read; more are the sender's own. */
  private static final int COLUMNS = 7;

  /** As many rows as a template can have. */
  private static final int MAX_ROWS = 100_000;

  private FilledTable() {}

  static Result<Map<Integer, List<String>>> read(Path file) {
    Map<Integer, List<String>> table = new LinkedHashMap<>();
    try (SheetRows rows = SheetRows.open(file)) {
      rows.next();
      for (List<String> cells = rows.next(); cells != null; cells = rows.next()) {
        List<String> row = new ArrayList<>(cells.subList(0, Math.min(cells.size(), COLUMNS)));
        while (row.size() < COLUMNS) {
          row.add("");
        }
        if (row.stream().anyMatch(cell -> !cell.isBlank())) {
          table.put(rows.row(), row);
        }
        if (table.size() > MAX_ROWS) {
          return Result.refused(
              Refusal.TOO_LARGE,
              Notice.of("table.rows", "file", "More than " + MAX_ROWS + " rows"));
        }
      }
    } catch (IOException e) {
      return Result.refused(
          Refusal.INVALID,
          Notice.of("table.unreadable", "file", "This is no XLSX file that can be read")
              .withHint(String.valueOf(e.getMessage())));
    }
    return Result.ok(table);
  }
}
