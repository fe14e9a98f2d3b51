package furong.app.reports;

import furong.app.replay.Door;
import furong.app.replay.Door.DoorException;
import furong.app.replay.Door.Reply;
import furong.base.Notice;
import furong.base.Result;
import furong.work.hotline.ReportMapping;
import furong.work.hotline.ReportRow;
import furong.work.hotline.ReportTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the rows of a table as reports, by Open311 with the key of a trusted program. Each row has
 * a number at the server, so that nothing goes in twice whatever breaks off; what became of each
 * row is written beside, row by row.
 */
public final class ReportImport {

  /** Enough to keep a server of two cores busy. */
  private static final int AT_ONCE = 8;

  /** Rows under way, so that the report stays in the order of the file. */
  private static final int WINDOW = 256;

  /** Some ten seconds of work. */
  private static final int TELL_EACH = 1_000;

  /** A server that is restarted is back within this. */
  private static final int TRIES = 30;

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** What came of a file. */
  public record Outcome(int made, int known, int refused) {
    int rows() {
      return made + known + refused;
    }

    Outcome plus(Outcome other) {
      return new Outcome(made + other.made, known + other.known, refused + other.refused);
    }
  }

  private record Line(
      int row, String id, String outcome, String number, String column, String message) {}

  private final Door door;
  private final String key;
  private final DivisionNames divisions;
  private final List<ReportMapping> mappings;

  /**
   * @param folder of mappings, or one mapping
   * @throws IllegalArgumentException when a mapping is faulty, saying how
   */
  public ReportImport(Door door, String key, Path folder) throws IOException {
    this.door = door;
    this.key = key;
    this.divisions = new DivisionNames(door);
    this.mappings = ReportMapping.readAll(folder);
  }

  /**
   * Sends a table.
   *
   * @param report where it is written what became of each row; as CSV
   * @throws IOException when the file cannot be read, fits no mapping, or the server stays away
   */
  public Outcome run(Path file, Path report) throws IOException {
    return run(file, report, done -> {});
  }

  /**
   * The same.
   *
   * @param progress told how many rows are done, each thousand
   */
  public Outcome run(Path file, Path report, IntConsumer progress) throws IOException {
    Outcome total = new Outcome(0, 0, 0);
    Path parent = report.toAbsolutePath().getParent();
    Files.createDirectories(parent == null ? Path.of(".") : parent);
    try (ReportTable rows = ReportTable.open(file);
        PrintWriter out = new PrintWriter(report.toFile(), StandardCharsets.UTF_8);
        ExecutorService senders = Executors.newFixedThreadPool(AT_ONCE)) {
      @Nullable List<String> header = rows.next();
      ReportMapping mapping = choose(file, header);
      out.println("row,id,outcome,number,column,message");
      Deque<Future<Line>> underWay = new ArrayDeque<>();
      try {
        for (List<String> cells = rows.next(); cells != null; cells = rows.next()) {
          if (cells.size() == 1 && cells.getFirst().isBlank()) {
            continue;
          }
          ReportRow row =
              new ReportRow(
                  mapping,
                  header == null ? List.of() : header,
                  cells,
                  String.valueOf(file.getFileName()),
                  rows.row());
          underWay.add(senders.submit(() -> send(row)));
          if (underWay.size() >= WINDOW) {
            total = total.plus(write(out, underWay.remove()));
            if (total.rows() % TELL_EACH == 0) {
              progress.accept(total.rows());
            }
          }
        }
        while (!underWay.isEmpty()) {
          total = total.plus(write(out, underWay.remove()));
        }
      } catch (IOException | RuntimeException e) {
        senders.shutdownNow();
        throw e;
      }
    }
    return total;
  }

  private ReportMapping choose(Path file, @Nullable List<String> header) throws IOException {
    return mappings.stream()
        .filter(m -> header != null && m.fits(header))
        .findFirst()
        .orElseThrow(() -> new IOException(file + ": no mapping fits these columns: " + header));
  }

  private Line send(ReportRow row) throws IOException, InterruptedException {
    Result<Map<String, String>> form = row.form(divisions);
    return switch (form) {
      case Result.Refused<Map<String, String>> refused -> {
        Notice notice = refused.notices().getFirst();
        yield new Line(row.number(), row.id(), "refused", "", notice.place(), notice.message());
      }
      case Result.Ok<Map<String, String>>(Map<String, String> fields) -> send(row, fields);
    };
  }

  private Line send(ReportRow row, Map<String, String> fields)
      throws IOException, InterruptedException {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("api_key", key);
    for (int attempt = 1; ; attempt++) {
      try {
        Reply reply = door.form("/open311/v2/requests.json", all);
        String number = reply.body().at("/0/service_request_id").asString();
        String outcome = reply.status() == 201 ? "new" : "known";
        return new Line(row.number(), row.id(), outcome, number, "", "");
      } catch (DoorException e) {
        if (e.status() == 403 || (e.passing() && attempt >= TRIES)) {
          throw e; // a wrong key makes every row wrong
        }
        if (!e.passing()) {
          return new Line(
              row.number(), row.id(), "refused", "", "", String.valueOf(e.getMessage()));
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
    }
  }

  private static Outcome write(PrintWriter out, Future<Line> done) throws IOException {
    Line line;
    try {
      line = done.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    out.println(
        line.row()
            + ","
            + quoted(line.id())
            + ","
            + line.outcome()
            + ","
            + line.number()
            + ","
            + quoted(line.column())
            + ","
            + quoted(line.message()));
    return switch (line.outcome()) {
      case "new" -> new Outcome(1, 0, 0);
      case "known" -> new Outcome(0, 1, 0);
      default -> new Outcome(0, 0, 1);
    };
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "\"\"").replace("\n", " ") + '"';
  }
}
