package furong.work.hotline;

import furong.paper.CsvRows;
import furong.paper.SheetRows;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rows of a table that people sent: CSV (plain or gzip) or, by its name, XLSX. */
public sealed interface ReportTable extends Closeable {

  /** The next row; null at the end. */
  @Nullable List<String> next() throws IOException;

  /** Number of the row given last, as an editor or a spreadsheet shows it. */
  int row();

  static ReportTable open(Path file) throws IOException {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".xlsx")
        ? new Sheet(SheetRows.open(file))
        : new Text(CsvRows.openWithBreaks(file));
  }

  record Text(CsvRows rows) implements ReportTable {
    @Override
    public @Nullable List<String> next() {
      return rows.next();
    }

    @Override
    public int row() {
      return rows.row();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }

  /** A spreadsheet leaves empty cells at the end of a row out: they are put in again. */
  final class Sheet implements ReportTable {
    private final SheetRows rows;
    private int wide;

    Sheet(SheetRows rows) {
      this.rows = rows;
    }

    @Override
    public @Nullable List<String> next() throws IOException {
      for (List<String> cells = rows.next(); cells != null; cells = rows.next()) {
        if (cells.stream().allMatch(String::isBlank)) {
          continue;
        }
        List<String> row = new ArrayList<>(cells);
        wide = wide == 0 ? filled(row) : wide;
        while (row.size() < wide) {
          row.add("");
        }
        // formats alone can make a row longer than the header
        return row.size() > wide && filled(row) <= wide ? row.subList(0, wide) : row;
      }
      return null;
    }

    private static int filled(List<String> row) {
      int last = row.size();
      while (last > 0 && row.get(last - 1).isBlank()) {
        last--;
      }
      return last;
    }

    @Override
    public int row() {
      return rows.row();
    }

    @Override
    public void close() throws IOException {
      rows.close();
    }
  }
}
