package furong.serve;

import furong.base.Result.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Pages and CSV files of lists. */
public final class Lists {

  /** A page is for a screen; who wants everything takes the file ({@code format=csv}). */
  private static final int MAX_SIZE = 1_000;

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private static final MediaType XLSX =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  /** At most five digits before the point: division codes have six and more. */
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]{1,5}(\\.[0-9]{1,9})?");

  /** Most rows of a file: what a spreadsheet opens without trouble. */
  public static final int MAX_EXPORT = 100_000;

  /** One page of a list, and how long the list is. */
  public record Slice<T>(List<T> items, long total, int page, int size) {}

  private Lists() {}

  /** Refuses a page that is none. */
  public static void check(int page, int size) {
    if (page < 0 || size < 1 || size > MAX_SIZE || (long) page * size > Integer.MAX_VALUE) {
      throw Problems.refuse(
          Refusal.INVALID, "page.range", "page is 0 or more, size 1 to " + MAX_SIZE);
    }
  }

  /** A page of a list that is in memory. */
  public static <T> Slice<T> page(List<T> all, int page, int size) {
    check(page, size);
    int from = (int) Math.min((long) page * size, all.size());
    int to = Math.min(from + size, all.size());
    return new Slice<>(all.subList(from, to), all.size(), page, size);
  }

  /** With a byte order mark, without which spreadsheets take Chinese for something else. */
  public static ResponseEntity<byte[]> csv(
      String fileName, List<String> header, List<List<String>> rows) {
    StringBuilder text = new StringBuilder("\uFEFF");
    line(text, header);
    rows.forEach(row -> line(text, row));
    return ResponseEntity.ok()
        .contentType(CSV)
        .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
        .body(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The same rows as a spreadsheet. What looks like a number is one; a cell never holds a formula.
   */
  public static ResponseEntity<byte[]> xlsx(
      String fileName, List<String> header, List<List<String>> rows) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "Furong", "1.0")) {
      Worksheet sheet = book.newWorksheet("1");
      for (int c = 0; c < header.size(); c++) {
        sheet.value(0, c, header.get(c));
        sheet.style(0, c).bold().set();
      }
      for (int r = 0; r < rows.size(); r++) {
        for (int c = 0; c < rows.get(r).size(); c++) {
          cell(sheet, r + 1, c, rows.get(r).get(c));
        }
      }
      sheet.freezePane(0, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ResponseEntity.ok()
        .contentType(XLSX)
        .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
        .body(bytes.toByteArray());
  }

  /** Codes and numbers of cases stay text: a spreadsheet would round 15 digits. */
  private static void cell(Worksheet sheet, int row, int column, String value) {
    if (NUMBER.matcher(value).matches()) {
      sheet.value(row, column, Double.parseDouble(value));
    } else if (!value.isEmpty()) {
      sheet.value(row, column, value);
    }
  }

  private static void line(StringBuilder text, List<String> fields) {
    text.append(fields.stream().map(Lists::field).collect(Collectors.joining(","))).append("\r\n");
  }

  /** Quoted where needed; a leading = + - @ is disarmed, since spreadsheets would run it. */
  private static String field(String value) {
    String safe = !value.isEmpty() && "=+-@".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
    return safe.matches("(?s).*[\",\\r\\n].*") ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
  }
}
