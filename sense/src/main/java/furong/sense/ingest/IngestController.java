package furong.sense.ingest;

import furong.base.Result.Refusal;
import furong.sense.ingest.BulkReader.LineNotice;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The bulk door: many observations in one request, one a line. */
@RestController
@Tag(name = "ingest")
public class IngestController {

  /** Longer keys are refused: a key is a name, and it is kept. */
  private static final int MAX_KEY = 200;

  private final ObservationDoor door;

  public IngestController(ObservationDoor door) {
    this.door = door;
  }

  /**
   * What became of a batch.
   *
   * @param accepted durable in the log
   * @param refused bad lines; the first of them are in {@code notices}
   */
  public record Answer(long accepted, long refused, List<LineNotice> notices) {}

  @Operation(
      summary = "Take many observations",
      description =
          "One JSON object a line: datastream (d), phenomenonTime (t; ISO 8601 with zone, or Unix"
              + " milliseconds; now when absent), result (v). At most 32 MiB unpacked and 64 KiB a"
              + " line; gzip is understood. Answered when all good lines are durable; bad lines get a"
              + " notice with their 0-based line. A batch sent again with the same Idempotency-Key"
              + " lands once. 429 and 503 say when to come again.")
  @PostMapping(
      path = "/api/ingest/observations",
      consumes = {"application/x-ndjson", "application/json-lines", "application/jsonl"},
      produces = "application/json")
  public Answer take(
      HttpServletRequest request,
      @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key)
      throws IOException {
    if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
      throw Problems.refuse(
          Refusal.INVALID, "ingest.key", "an Idempotency-Key has 1 to " + MAX_KEY + " characters");
    }
    Batch batch = door.open(1024);
    BulkReader reader = new BulkReader(batch);
    try (InputStream body = body(request)) {
      reader.read(body);
    } catch (BulkReader.TooLarge e) {
      throw Problems.refuse(
          Refusal.TOO_LARGE,
          "ingest.too-large",
          "a batch has at most " + BulkReader.MAX_BODY + " bytes; nothing of it was taken");
    } catch (ZipException | java.io.EOFException e) {
      throw Problems.refuse(Refusal.INVALID, "ingest.gzip", "the body is not gzip as announced");
    }
    door.send(key == null ? "" : key, batch);
    return new Answer(batch.size(), reader.refused(), reader.notices());
  }

  private static InputStream body(HttpServletRequest request) throws IOException {
    @Nullable String encoding = request.getHeader("Content-Encoding");
    if (encoding == null || encoding.equals("identity")) {
      return request.getInputStream();
    }
    if (!encoding.equals("gzip")) {
      throw Problems.refuse(Refusal.INVALID, "ingest.encoding", "only gzip is understood");
    }
    return new GZIPInputStream(request.getInputStream(), 64 * 1024);
  }
}
