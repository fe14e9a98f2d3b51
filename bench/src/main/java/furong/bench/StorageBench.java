package furong.bench;

import furong.engine.PostgresProcess;
import furong.history.HistoryStore;
import furong.observe.BulkCodec;
import furong.observe.Holdings;
import furong.observe.LogCodec;
import furong.observe.LogProgress;
import furong.observe.LogRecord;
import furong.observe.ObservationIds;
import furong.observe.ReadingBlock;
import furong.store.Db;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.flywaydb.core.Flyway;

/**
 * How many bytes an observation takes on disk: recorded years of Beijing and Melbourne, an hour a
 * batch, through the history as a city writes it, before and after its segments are merged; and in
 * the log and in the binary bulk format, for comparison.
 *
 * <p>Observations get the ids of a live city: an hour of clock between two batches.
 */
final class StorageBench {

  /** Batches between two segments: a segment a month, as of an import. */
  private static final int HOURS_A_SEGMENT = 720;

  /** Bytes an observation takes in each form. */
  record Result(
      String data,
      long observations,
      long segmentsAsWritten,
      double bytesAsWritten,
      long segmentsMerged,
      double bytesMerged,
      double bytesInTheLog,
      double bytesInBulkBlocks,
      double secondsToWrite,
      double secondsToMerge) {}

  private final Path scratch;
  private final PrintStream out;

  StorageBench(Path scratch, PrintStream out) {
    this.scratch = scratch;
    this.out = out;
  }

  /**
   * @param beijing folder of the Beijing files
   * @param melbourne folder of the Melbourne files
   */
  List<Result> run(Path beijing, Path melbourne) throws IOException {
    List<Result> results = new ArrayList<>();
    try (PostgresProcess postgres = PostgresProcess.start(scratch.resolve("postgres"))) {
      Flyway.configure().dataSource(postgres.dataSource()).outOfOrder(true).load().migrate();
      Db db = new Db(postgres.dataSource());
      if (Files.isDirectory(beijing)) {
        results.add(measure(db, "Beijing", hours -> OpenData.beijing(beijing, hours)));
      }
      if (Files.isDirectory(melbourne)) {
        results.add(measure(db, "Melbourne", hours -> OpenData.melbourne(melbourne, hours)));
      }
    }
    return results;
  }

  private interface Data {
    void give(OpenData.Hours hours) throws IOException;
  }

  /** What one run counts as it goes. */
  private static final class Count {
    long hours;
    long log;
    long blocks;
    Instant now = Instant.EPOCH;
  }

  private Result measure(Db db, String name, Data data) throws IOException {
    db.update("truncate flow_offset, history_segment, datastream_extent, dirty_day");
    Path folder = scratch.resolve(name.toLowerCase(Locale.ROOT));
    try (HistoryStore store =
        HistoryStore.open(db, folder, ZoneId.of("Asia/Shanghai"), new LogProgress(1), 1)) {
      Count count = new Count();
      ObservationIds ids = new ObservationIds(() -> count.now);
      long begun = System.nanoTime();
      data.give((timeMs, block) -> {
        count.now = Instant.ofEpochMilli(timeMs).plusSeconds(3_600);
        ReadingBlock numbered = OpenData.withIds(block, ids.take(block.size()));
        LogRecord.Readings entry =
            new LogRecord.Readings(count.now.toEpochMilli(), name + timeMs, numbered);
        count.log += LogCodec.encode(entry).length;
        count.blocks += BulkCodec.encode(numbered).length;
        store.segments().take(0, count.hours++, entry);
        if (count.hours % HOURS_A_SEGMENT == 0) {
          store.segments().flush();
        }
      });
      store.segments().flush();
      Holdings written = store.holdings();
      double toWrite = (System.nanoTime() - begun) / 1e9;
      begun = System.nanoTime();
      while (store.mergeOnce()) {
        // until nothing is due
      }
      Holdings merged = store.holdings();
      Result result =
          new Result(
              name,
              written.rows(),
              written.segments(),
              (double) written.bytes() / written.rows(),
              merged.segments(),
              (double) merged.bytes() / merged.rows(),
              (double) count.log / written.rows(),
              (double) count.blocks / written.rows(),
              toWrite,
              (System.nanoTime() - begun) / 1e9);
      out.printf(
          Locale.ROOT,
          "%s: %,d observations, %.2f bytes each in %d segments as written, %.2f in %d merged;"
              + " log %.2f, bulk blocks %.2f%n",
          name,
          result.observations(),
          result.bytesAsWritten(),
          result.segmentsAsWritten(),
          result.bytesMerged(),
          result.segmentsMerged(),
          result.bytesInTheLog(),
          result.bytesInBulkBlocks());
      return result;
    }
  }
}
