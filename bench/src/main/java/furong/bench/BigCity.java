package furong.bench;

import furong.observe.BulkCodec;
import furong.observe.ReadingBlock;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Datastreams by the hundred thousand, put into the record by SQL: registering them through the
 * doors is another measurement. Ten datastreams a thing, one in ten of a pollutant that rules look
 * at; the last start told the log of them.
 */
final class BigCity {

  static final int STREAMS_A_THING = 10;

  /** Some 10 s; a kill leaves whole batches, from which the next growth goes on. */
  private static final int ROWS_AT_ONCE = 500_000;

  /** Beyond every id that is put in by SQL. */
  private static final int DOORS_BEGIN = 1_000_000_000;

  /** Readings in a request: a tenth of a second of a city of a million sensors. */
  static final int BATCH = 10_000;

  private BigCity() {}

  /**
   * Brings a running city from {@code from} datastreams to {@code to}; it must be started again to
   * know them. In batches with a line of progress each. Foreign keys are not checked: what is put
   * in here is whole, and the checks took half of the time.
   */
  static void grow(Path data, int from, int to, int shards, PrintStream out)
      throws IOException, SQLException {
    try (Connection record = Tally.connect(data.resolve("postgres"));
        Statement statement = record.createStatement()) {
      statement.execute("set synchronous_commit = off");
      statement.execute("set session_replication_role = replica"); // triggers of foreign keys rest
      common(statement);
      long begun = System.nanoTime();
      for (int last = from; last < to; ) {
        int first = last + 1;
        last = Math.min(to, last + ROWS_AT_ONCE);
        record.setAutoCommit(false);
        rows(statement, first, last, shards);
        record.commit();
        record.setAutoCommit(true);
        if (to - from > ROWS_AT_ONCE) {
          out.printf(
              Locale.ROOT,
              "%,d datastreams in the record, %.0f s%n",
              last,
              (System.nanoTime() - begun) / 1e9);
        }
      }
      // what is made through the doors comes behind all of these
      for (String table :
          List.of("sensor", "observed_property", "feature", "thing", "datastream")) {
        statement.execute(
            "select setval(pg_get_serial_sequence('sta_"
                + table
                + "', 'id'), greatest("
                + DOORS_BEGIN
                + ", (select max(id) from sta_"
                + table
                + ")))");
      }
      statement.execute("vacuum analyze");
    }
  }

  private static void common(Statement statement) throws SQLException {
    statement.execute(
        "insert into sta_sensor (id, name, description, encoding_type, metadata)"
            + " values (1, 'load', 'load', 'text/plain', '\"x\"') on conflict do nothing");
    statement.execute(
        "insert into sta_observed_property (id, name, definition, description)"
            + " values (1, 'pm25', 'urn:furong:property:air.pm25', 'load'),"
            + " (2, 'load', 'urn:bench:load', 'load') on conflict do nothing");
    statement.execute(
        "insert into sta_feature (id, name, description, encoding_type, feature)"
            + " values (1, 'load', 'load', 'application/geo+json',"
            + " '{\"type\":\"Point\",\"coordinates\":[104.06,30.66]}') on conflict do nothing");
  }

  /** Things on a grid of a thousand columns over the inner city; the last datastreams' included. */
  private static void rows(Statement statement, int first, int last, int shards)
      throws SQLException {
    String range = "generate_series(" + first + ", " + last + ") g";
    statement.execute(
        "insert into sta_thing (id, name, description, kind, simulated, division, lng, lat)"
            + " select g, 'load ' || g, 'load', 'bench', true, '510104', 104.02 + 0.0001 * (g % 1000),"
            + " 30.62 + 0.00008 * (g / 1000 % 1000) from generate_series("
            + (1 + (first - 1) / STREAMS_A_THING)
            + ", "
            + (1 + (last - 1) / STREAMS_A_THING)
            + ") g on conflict do nothing");
    statement.execute(
        "insert into sta_datastream (id, name, description, observation_type, unit, thing, sensor,"
            + " observed_property, shard, property) select g, 'load', 'load',"
            + " 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',"
            + " '{\"name\":\"u\",\"symbol\":\"ug/m3\",\"definition\":\"ucum:ug/m3\"}',"
            + " 1 + (g - 1) / 10, 1, case when g % 10 = 0 then 1 else 2 end, (g - 1) / 10 % "
            + shards
            + ", case when g % 10 = 0 then 'air.pm25' else '' end from "
            + range
            + " on conflict do nothing");
    statement.execute(
        "insert into sta_default_feature select g, 0, 1 from " + range + " on conflict do nothing");
    statement.execute(
        "insert into sta_outbox (datastream, shard) select g, (g - 1) / 10 % "
            + shards
            + " from "
            + range);
  }

  /** How many datastreams a running city was grown to before. */
  static int size(Path data) throws IOException, SQLException {
    return (int)
        number(data, "select coalesce(max(id), 0) from sta_datastream where id < " + DOORS_BEGIN);
  }

  /** Datastreams that the log has not been told of. */
  static long untold(Path data) throws IOException, SQLException {
    return number(data, "select count(*) from sta_outbox");
  }

  /** What the record holds of things and datastreams, indices included. */
  static long bytes(Path data) throws IOException, SQLException {
    return number(
        data,
        "select sum(pg_total_relation_size(oid)) from pg_class"
            + " where relkind = 'r' and relname like 'sta\\_%'");
  }

  private static long number(Path data, String sql) throws IOException, SQLException {
    try (Connection record = Tally.connect(data.resolve("postgres"));
        Statement statement = record.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /**
   * The readings of request {@code number}, each datastream in its turn: 20.0 to 29.9, an ordinary
   * day that no rule minds.
   */
  static byte[] body(int datastreams, long number, long timeMs, Random random) {
    ReadingBlock block = new ReadingBlock(BATCH);
    int size = Math.min(BATCH, datastreams);
    for (int i = 0; i < size; i++) {
      long datastream = 1 + (number * size + i) % datastreams;
      block.add(datastream, 0, timeMs, random.nextInt(200, 300) / 10.0, null);
    }
    return BulkCodec.encode(block);
  }
}
