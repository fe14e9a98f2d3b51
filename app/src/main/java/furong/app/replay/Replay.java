package furong.app.replay;

import furong.app.replay.Door.DoorException;
import furong.app.replay.Sample.Stream;
import furong.base.Notice;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Sends the samples of files to a server in order of time, flat out or at a pace, and goes on
 * exactly where it was cut off.
 *
 * <p>The whole is cut into batches; each goes with a key made of the run and its position, so one
 * that is sent twice lands once. Before a batch goes, {@link Progress} says so on disk. One batch
 * is on its way at a time: the log keeps the order of the files.
 */
public final class Replay {

  /**
   * Readings of a batch: large enough that a request's cost does not show (about 1 ms in 30), small
   * enough for the ingest door's limit and a smooth progress line.
   */
  static final int BATCH = 10_000;

  /** A server that restarts is back within a minute or two; after five, say so and stop. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  /** Notices shown one by one; the rest are counted. */
  private static final int SHOWN = 20;

  /**
   * @param files in the order that breaks ties
   * @param speed times real time; 0 is flat out
   * @param progressFile where the progress is kept
   */
  public record Plan(List<Path> files, List<Mapping> mappings, double speed, Path progressFile) {
    public Plan {
      files = List.copyOf(files);
      mappings = List.copyOf(mappings);
    }
  }

  /** What came of it. */
  public record Outcome(long sent, long skipped, long accepted, long refused, int badCells) {
    public boolean clean() {
      return refused == 0 && badCells == 0;
    }
  }

  private final Door door;
  private final InstantSource clock;
  private final PrintStream err;
  private int badCells;
  private long accepted;
  private long refused;
  private int shown;

  public Replay(Door door, InstantSource clock, PrintStream err) {
    this.door = door;
    this.clock = clock;
    this.err = err;
  }

  /** Runs to the end. @throws IOException when a file cannot be read or the server stays away */
  public Outcome run(Plan plan) throws IOException {
    try (MergedSamples samples = MergedSamples.open(plan.files(), plan.mappings(), this::bad)) {
      Registrar registrar = new Registrar(door, samples.mappings());
      Map<Stream, Long> datastreams = registrar.register(samples.streams());
      String run = runId(plan.files(), datastreams, registrar.registrations());
      Progress progress = Progress.load(plan.progressFile(), run);
      long skipped = progress.sent();
      for (long i = 0; i < skipped; i++) {
        if (samples.next() == null) {
          return new Outcome(0, i, 0, 0, badCells);
        }
      }
      if (skipped > 0) {
        err.println("Goes on after " + skipped + " readings that are in already.");
      }
      double total = Math.max(1, bytes(plan.files()));
      double start = samples.bytesRead() / total;
      ProgressLine line = new ProgressLine(err, clock, skipped);
      Pace pace = new Pace(plan.speed(), clock);
      List<Sample> batch = new ArrayList<>(BATCH);
      int wanted = progress.pending() > 0 ? progress.pending() : BATCH;
      @Nullable Sample next = samples.next();
      while (next != null) {
        batch.add(next);
        @Nullable Sample following = samples.next();
        if (batch.size() == wanted
            || following == null
            || progress.pending() == 0 && pace.cutsBetween(batch.getFirst(), following)) {
          progress = send(batch, datastreams, progress, plan.progressFile());
          line.update(
              progress.sent(),
              batch.getLast().timeMs(),
              refused + badCells,
              samples.bytesRead() / total,
              start);
          pace.waitFor(following);
          batch.clear();
          wanted = BATCH;
        }
        next = following;
      }
      line.close(progress.sent());
      return new Outcome(progress.sent() - skipped, skipped, accepted, refused, badCells);
    }
  }

  private Progress send(
      List<Sample> batch, Map<Stream, Long> datastreams, Progress before, Path file)
      throws IOException {
    Progress sending = before.sending(batch.size());
    sending.save(file);
    byte[] body = ndjson(batch, datastreams);
    JsonNode answer = insist(body, sending.run() + "-" + sending.sent());
    accepted += answer.path("accepted").asLong();
    refused += answer.path("refused").asLong();
    for (JsonNode notice : answer.path("notices")) {
      show(
          Notice.of(
              notice.path("code").asString("reading.refused"),
              place(batch, notice.path("index").asInt(-1)),
              notice.path("reason").asString("")));
    }
    Progress done = sending.answered();
    done.save(file);
    return done;
  }

  private static String place(List<Sample> batch, int index) {
    if (index < 0 || index >= batch.size()) {
      return "server";
    }
    Sample sample = batch.get(index);
    return sample.stream().station()
        + " "
        + sample.stream().property()
        + " "
        + java.time.Instant.ofEpochMilli(sample.timeMs());
  }

  /** Sends until it is answered for: a server that is away or busy is asked again. */
  private JsonNode insist(byte[] body, String key) throws IOException {
    long deadline = clock.millis() + PATIENCE.toMillis();
    for (long wait = 250; ; wait = Math.min(wait * 2, 5_000)) {
      try {
        return door.observations(body, key);
      } catch (DoorException e) {
        if (!e.passing() || clock.millis() > deadline || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        Pace.sleep(wait);
      }
    }
  }

  private static byte[] ndjson(List<Sample> batch, Map<Stream, Long> datastreams) {
    StringBuilder text = new StringBuilder(batch.size() * 40);
    for (Sample sample : batch) {
      text.append("{\"d\":")
          .append(Objects.requireNonNull(datastreams.get(sample.stream())).longValue())
          .append(",\"t\":")
          .append(sample.timeMs())
          .append(",\"v\":");
      double value = sample.value();
      if (value == Math.rint(value) && Math.abs(value) < 1e15) {
        text.append((long) value);
      } else if (Double.isFinite(value)) {
        text.append(value);
      } else {
        text.append('"').append(value).append('"');
      }
      text.append("}\n");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * What is replayed to where: names and sizes of the files, the ids of the datastreams and the
   * marks their things got at registration. A server with fresh data gives fresh marks, and a file
   * that grew is another run.
   */
  private static String runId(
      List<Path> files, Map<Stream, Long> datastreams, Set<String> registrations)
      throws IOException {
    Map<String, Long> sorted = new TreeMap<>();
    datastreams.forEach((stream, id) -> sorted.put(stream.toString(), id));
    StringBuilder text = new StringBuilder(sorted.toString()).append(registrations);
    for (Path file : files) {
      text.append('\n').append(file.getFileName()).append(' ').append(Files.size(file));
    }
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(text.toString().getBytes(StandardCharsets.UTF_8));
      return "replay-" + HexFormat.of().formatHex(hash, 0, 10);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long bytes(List<Path> files) throws IOException {
    long sum = 0;
    for (Path file : files) {
      sum += Files.size(file);
    }
    return sum;
  }

  private void bad(Notice notice) {
    badCells++;
    show(notice);
  }

  private void show(Notice notice) {
    if (shown++ < SHOWN) {
      err.println(notice);
    } else if (shown == SHOWN + 1) {
      err.println("... further notices are counted only.");
    }
  }
}
