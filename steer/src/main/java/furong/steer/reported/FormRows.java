package furong.steer.reported;

import furong.base.Notice;
import furong.reported.RowImport.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The rows of a filled form, by the number that the spreadsheet shows.
 *
 * @param faults of rows that could not be read
 */
record FormRows(List<Row> rows, List<Notice> faults) {

  /** Columns of the table to fill; the first, third and last two are read again. */
  static final List<String> HEADER = List.of("区划代码", "区划", "指标代码", "指标", "单位", "数值", "说明");

  private static final int DIVISION = 0;
  private static final int FIGURE = 2;
  private static final int VALUE = 5;
  private static final int NOTE = 6;

  /** As many rows as a template can have. */
  static final int MAX_ROWS = 100_000;

  FormRows {
    rows = List.copyOf(rows);
    faults = List.copyOf(faults);
  }

  /** What stands in a table, by the number of its row. */
  static FormRows of(Map<Integer, List<String>> table) {
    List<Row> read = new ArrayList<>();
    List<Notice> faults = new ArrayList<>();
    table.forEach((number, cells) -> take("row " + number, cells, read, faults));
    return new FormRows(read, faults);
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
