package furong.serve;

import furong.base.Result.Refusal;
import furong.paper.SheetRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.multipart.MultipartFile;

/**
 * A filled template as texts, by the row's number as the spreadsheet shows it, the head left out;
 * empty rows are left out as well. What swells beyond a table is refused by {@link SheetRows}.
 */
public final class FilledTable {

  private FilledTable() {}

  /**
   * Reads what was sent, through a file of its own, since a spreadsheet is read twice. A table with
   * more rows or none that can be read is refused.
   *
   * @param columns that are read; more are the sender's own, missing ones are empty
   */
  public static Map<Integer, List<String>> read(MultipartFile sent, int columns, int maxRows)
      throws IOException {
    Path file = Files.createTempFile("furong-table", ".xlsx");
    try {
      sent.transferTo(file);
      return read(file, columns, maxRows);
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /** Reads a file; refuses as the other. */
  public static Map<Integer, List<String>> read(Path file, int columns, int maxRows) {
    Map<Integer, List<String>> table = new LinkedHashMap<>();
    try (SheetRows rows = SheetRows.open(file)) {
      rows.next();
      for (List<String> cells = rows.next(); cells != null; cells = rows.next()) {
        List<String> row = new ArrayList<>(cells.subList(0, Math.min(cells.size(), columns)));
        while (row.size() < columns) {
          row.add("");
        }
        if (row.stream().anyMatch(cell -> !cell.isBlank())) {
          table.put(rows.row(), row);
        }
        if (table.size() > maxRows) {
          throw Problems.refuse(Refusal.TOO_LARGE, "table.rows", "More than " + maxRows + " rows");
        }
      }
    } catch (IOException e) {
      throw Problems.refuse(
          Refusal.INVALID,
          "table.unreadable",
          "This is no XLSX file that can be read: " + e.getMessage());
    }
    return table;
  }
}
