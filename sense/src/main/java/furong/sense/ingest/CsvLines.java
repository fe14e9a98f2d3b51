package furong.sense.ingest;

import furong.base.CsvLine;
import furong.observe.sta.StaTime;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Lines of CSV (RFC 4180, without line breaks inside a field): the first one names the columns
 * {@code datastream}, {@code phenomenonTime} and {@code result} in any order; others are ignored.
 *
 * <pre>{@code
 * datastream,phenomenonTime,result
 * 17,2026-03-01T08:00:00+08:00,35.5
 * }</pre>
 *
 * A result is a number. Costs some objects a line, unlike the other forms of the bulk door.
 */
final class CsvLines implements BulkReader.Lines {

  private static final Map<String, Integer> NAMES =
      Map.of("datastream", 0, "d", 0, "phenomenonTime", 1, "t", 1, "result", 2, "v", 2);

  /** Column of datastream, time and result; -1 where there is none. */
  private final int[] columns = {-1, -1, -1};

  private boolean headed;

  @Override
  public void take(byte[] buf, int from, int to, Batch batch) {
    String line = new String(buf, from, to - from, StandardCharsets.UTF_8);
    if (line.endsWith("\r")) {
      line = line.substring(0, line.length() - 1);
    }
    if (line.isBlank()) {
      return;
    }
    List<String> fields = CsvLine.split(line);
    if (!headed) {
      head(fields);
      return;
    }
    if (columns[0] < 0 || columns[2] < 0) {
      throw new BadReading("csv.header", "the first line names datastream and result");
    }
    long datastream = whole(field(fields, 0));
    String time = field(fields, 1);
    double value = number(field(fields, 2));
    batch.add(datastream, time.isEmpty() ? batch.nowMs() : time(time), value);
  }

  private void head(List<String> fields) {
    headed = true;
    for (int i = 0; i < fields.size(); i++) {
      // spreadsheets put a byte order mark before the first name
      Integer column = NAMES.get(fields.get(i).strip().replace("\uFEFF", ""));
      if (column != null) {
        columns[column] = i;
      }
    }
    if (columns[0] < 0 || columns[2] < 0) {
      throw new BadReading("csv.header", "the first line names datastream and result");
    }
  }

  private String field(List<String> fields, int which) {
    int column = columns[which];
    return column < 0 || column >= fields.size() ? "" : fields.get(column).strip();
  }

  private static long whole(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadReading("observation.datastream-missing", "datastream is a whole number");
    }
  }

  private static double number(String text) {
    try {
      double value = Double.parseDouble(text);
      if (Double.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new BadReading("observation.result-missing", "result is a number");
  }

  private static long time(String text) {
    try {
      return text.matches("-?\\d{1,15}") ? Long.parseLong(text) : StaTime.parse(text).startMs();
    } catch (RuntimeException e) {
      throw new BadReading("observation.time", "a time is ISO 8601 with its zone, or Unix ms");
    }
  }
}
