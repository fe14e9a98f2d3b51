package furong.store.plan;

import furong.plan.Amended;
import furong.plan.Commitment;
import furong.plan.PlanChange;
import furong.plan.PlanStore;
import furong.plan.PlanText;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Promises in PostgreSQL. */
public final class PgPlans implements PlanStore {

  private final Db db;

  public PgPlans(Db db) {
    this.db = db;
  }

  @Override
  public boolean append(PlanChange c) {
    return db.update(
            """
            insert into plan_change (item, version, at, by_id, by_name, before, after, reason)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            c.item(),
            c.after().version(),
            c.at(),
            c.by(),
            c.byName(),
            PlanRows.json(c.before()),
            PlanRows.json(c.after()),
            c.reason())
        == 1;
  }

  @Override
  public List<PlanChange> changes(@Nullable String item) {
    return item == null
        ? db.list("select * from plan_change order by at, item, version", PgPlans::read)
        : db.list("select * from plan_change where item = ? order by version", PgPlans::read, item);
  }

  @Override
  public boolean append(PlanText text) {
    return db.update(
            """
            insert into plan_text (version, at, lines, amended) values (?, ?, ?, ?)
            on conflict do nothing
            """,
            text.version(),
            text.at(),
            PlanRows.json(text.lines()),
            PlanRows.json(text.amended()))
        == 1;
  }

  @Override
  public void amend(long version, Amended amended) {
    db.update(
        "update plan_text set amended = ? where version = ?", PlanRows.json(amended), version);
  }

  @Override
  public List<PlanText> texts() {
    return db.list(
        "select * from plan_text order by version",
        row ->
            new PlanText(
                row.getLong("version"),
                Db.instant(row, "at"),
                PlanRows.lines(row.getString("lines")),
                PlanRows.nullable(row, "amended", Amended.class)));
  }

  private static PlanChange read(ResultSet row) throws SQLException {
    return new PlanChange(
        row.getString("item"),
        Db.instant(row, "at"),
        row.getString("by_id"),
        row.getString("by_name"),
        PlanRows.fromJson(row.getString("before"), Commitment.class),
        PlanRows.fromJson(row.getString("after"), Commitment.class),
        row.getString("reason"));
  }
}
