package furong.paper;

import furong.base.CsvLine;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file (RFC 4180, UTF-8, plain or gzip by content), one after another. Bytes that
 * are no UTF-8 become the replacement sign. A quoted cell may hold commas and doubled quotes, and
 * line breaks only when the file is opened so ({@link #openWithBreaks}): in a file of readings one
 * stray quote would swallow all that follows.
 */
public final class CsvRows implements Closeable {

  /** gzip's first two bytes, RFC 1952. */
  private static final int GZIP_MAGIC = 0x1f8b;

  /** Large enough that reading is not the cost: 64 kB. */
  private static final int BUFFER = 1 << 16;

  private final BufferedReader reader;
  private final Counted raw;
  private final boolean breaks;
  private int row;

  private CsvRows(BufferedReader reader, Counted raw, boolean breaks) {
    this.reader = reader;
    this.raw = raw;
    this.breaks = breaks;
  }

  /** Counts the bytes of the file itself, before decompression. */
  private static final class Counted extends FilterInputStream {
    private long bytes;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int b = super.read();
      bytes += b < 0 ? 0 : 1;
      return b;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int n = super.read(into, from, length);
      bytes += Math.max(0, n);
      return n;
    }
  }

  public static CsvRows open(Path file) throws IOException {
    return open(file, false);
  }

  /** For tables that people wrote: a quoted cell goes on over the lines. */
  public static CsvRows openWithBreaks(Path file) throws IOException {
    return open(file, true);
  }

  private static CsvRows open(Path file, boolean breaks) throws IOException {
    Counted counted = new Counted(Files.newInputStream(file));
    InputStream raw = new BufferedInputStream(counted, BUFFER);
    raw.mark(2);
    int magic = (raw.read() << 8) | raw.read();
    raw.reset();
    InputStream in = magic == GZIP_MAGIC ? new GZIPInputStream(raw, BUFFER) : raw;
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    return new CsvRows(
        new BufferedReader(new InputStreamReader(in, decoder), BUFFER), counted, breaks);
  }

  /** The next row, or null at the end. Blank lines come as one empty cell. */
  public @Nullable List<String> next() {
    try {
      @Nullable String line = reader.readLine();
      if (line == null) {
        return null;
      }
      row++;
      if (row == 1 && line.startsWith("\uFEFF")) {
        line = line.substring(1);
      }
      while (breaks && CsvLine.isOpen(line) && line.length() < BUFFER) {
        @Nullable String more = reader.readLine();
        if (more == null) {
          break;
        }
        row++;
        line += "\n" + more;
      }
      return CsvLine.split(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Number of the row given last, 1 for the first line of the file. */
  public int row() {
    return row;
  }

  /** Bytes of the file that are read, for showing how far it is. */
  public long bytesRead() {
    return raw.bytes;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
