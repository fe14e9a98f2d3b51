package furong.steer.reported;

import furong.base.Notice;
import furong.base.Result;
import furong.base.Result.Refusal;
import furong.paper.SheetRows;
import furong.reported.RowImport.Row;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A filled template: its rows by the number that the spreadsheet shows, the head and empty rows
 * left out. What swells beyond a table is refused by {@link SheetRows}.
 *
 * @param faults of rows that could not be read
 */
record FilledTable(List<Row> rows, List<Notice> faults) {

  /** Columns of the table to fill; the first, third and last two are read again. */
  static final List<String> HEADER = List.of("区划代码", "区划", "指标代码", "指标", "单位", "数值", "说明");

  private static final int DIVISION = 0;
  private static final int FIGURE = 2;
  private static final int VALUE = 5;
  private static final int NOTE = 6;

  /** As many rows as a template can have. */
  private static final int MAX_ROWS = 100_000;

  FilledTable {
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
  }

  static Result<FilledTable> read(Path file) {
    List<Row> read = new ArrayList<>();
    List<Notice> faults = new ArrayList<>();
    try (SheetRows rows = SheetRows.open(file)) {
      rows.next();
      for (List<String> cells = rows.next(); cells != null; cells = rows.next()) {
        // further columns are the sender's own
        List<String> row = new ArrayList<>(cells.subList(0, Math.min(cells.size(), HEADER.size())));
        while (row.size() < HEADER.size()) {
          row.add("");
        }
        if (row.stream().anyMatch(cell -> !cell.isBlank())) {
          take("row " + rows.row(), row, read, faults);
        }
        if (read.size() + faults.size() > MAX_ROWS) {
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
    return Result.ok(new FilledTable(read, faults));
  }

  private static void take(String place, List<String> cells, List<Row> read, List<Notice> faults) {
    String value = cells.get(VALUE);
    try {
      Double number = value.isBlank() ? null : Double.valueOf(value.strip());
      if (number != null && !Double.isFinite(number)) {
        throw new NumberFormatException(value);
      }
      read.add(
          new Row(
              place,
              cells.get(DIVISION).strip(),
              cells.get(FIGURE).strip(),
              number,
              cells.get(NOTE).strip()));
    } catch (NumberFormatException e) {
      faults.add(Notice.of("row.number", place, "\"" + value + "\" is no number"));
    }
  }
}
