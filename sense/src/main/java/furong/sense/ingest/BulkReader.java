package furong.sense.ingest;

import furong.observe.BulkCodec;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a stream of lines, each one observation, into a batch. A bad line gets a notice and the
 * next one goes on.
 */
final class BulkReader {

  /** One observation with all that it may carry; longer is a mistake, not a reading. */
  static final int MAX_LINE = 64 * 1024;

  /** What one request may bring, unpacked: half a million plain lines. */
  static final long MAX_BODY = 32L << 20;

  /** What one request may hold in memory, whatever its form: 16 MB of columns. */
  static final int MAX_READINGS = 500_000;

  /** Reads one line of a form into a batch. @throws BadReading saying why it cannot */
  interface Lines {
    void take(byte[] buf, int from, int to, Batch batch);
  }

  /** Notices in the answer; beyond this they are only counted, so the answer stays readable. */
  static final int MAX_NOTICES = 1000;

  /** A line that was refused. @param index 0-based line of the body */
  record LineNotice(long index, String code, String reason) {}

  /** More than {@link #MAX_BODY} bytes or {@link #MAX_READINGS} readings. */
  static final class TooLarge extends RuntimeException {}

  private final Batch batch;
  private final Lines lines;
  private final List<LineNotice> notices = new ArrayList<>();
  private long index;
  private long refused;

  BulkReader(Batch batch, Lines lines) {
    this.batch = batch;
    this.lines = lines;
  }

  /**
   * @throws TooLarge when the body is over the limit; nothing of it may be sent then
   */
  void read(InputStream body) throws IOException {
    byte[] buf = new byte[2 * MAX_LINE];
    int filled = 0;
    long total = 0;
    boolean skipping = false;
    int got;
    while ((got = body.read(buf, filled, buf.length - filled)) >= 0) {
      total += got;
      if (total > MAX_BODY) {
        throw new TooLarge();
      }
      filled += got;
      int start = 0;
      int scan = filled - got;
      while (scan < filled) {
        if (buf[scan] == '\n') {
          take(buf, start, scan, skipping);
          skipping = false;
          start = scan + 1;
        }
        scan++;
      }
      filled -= start;
      if (filled > MAX_LINE) {
        // the rest of this line is thrown away as it comes
        skipping = true;
        filled = 0;
      } else {
        System.arraycopy(buf, start, buf, 0, filled);
      }
    }
    if (filled > 0 || skipping) {
      take(buf, 0, filled, skipping);
    }
  }

  private void take(byte[] buf, int from, int to, boolean tooLong) {
    try {
      if (tooLong || to - from > MAX_LINE) {
        throw new BadReading("line.too-long", "a line has at most " + MAX_LINE + " bytes");
      }
      lines.take(buf, from, to, batch);
    } catch (BadReading e) {
      refuse(e.code(), e.reason());
    }
    index++;
    if (batch.size() > MAX_READINGS) {
      throw new TooLarge();
    }
  }

  /**
   * Takes the blocks of {@code BulkCodec}; the index of a notice counts readings, from 0.
   *
   * @throws TooLarge when there is more than the limit
   * @throws furong.observe.CorruptLog when these are no blocks; nothing may be sent then
   */
  void readBlocks(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes((int) MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new TooLarge();
    }
    BulkCodec.decode(
        bytes,
        (datastream, timeMs, value) -> {
          try {
            if (!Double.isFinite(value)) {
              throw new BadReading("observation.result-missing", "a result is a finite number");
            }
            batch.add(datastream, timeMs, value);
          } catch (BadReading e) {
            refuse(e.code(), e.reason());
          }
          if (++index > MAX_READINGS) {
            throw new TooLarge();
          }
        });
  }

  private void refuse(String code, String reason) {
    refused++;
    if (notices.size() < MAX_NOTICES) {
      notices.add(new LineNotice(index, code, reason));
    }
  }

  long refused() {
    return refused;
  }

  List<LineNotice> notices() {
    return notices;
  }
}
