package furong.sense.ingest;

import furong.base.Result.Refusal;
import furong.observe.CorruptLog;
import furong.pack.PackBook;
import furong.sense.ingest.BulkReader.LineNotice;
import furong.serve.Problems;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** The bulk door: many observations in one request, as lines of JSON, CSV or binary blocks. */
@RestController
@Tag(name = "ingest")
public class IngestController {

  /** Longer keys are refused: a key is a name, and it is kept. */
  private static final int MAX_KEY = 200;

  private static final String KEY = "Idempotency-Key";

  /** The binary form; its version stands in each block. */
  static final String BLOCKS = "application/vnd.furong.blocks";

  private final ObservationDoor door;
  private final PackBook packs;
  private final BulkGate gate = BulkGate.ofHeap(Runtime.getRuntime().maxMemory());

  public IngestController(ObservationDoor door, PackBook packs) {
    this.door = door;
    this.packs = packs;
  }

  /** Texts by path below the packs. */
  public record Mappings(Map<String, String> files) {}

  @Operation(
      summary = "导入映射 How the tables of a pack are read: its mappings that are in force",
      description = "What `furong import` and `furong replay` read their files by.")
  @GetMapping(path = "/api/ingest/mappings/{pack}", produces = "application/json")
  public Mappings mappings(@PathVariable String pack) {
    Map<String, String> files = new TreeMap<>(packs.files().of(pack));
    files.keySet().removeIf(path -> !path.startsWith(pack + "/mappings/"));
    return new Mappings(files);
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
              + " milliseconds; now when absent), result (v). At most 32 MiB unpacked, 500,000"
              + " readings and 64 KiB a line; gzip is understood. Answered when all good lines are"
              + " durable; bad lines get a notice with their 0-based line. A batch sent again with"
              + " the same Idempotency-Key lands once. 429 and 503 say when to come again.")
  @PostMapping(
      path = "/api/ingest/observations",
      consumes = {"application/x-ndjson", "application/json-lines", "application/jsonl"},
      produces = "application/json")
  public Answer take(
      HttpServletRequest request, @RequestHeader(name = KEY, required = false) @Nullable String key)
      throws IOException {
    return take(request, key, new JsonLines(), BulkReader::read);
  }

  @Operation(
      summary = "Take many observations as CSV",
      description =
          "The first line names datastream, phenomenonTime and result; each further line is one"
              + " observation with a number. Limits, notices and key as for lines of JSON.")
  @PostMapping(
      path = "/api/ingest/observations",
      consumes = "text/csv",
      produces = "application/json")
  public Answer takeCsv(
      HttpServletRequest request, @RequestHeader(name = KEY, required = false) @Nullable String key)
      throws IOException {
    return take(request, key, new CsvLines(), BulkReader::read);
  }

  @Operation(
      summary = "Take many observations as binary blocks",
      description =
          "Columns of varints, 3 to 6 bytes a reading, as docs/bulk-format.md says; the index of a"
              + " notice counts readings. Limits, notices and key as for lines of JSON.")
  @PostMapping(path = "/api/ingest/observations", consumes = BLOCKS, produces = "application/json")
  public Answer takeBlocks(
      HttpServletRequest request, @RequestHeader(name = KEY, required = false) @Nullable String key)
      throws IOException {
    return take(request, key, new JsonLines(), BulkReader::readBlocks);
  }

  private interface Work {
    void read(BulkReader reader, InputStream body) throws IOException;
  }

  private Answer take(
      HttpServletRequest request, @Nullable String key, BulkReader.Lines lines, Work work)
      throws IOException {
    if (key != null && (key.isBlank() || key.length() > MAX_KEY)) {
      throw Problems.refuse(
          Refusal.INVALID, "ingest.key", "an Idempotency-Key has 1 to " + MAX_KEY + " characters");
    }
    try (BulkGate place = gate.enter()) {
      Batch batch = door.open(1024);
      BulkReader reader = new BulkReader(batch, lines);
      read(request, reader, work);
      door.send(key == null ? "" : key, batch);
      return new Answer(batch.size(), reader.refused(), reader.notices());
    }
  }

  private static void read(HttpServletRequest request, BulkReader reader, Work work)
      throws IOException {
    try (InputStream body = body(request)) {
      work.read(reader, body);
    } catch (BulkReader.TooLarge e) {
      throw Problems.refuse(
          Refusal.TOO_LARGE,
          "ingest.too-large",
          "a batch has at most "
              + BulkReader.MAX_BODY
              + " bytes and "
              + BulkReader.MAX_READINGS
              + " readings; nothing of it was taken");
    } catch (ZipException | java.io.EOFException e) {
      throw Problems.refuse(Refusal.INVALID, "ingest.gzip", "the body is not gzip as announced");
    } catch (CorruptLog e) {
      throw Problems.refuse(Refusal.INVALID, "ingest.block", String.valueOf(e.getMessage()));
    }
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
