package furong.sense.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;

/**
 * Reads a stream of lines, each one observation, into a batch. A bad line gets a notice and the
 * next one goes on.
 */
final class BulkReader {

  /** One observation with all that it may carry; longer is a mistake, not a reading. */
  static final int MAX_LINE = 64 * 1024;

  /** What one request may bring, unpacked: half a million plain lines. */
  static final long MAX_BODY = 32L << 20;

  /** Notices in the answer; beyond this they are only counted, so the answer stays readable. */
  static final int MAX_NOTICES = 1000;

  /** A line that was refused. @param index 0-based line of the body */
  record LineNotice(long index, String code, String reason) {}

  /** The body is larger than {@link #MAX_BODY}. */
  static final class TooLarge extends RuntimeException {}

  private final Batch batch;
  private final LineParser lines = new LineParser();
  private final Reading reading = new Reading();
  private final List<LineNotice> notices = new ArrayList<>();
  private long index;
  private long refused;

  BulkReader(Batch batch) {
    this.batch = batch;
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
      if (lines.parse(buf, from, to)) {
        batch.add(lines.datastream, lines.timed ? lines.timeMs : batch.nowMs(), lines.value);
      } else if (!blank(buf, from, to)) {
        unusual(buf, from, to);
      }
    } catch (BadReading e) {
      refuse(e.code(), e.reason());
    } catch (JacksonException e) {
      refuse("line.not-json", "this line is not one JSON object");
    }
    index++;
  }

  private void unusual(byte[] buf, int from, int to) {
    reading.clear();
    try (JsonParser parser = JsonReadings.parser(buf, from, to - from)) {
      parser.nextToken();
      if (!JsonReadings.object(parser, reading)) {
        throw new BadReading(
            "observation.nested", "this door makes no entities; link to one by its @iot.id");
      }
      if (parser.nextToken() != null) {
        throw new BadReading("line.not-json", "this line is not one JSON object");
      }
    }
    batch.add(reading);
  }

  private static boolean blank(byte[] buf, int from, int to) {
    for (int i = from; i < to; i++) {
      if (buf[i] != ' ' && buf[i] != '\t' && buf[i] != '\r') {
        return false;
      }
    }
    return true;
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
