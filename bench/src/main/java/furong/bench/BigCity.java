package furong.bench;

import furong.observe.BulkCodec;
import furong.observe.ReadingBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/**
 * Datastreams by the hundred thousand, put into the record by SQL: registering them through the
 * doors is another measurement. Ten datastreams a thing, one in ten of a pollutant that rules look
 * at; the last start told the log of them.
 */
final class BigCity {

  private static final int STREAMS_A_THING = 10;

  /** Readings in a request: a tenth of a second of a city of a million sensors. */
  static final int BATCH = 10_000;

  private BigCity() {}

  /** Brings a running city to {@code datastreams}; it must be started again to know them. */
  static void grow(Path data, int datastreams, int shards) throws IOException, SQLException {
    try (Connection record = Tally.connect(data.resolve("postgres"));
        Statement statement = record.createStatement()) {
      record.setAutoCommit(false);
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
      statement.execute(
          "insert into sta_thing (id, name, description, kind, simulated, division, lng, lat)"
              + " select g, 'load ' || g, 'load', 'bench', true, '510104', 104.02 + 0.0001 * (g % 1000),"
              + " 30.62 + 0.00008 * (g / 1000) from generate_series(1, "
              + datastreams / STREAMS_A_THING
              + ") g on conflict do nothing");
      statement.execute(
          "insert into sta_datastream (id, name, description, observation_type, unit, thing, sensor,"
              + " observed_property, shard, property) select g, 'load', 'load',"
              + " 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',"
              + " '{\"name\":\"u\",\"symbol\":\"ug/m3\",\"definition\":\"ucum:ug/m3\"}',"
              + " 1 + (g - 1) / 10, 1, case when g % 10 = 0 then 1 else 2 end, (g - 1) / 10 % "
              + shards
              + ", case when g % 10 = 0 then 'air.pm25' else '' end from generate_series(1, "
              + datastreams
              + ") g on conflict do nothing");
      statement.execute(
          "insert into sta_default_feature select d.id, 0, 1 from sta_datastream d"
              + " on conflict do nothing");
      statement.execute(
          "insert into sta_outbox (datastream, shard) select id, shard from sta_datastream d"
              + " where not exists (select 1 from datastream_extent e where e.datastream = d.id)");
      record.commit();
      record.setAutoCommit(true);
      statement.execute("analyze");
    }
  }

  /** Datastreams that the log has not been told of. */
  static long untold(Path data) throws IOException, SQLException {
    try (Connection record = Tally.connect(data.resolve("postgres"));
        Statement statement = record.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from sta_outbox")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The readings of request {@code number}, each datastream in its turn. */
  static byte[] body(int datastreams, long number, long timeMs, Random random) {
    ReadingBlock block = new ReadingBlock(BATCH);
    int size = Math.min(BATCH, datastreams);
    for (int i = 0; i < size; i++) {
      long datastream = 1 + (number * size + i) % datastreams;
      block.add(datastream, 0, timeMs, random.nextInt(50, 650) / 10.0, null);
    }
    return BulkCodec.encode(block);
  }
}
