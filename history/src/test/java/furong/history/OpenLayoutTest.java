package furong.history;

import static furong.history.HistoryWorld.HOUR;
import static furong.history.HistoryWorld.NEW_YEAR;
import static org.assertj.core.api.Assertions.assertThat;

import furong.observe.LogRecord;
import furong.observe.ReadingBlock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files are read as docs/history-files.md says, by a DuckDB that knows nothing of us. */
class OpenLayoutTest {

  private static final int READINGS = 5_000;

  @TempDir Path folder;

  @Test
  void aPlainDuckDbFindsTheSameCountsAndSums() throws SQLException {
    HistoryWorld.empty();
    Random random = new Random(7);
    long[] counts = new long[4];
    double[] sums = new double[4];
    try (HistoryStore store = HistoryWorld.open(folder)) {
      for (int i = 0; i < READINGS; i++) {
        int datastream = 1 + random.nextInt(3);
        double value = random.nextInt(1_000) / 8.0; // eighths add up without rounding
        counts[datastream]++;
        sums[datastream] += value;
        ReadingBlock block = new ReadingBlock(1);
        long at = NEW_YEAR + i * 1_000L;
        block.add(datastream, i + 1, at, value, i % 50 == 0 ? "{\"resultTime\":\"=\"}" : null);
        store.segments().take(0, i, new LogRecord.Readings(at + HOUR, "", block));
        if (i % 500 == 499) {
          store.segments().flush();
        }
      }
      store.segments().flush();
      assertThat(store.mergeOnce()).as("some of the files are merged ones").isTrue();
    }
    String named =
        HistoryWorld.db().list("select file from history_segment", row -> row.getString(1)).stream()
            .map(file -> "'" + folder.resolve(file) + "'")
            .collect(Collectors.joining(", ", "[", "]"));
    List<String> found = new ArrayList<>();
    try (Connection plain = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = plain.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select datastream, count(*), sum(value), min(epoch_ms(time_ms)), count(extra), max(flags)"
                    + " from read_parquet("
                    + named
                    + ") group by datastream order by datastream")) {
      while (rows.next()) {
        found.add(rows.getLong(1) + " " + rows.getLong(2) + " " + rows.getDouble(3));
        assertThat(rows.getString(4)).startsWith("2013-12-31 16:00:");
        assertThat(rows.getLong(5)).isPositive();
        assertThat(rows.getLong(6)).isZero();
      }
    }
    assertThat(found)
        .containsExactly(
            "1 " + counts[1] + " " + sums[1],
            "2 " + counts[2] + " " + sums[2],
            "3 " + counts[3] + " " + sums[3]);
  }
}
