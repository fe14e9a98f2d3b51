package furong.serve;

import furong.base.Result.Refusal;
import furong.paper.DocxWriter;
import furong.paper.Paper;
import furong.paper.PdfWriter;
import furong.paper.TableFiles;
import furong.paper.TableFiles.Sheet;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Pages and files of lists. */
public final class Lists {

  /** A page is for a screen; who wants everything takes the file ({@code format=csv}). */
  private static final int MAX_SIZE = 1_000;

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private static final MediaType XLSX =
      MediaType.parseMediaType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

  private static final MediaType DOCX =
      MediaType.parseMediaType(
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document");

  /** Most rows of a file: what a spreadsheet opens without trouble. */
  public static final int MAX_EXPORT = 100_000;

  /** One page of a list, and how long the list is. */
  public record Slice<T>(List<T> items, long total, int page, int size) {}

  private Lists() {}

  /**
   * One page of a list that a store keeps.
   *
   * @param total counts the whole list; not asked when the page shows its end
   */
  public static <T> Slice<T> slice(List<T> items, int page, int size, LongSupplier total) {
    boolean end = items.size() < size && (page == 0 || !items.isEmpty());
    long all = end ? (long) page * size + items.size() : total.getAsLong();
    return new Slice<>(items, all, page, size);
  }

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

  /** The rows as a CSV file. */
  public static ResponseEntity<byte[]> csv(
      String fileName, List<String> header, List<List<String>> rows) {
    return file(fileName, CSV, TableFiles.csv(header, rows));
  }

  /** The same rows as a spreadsheet. */
  public static ResponseEntity<byte[]> xlsx(
      String fileName, List<String> header, List<List<String>> rows) {
    return xlsx(fileName, List.of(new Sheet("1", header, rows)));
  }

  /** Whether a list is asked for as a file; what is neither that nor json is refused. */
  public static boolean isFile(String format) {
    return switch (format) {
      case "csv", "xlsx" -> true;
      case "json" -> false;
      default -> throw Problems.refuse(Refusal.INVALID, "format", "format is json, csv or xlsx");
    };
  }

  /**
   * The rows in the format asked for.
   *
   * @param name without what the format adds to it
   */
  public static ResponseEntity<byte[]> file(
      String format, String name, List<String> header, List<List<String>> rows) {
    return format.equals("xlsx")
        ? xlsx(name + ".xlsx", header, rows)
        : csv(name + ".csv", header, rows);
  }

  /**
   * One column of a file.
   *
   * @param value what stands in it; null leaves the cell empty
   */
  public record Column<T>(String name, Function<T, ? extends @Nullable Object> value) {

    String of(T row) {
      return Objects.toString(value.apply(row), "");
    }
  }

  /** The rows in the format asked for, column by column. */
  public static <T> ResponseEntity<byte[]> file(
      String format, String name, Collection<Column<T>> columns, List<T> rows) {
    return file(
        format,
        name,
        columns.stream().map(Column::name).toList(),
        rows.stream().map(row -> columns.stream().map(c -> c.of(row)).toList()).toList());
  }

  /** Documents in the format asked for, a column for each of their members. */
  public static <R extends Record> ResponseEntity<byte[]> file(
      String format, String name, Class<R> type, List<R> rows) {
    return file(format, name, RecordColumns.of(type), rows);
  }

  /** A list that is in memory: one page of it, or all of it as a file. */
  public static <R extends Record> ResponseEntity<?> answer(
      String format, String name, Class<R> type, List<R> all, int page, int size) {
    return isFile(format)
        ? file(format, name, type, all)
        : ResponseEntity.ok(page(all, page, size));
  }

  /** A short list: the whole of it, as it is or as a file. */
  public static <R extends Record> ResponseEntity<?> answer(
      String format, String name, Class<R> type, List<R> all) {
    return isFile(format) ? file(format, name, type, all) : ResponseEntity.ok(all);
  }

  /** Several tables as the sheets of one spreadsheet. */
  public static ResponseEntity<byte[]> xlsx(String fileName, List<Sheet> sheets) {
    return file(fileName, XLSX, TableFiles.xlsx(sheets));
  }

  /** A paper as A4 pages. */
  public static ResponseEntity<byte[]> pdf(String fileName, Paper paper) {
    return file(fileName, MediaType.APPLICATION_PDF, PdfWriter.write(paper));
  }

  /**
   * A paper as A4 pages or as a document that people go on writing in.
   *
   * @param name without what the format adds to it
   */
  public static ResponseEntity<byte[]> paper(String format, String name, Paper paper) {
    return switch (format) {
      case "pdf" -> pdf(name + ".pdf", paper);
      case "docx" -> file(name + ".docx", DOCX, DocxWriter.write(paper));
      default -> throw Problems.refuse(Refusal.INVALID, "format", "format is pdf or docx");
    };
  }

  private static ResponseEntity<byte[]> file(String name, MediaType type, byte[] bytes) {
    return ResponseEntity.ok()
        .contentType(type)
        .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
        .body(bytes);
  }
}
