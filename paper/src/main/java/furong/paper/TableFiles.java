package furong.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/** Tables as files that spreadsheets open: CSV (RFC 4180) and XLSX. */
public final class TableFiles {

  /** At most five digits before the point: division codes have six and more. */
  private static final Pattern CELL_NUMBER = Pattern.compile("-?[0-9]{1,5}(\\.[0-9]{1,9})?");

  private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.]+(E-?[0-9]+)?");
  private static final Pattern QUOTED = Pattern.compile("[\",\\r\\n]");

  /**
   * A table with its name.
   *
   * @param name of the sheet; a spreadsheet allows 31 signs, and none of {@code []:*?/\}
   */
  public record Sheet(String name, List<String> header, List<List<String>> rows) {
    public Sheet {
      String plain = name.replaceAll("[\\[\\]:*?/\\\\]", " ").strip();
      name = plain.substring(0, Math.min(plain.length(), 31));
      header = List.copyOf(header);
      rows = List.copyOf(rows);
    }
  }

  private TableFiles() {}

  /** With a byte order mark, without which spreadsheets take Chinese for something else. */
  public static byte[] csv(List<String> header, List<List<String>> rows) {
    StringBuilder text = new StringBuilder("\uFEFF");
    line(text, header);
    rows.forEach(row -> line(text, row));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Sheets of one file. What looks like a number is one, except codes and numbers of cases, of
   * which a spreadsheet would round 15 digits; a cell never holds a formula.
   */
  public static byte[] xlsx(List<Sheet> sheets) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "Furong", "1.0")) {
      for (Sheet table : sheets) {
        write(book.newWorksheet(table.name()), table);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(Worksheet sheet, Sheet table) {
    for (int c = 0; c < table.header().size(); c++) {
      sheet.value(0, c, table.header().get(c));
      sheet.style(0, c).bold().set();
    }
    for (int r = 0; r < table.rows().size(); r++) {
      List<String> row = table.rows().get(r);
      for (int c = 0; c < row.size(); c++) {
        cell(sheet, r + 1, c, row.get(c));
      }
    }
    sheet.freezePane(0, 1);
  }

  private static void cell(Worksheet sheet, int row, int column, String value) {
    if (CELL_NUMBER.matcher(value).matches()) {
      sheet.value(row, column, Double.parseDouble(value));
    } else if (!value.isEmpty()) {
      sheet.value(row, column, value);
    }
  }

  private static void line(StringBuilder text, List<String> fields) {
    text.append(fields.stream().map(TableFiles::field).collect(Collectors.joining(",")))
        .append("\r\n");
  }

  /** Quoted where needed; a text that a spreadsheet would run is disarmed, a number is not. */
  private static String field(String value) {
    boolean runs = !value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0;
    String safe = runs && !NUMBER.matcher(value).matches() ? "'" + value : value;
    return QUOTED.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
