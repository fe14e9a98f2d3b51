package furong.store.detect;

import furong.base.DivisionCode;
import furong.detect.Standing;
import furong.detect.StandingStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link StandingStore} on the table {@code rule_standing}. */
public final class PgStandings implements StandingStore {

  private final Db db;

  public PgStandings(Db db) {
    this.db = db;
  }

  @Override
  public void put(Collection<Standing> standings) {
    // told twice in one round, only the last counts; one statement may not touch a row twice
    Map<List<Object>, @Nullable Object[]> rows = new LinkedHashMap<>();
    for (Standing s : standings) {
      rows.put(
          List.of(s.rule(), s.division(), s.shard()),
          new @Nullable Object[] {
            s.rule(),
            s.division(),
            s.shard(),
            s.ok(),
            s.pending(),
            s.firing(),
            s.cannotJudge(),
            Instant.ofEpochMilli(s.atMs())
          });
    }
    db.batch(
        "insert into rule_standing (rule, division, shard, ok, pending, firing, cannot_judge, at)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (rule, division, shard) do update set"
            + " ok = excluded.ok, pending = excluded.pending, firing = excluded.firing,"
            + " cannot_judge = excluded.cannot_judge, at = excluded.at",
        List.copyOf(rows.values()));
  }

  @Override
  public List<Standing> list(String pack, List<String> within) {
    return db.list(
        "select rule, division, sum(ok) as ok, sum(pending) as pending, sum(firing) as firing,"
            + " sum(cannot_judge) as cannot_judge, max(at) as at from rule_standing"
            + " where starts_with(rule, ?) and (cardinality(?::text[]) = 0 or division like any(?))"
            + " group by rule, division having sum(ok + pending + firing + cannot_judge) > 0"
            + " order by rule, division",
        PgStandings::read,
        pack + ".",
        stems(within),
        stems(within));
  }

  private static String[] stems(List<String> divisions) {
    return divisions.stream().map(d -> DivisionCode.stem(d) + "%").toArray(String[]::new);
  }

  private static Standing read(ResultSet row) throws SQLException {
    return new Standing(
        0,
        row.getString("rule"),
        row.getString("division"),
        row.getInt("ok"),
        row.getInt("pending"),
        row.getInt("firing"),
        row.getInt("cannot_judge"),
        Db.instant(row, "at").toEpochMilli());
  }
}
