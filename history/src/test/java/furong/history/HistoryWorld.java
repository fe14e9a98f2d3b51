package furong.history;

import furong.detect.QualityLimits;
import furong.engine.PostgresProcess;
import furong.observe.DatastreamInfo;
import furong.observe.LogProgress;
import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import furong.store.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Optional;
import org.flywaydb.core.Flyway;

/** A PostgreSQL for all tests that share it, and histories on it. */
final class HistoryWorld {

  static final int SHARDS = 2;
  static final ZoneId CHENGDU = ZoneId.of("Asia/Shanghai");
  static final long MINUTE = 60_000L;
  static final long HOUR = 3_600_000L;

  /** 2014-01-01T00:00 in Chengdu (UTC+8), Unix ms. */
  static final long NEW_YEAR = 1_388_505_600_000L;

  private static final class Shared {
    static final Db DB = start();

    private static Db start() {
      try {
        Path folder = Files.createTempDirectory("furong-history");
        PostgresProcess postgres = PostgresProcess.start(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        Flyway.configure().dataSource(postgres.dataSource()).outOfOrder(true).load().migrate();
        return new Db(postgres.dataSource());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private HistoryWorld() {}

  static Db db() {
    return Shared.DB;
  }

  static void empty() {
    db().update(
            "truncate flow_offset, history_segment, observation_patch, batch_key, datastream_extent, dirty_day");
  }

  static HistoryStore open(Path folder) {
    return HistoryStore.open(db(), folder, CHENGDU, new LogProgress(SHARDS), SHARDS);
  }

  /**
   * One whose datastreams all observe one property.
   *
   * <p>Datastream 1 and 2 belong to thing 1, 3 and 4 to thing 2, and so on; readings are in the
   * unit of the property.
   */
  static HistoryStore open(Path folder, QualityLimits limits) {
    return HistoryStore.open(
        db(),
        folder,
        CHENGDU,
        new LogProgress(SHARDS),
        SHARDS,
        property -> limits,
        id ->
            Optional.of(
                new DatastreamInfo(id, (id + 1) / 2, "d" + id, "", "p", 1, 0, "", 0, false)),
        id -> true);
  }

  /** One reading on its way, as a batch of its own. */
  static LogRecord.Readings reading(
      long datastream, long id, long timeMs, double value, long receivedAtMs) {
    ReadingBlock block = new ReadingBlock(1);
    block.add(datastream, id, timeMs, value, null);
    return new LogRecord.Readings(receivedAtMs, "", block);
  }
}
