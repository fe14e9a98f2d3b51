package furong.store.reported;

import furong.base.Period;
import furong.base.TimeRange;
import furong.city.Division;
import furong.reported.Counts;
import furong.store.Db;
import java.time.ZoneId;

/** {@link Counts} on the alerts and the things of the register. */
public final class PgCounts implements Counts {

  private final Db db;
  private final ZoneId zone;

  public PgCounts(Db db, ZoneId zone) {
    this.db = db;
    this.zone = zone;
  }

  @Override
  public Counted alerts(String rule, String division, Period period) {
    TimeRange range = period.in(zone);
    return db.find(
            "select count(*) as count, coalesce(bool_or(simulated), false) as simulated from alert"
                + " where (? = '' or rule = ?) and division like ? and opened_at >= ? and opened_at < ?",
            row -> new Counted(row.getLong("count"), row.getBoolean("simulated")),
            rule,
            rule,
            Division.stem(division) + "%",
            range.start(),
            range.end())
        .orElseThrow();
  }

  @Override
  public Counted things(String kind, String division) {
    return db.find(
            "select count(*) as count, coalesce(bool_or(simulated), false) as simulated"
                + " from sta_thing where (? = '' or kind = ?) and division like ?",
            row -> new Counted(row.getLong("count"), row.getBoolean("simulated")),
            kind,
            kind,
            Division.stem(division) + "%")
        .orElseThrow();
  }
}
