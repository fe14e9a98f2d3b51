package furong.paper;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/**
 * The rows of an XLSX file's first sheet as texts, one after another. Numbers come as they are
 * stored (a telephone number in all its digits), dates as {@code 2026-03-02 09:30:00}, formulas as
 * their last result.
 *
 * <p>Reads the file twice: first it is unpacked and counted, so that a small file which swells to
 * gigabytes is refused before anything is kept. Keeps the sheet's distinct texts in memory, at most
 * {@link #MAX_TEXTS} bytes of them, and one row.
 */
public final class SheetRows implements Closeable {

  /** A sheet of 100,000 rows of a hotline takes 60 MB unpacked. */
  static final long MAX_UNPACKED = 256L << 20;

  /** Shared texts stand in memory: 32 MB of the file, some 64 MB there. */
  static final long MAX_TEXTS = 32L << 20;

  /** A workbook of an office has some twenty parts. */
  private static final int MAX_PARTS = 1_000;

  /** No table of people is wider; a file that claims 16,384 cells a row costs a row of memory. */
  private static final int MAX_COLUMNS = 1_000;

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private final ReadableWorkbook book;
  private final Stream<Row> stream;
  private final Iterator<Row> rows;
  private int row;

  private SheetRows(ReadableWorkbook book, Stream<Row> stream) {
    this.book = book;
    this.stream = stream;
    this.rows = stream.iterator();
  }

  /**
   * @throws IOException when it is no XLSX file, or one that swells beyond the limits
   */
  public static SheetRows open(Path file) throws IOException {
    check(file);
    try {
      ReadableWorkbook book = new ReadableWorkbook(file.toFile(), new ReadingOptions(true, true));
      try {
        return new SheetRows(book, book.getFirstSheet().openStream());
      } catch (IOException | RuntimeException e) {
        book.close();
        throw e;
      }
    } catch (RuntimeException e) {
      throw new IOException("this is no XLSX file that can be read", e);
    }
  }

  private static void check(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MAX_PARTS) {
        throw new IOException("the file has " + zip.size() + " parts");
      }
      long all = 0;
      byte[] buffer = new byte[1 << 16];
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry part = e.nextElement();
        boolean texts = part.getName().toLowerCase(Locale.ROOT).endsWith("sharedstrings.xml");
        long own = 0;
        try (InputStream in = zip.getInputStream(part)) {
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            own += n;
            all += n;
            if (all > MAX_UNPACKED || (texts && own > MAX_TEXTS)) {
              throw new IOException("the file swells beyond what a table needs: " + part.getName());
            }
          }
        }
      }
    } catch (ZipException e) {
      throw new IOException("this is no XLSX file", e);
    }
  }

  /**
   * The next row that has cells, or null at the end.
   *
   * @throws IOException when the sheet is broken here
   */
  public @Nullable List<String> next() throws IOException {
    try {
      if (!rows.hasNext()) {
        return null;
      }
      Row next = rows.next();
      row = next.getRowNum();
      if (next.getCellCount() > MAX_COLUMNS) {
        throw new IOException("row " + row + " has " + next.getCellCount() + " cells");
      }
      List<String> cells = new ArrayList<>(next.getCellCount());
      for (int c = 0; c < next.getCellCount(); c++) {
        cells.add(next.getOptionalCell(c).map(SheetRows::text).orElse(""));
      }
      return cells;
    } catch (UncheckedIOException e) {
      throw new IOException("the sheet breaks off after row " + row, e.getCause());
    } catch (RuntimeException e) {
      throw new IOException("the sheet cannot be read after row " + row, e);
    }
  }

  /** Number of the row given last as the spreadsheet shows it. */
  public int row() {
    return row;
  }

  private static String text(Cell cell) {
    if (cell.getType() == CellType.NUMBER) {
      return isDate(cell.getDataFormatString())
          ? TIME.format(cell.asDate())
          : cell.asNumber().stripTrailingZeros().toPlainString();
    }
    @Nullable String raw = cell.getType() == CellType.STRING ? cell.asString() : cell.getRawValue();
    return raw == null ? "" : raw;
  }

  /** Formats of dates name a day or an hour; colours, quoted words and escapes say nothing. */
  private static boolean isDate(@Nullable String format) {
    if (format == null) {
      return false;
    }
    String plain = format.replaceAll("\\[[^\\]]*\\]|\"[^\"]*\"|\\\\.", "").toLowerCase(Locale.ROOT);
    return !plain.contains("general")
        && (plain.contains("d") || plain.contains("h") || plain.contains("yy"));
  }

  @Override
  public void close() throws IOException {
    stream.close();
    book.close();
  }
}
