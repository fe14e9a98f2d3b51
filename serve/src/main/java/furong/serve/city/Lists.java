package furong.serve.city;

import furong.base.Result.Refusal;
import furong.serve.Problems;
import furong.serve.city.CityViews.Page;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Pages and CSV files of a list that is in memory. */
final class Lists {

  /** A page is for a screen; who wants everything takes the file ({@code format=csv}). */
  private static final int MAX_SIZE = 1_000;

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private Lists() {}

  static <T> Page<T> page(List<T> all, int page, int size) {
    if (page < 0 || size < 1 || size > MAX_SIZE) {
      throw Problems.refuse(
          Refusal.INVALID, "page.range", "page is 0 or more, size 1 to " + MAX_SIZE);
    }
    int from = (int) Math.min((long) page * size, all.size());
    int to = Math.min(from + size, all.size());
    return new Page<>(all.subList(from, to), all.size(), page, size);
  }

  /** With a byte order mark, without which spreadsheets take Chinese for something else. */
  static ResponseEntity<byte[]> csv(String fileName, List<String> header, List<List<String>> rows) {
    StringBuilder text = new StringBuilder("\uFEFF");
    line(text, header);
    rows.forEach(row -> line(text, row));
    return ResponseEntity.ok()
        .contentType(CSV)
        .header("Content-Disposition", "attachment; filename=\"" + fileName + "\"")
        .body(text.toString().getBytes(StandardCharsets.UTF_8));
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
