package furong.sense.history;

import furong.observe.History;
import furong.observe.Observation;
import furong.observe.Summaries.Slot;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Observations and sums as CSV files. */
final class HistoryFiles {

  private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

  private HistoryFiles() {}

  /**
   * Every observation of a range, written as it is read: as long as it is, it takes no memory.
   *
   * @param flagged only those that carry a quality flag
   */
  static ResponseEntity<StreamingResponseBody> observations(
      History history, long datastream, long fromMs, long toMs, boolean flagged) {
    return ResponseEntity.ok()
        .contentType(CSV)
        .header("Content-Disposition", "attachment; filename=\"datastream-" + datastream + ".csv\"")
        .body(body -> {
          Writer out =
              new BufferedWriter(new OutputStreamWriter(body, StandardCharsets.UTF_8), 1 << 16);
          out.write("\uFEFFid,datastream,phenomenonTime,result,extra,quality\r\n");
          try {
            history.forEach(
                List.of(datastream),
                fromMs,
                toMs,
                (id, of, ms, value, extra, flags) -> {
                  if (!flagged || flags != 0) {
                    line(out, id + "," + of, ms, value, extra, flags);
                  }
                });
          } catch (UncheckedIOException e) {
            throw e.getCause(); // who asked has gone
          }
          out.flush();
        });
  }

  private static void line(
      Writer out, String ids, long ms, double value, @Nullable String extra, int flags) {
    try {
      out.write(ids);
      out.write(',');
      out.write(Instant.ofEpochMilli(ms).toString());
      out.write(',');
      out.write(number(value));
      out.write(',');
      if (extra != null) {
        out.write('"' + extra.replace("\"", "\"\"") + '"');
      }
      out.write(',');
      out.write(String.join(" ", Observation.names(flags)));
      out.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Numbers stay numbers, also negative ones, which {@code Lists.csv} would disarm as formulas. */
  static ResponseEntity<byte[]> series(List<Slot> slots, Map<Long, String> means) {
    StringBuilder text =
        new StringBuilder("\uFEFFdatastream,start,count,min,max,mean,last,lastAt,left,meanOf\r\n");
    for (Slot s : slots) {
      text.append(s.datastream()).append(',');
      text.append(Instant.ofEpochMilli(s.startMs())).append(',');
      text.append(s.count()).append(',');
      for (double number : new double[] {s.min(), s.max(), s.mean(), s.last()}) {
        text.append(number(number)).append(',');
      }
      text.append(s.count() == 0 ? "" : Instant.ofEpochMilli(s.lastMs()).toString()).append(',');
      text.append(s.left()).append(',');
      text.append(means.get(s.datastream())).append("\r\n");
    }
    return ResponseEntity.ok()
        .contentType(CSV)
        .header("Content-Disposition", "attachment; filename=\"series.csv\"")
        .body(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Empty when it is none. */
  private static String number(double value) {
    return Double.isFinite(value) ? Double.toString(value) : "";
  }
}
