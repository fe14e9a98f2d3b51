package furong.store.indicators;

import furong.base.Mean;
import furong.detect.VitalWindow;
import furong.indicators.VitalSlot;
import furong.indicators.VitalStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link VitalStore} on the table {@code vital_window}. */
public final class PgVitalStore implements VitalStore {

  /**
   * Rows of one window from several shards become one; the newest reading is that of one shard.
   * While shards change how they average there are two for it, for such sums do not add up.
   */
  private static final String MERGED =
      "select division, property, start_ms, max(length_ms) as length_ms, sum(count) as count,"
          + " sum(sum) as sum, min(min) as min, max(max) as max, max(last_ms) as last_ms,"
          + " (array_agg(last order by last_ms desc, last desc))[1] as last,"
          + " bool_or(simulated) as simulated, energy from vital_window where count > 0 and ";

  private final Db db;

  public PgVitalStore(Db db) {
    this.db = db;
  }

  @Override
  public void put(Collection<VitalWindow> windows) {
    // values are absolute: of a window told twice in one round only the last counts, and one
    // statement may not touch a row twice
    Map<List<Object>, @Nullable Object[]> rows = new LinkedHashMap<>();
    for (VitalWindow w : windows) {
      rows.put(
          List.of(w.division(), w.property(), w.startMs(), w.shard()),
          new @Nullable Object[] {
            w.division(),
            w.property(),
            w.startMs(),
            w.shard(),
            w.lengthMs(),
            w.count(),
            w.sum(),
            w.min(),
            w.max(),
            w.lastMs(),
            w.last(),
            w.simulated(),
            w.mean().isEnergy()
          });
    }
    db.batch(
        "insert into vital_window (division, property, start_ms, shard, length_ms, count, sum, min,"
            + " max, last_ms, last, simulated, energy)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (division, start_ms, property, shard) do update set"
            + " length_ms = excluded.length_ms, count = excluded.count, sum = excluded.sum,"
            + " min = excluded.min, max = excluded.max, last_ms = excluded.last_ms,"
            + " last = excluded.last, simulated = excluded.simulated, energy = excluded.energy",
        List.copyOf(rows.values()));
  }

  @Override
  public List<VitalSlot> slots(String division, long fromMs, long toMs) {
    return db.list(
        MERGED
            + "division = ? and start_ms >= ? and start_ms < ?"
            + " group by division, property, start_ms, energy order by property, start_ms",
        PgVitalStore::read,
        division,
        fromMs,
        toMs);
  }

  @Override
  public List<VitalSlot> slots(
      Collection<String> divisions, String property, long fromMs, long toMs) {
    return db.list(
        MERGED
            + "division = any(?) and property = ? and start_ms >= ? and start_ms < ?"
            + " group by division, property, start_ms, energy order by division, start_ms",
        PgVitalStore::read,
        divisions.toArray(String[]::new),
        property,
        fromMs,
        toMs);
  }

  @Override
  public int forget(long beforeMs) {
    return db.update("delete from vital_window where start_ms < ?", beforeMs);
  }

  private static VitalSlot read(ResultSet row) throws SQLException {
    return new VitalSlot(
        row.getString("division"),
        row.getString("property"),
        row.getLong("start_ms"),
        row.getLong("length_ms"),
        row.getLong("count"),
        row.getDouble("sum"),
        row.getDouble("min"),
        row.getDouble("max"),
        row.getLong("last_ms"),
        row.getDouble("last"),
        row.getBoolean("simulated"),
        Mean.ofEnergy(row.getBoolean("energy")));
  }
}
