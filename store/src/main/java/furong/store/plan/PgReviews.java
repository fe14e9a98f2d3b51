package furong.store.plan;

import furong.plan.EntryState;
import furong.plan.Finding;
import furong.plan.Finding.Computed;
import furong.plan.Finding.Facts;
import furong.plan.Finding.Judgement;
import furong.plan.Finding.SelfReport;
import furong.plan.MonthState;
import furong.plan.Review;
import furong.plan.ReviewStore;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;

/** Evaluations of the plan in PostgreSQL. */
public final class PgReviews implements ReviewStore {

  private final Db db;

  public PgReviews(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Review> add(Review r) {
    return db.find(
        """
        insert into plan_review (kind, cutoff, state, opened_at, reports_due, changed_at, closed_at, version)
        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing returning *
        """,
        PgReviews::review,
        r.kind(),
        r.cutoff().toString(),
        r.state(),
        r.openedAt(),
        r.reportsDue(),
        r.changedAt(),
        r.closedAt(),
        r.version());
  }

  @Override
  public Optional<Review> find(long id) {
    return db.find("select * from plan_review where id = ?", PgReviews::review, id);
  }

  @Override
  public Optional<Review> lock(long id) {
    return db.find("select * from plan_review where id = ? for update", PgReviews::review, id);
  }

  @Override
  public boolean update(Review r) {
    return db.update(
            """
            update plan_review set state = ?, changed_at = ?, closed_at = ?, version = ?
            where id = ? and version = ?
            """,
            r.state(),
            r.changedAt(),
            r.closedAt(),
            r.version(),
            r.id(),
            r.version() - 1)
        == 1;
  }

  @Override
  public List<Review> reviews() {
    return db.list("select * from plan_review order by cutoff desc, id desc", PgReviews::review);
  }

  @Override
  public Finding addFinding(Finding f) {
    return db.find(
            """
            insert into plan_finding (review, item, unit, state, facts, computed, report, judged, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) returning *
            """,
            PgReviews::finding,
            f.review(),
            f.item(),
            f.unit(),
            f.state(),
            PlanRows.json(f.facts()),
            PlanRows.json(f.computed()),
            PlanRows.json(f.report()),
            PlanRows.json(f.judged()),
            f.version())
        .orElseThrow();
  }

  @Override
  public Optional<Finding> findFinding(long id) {
    return db.find("select * from plan_finding where id = ?", PgReviews::finding, id);
  }

  @Override
  public boolean updateFinding(Finding f) {
    return db.update(
            """
            update plan_finding set state = ?, facts = ?, computed = ?, report = ?, judged = ?, version = ?
            where id = ? and version = ?
            """,
            f.state(),
            PlanRows.json(f.facts()),
            PlanRows.json(f.computed()),
            PlanRows.json(f.report()),
            PlanRows.json(f.judged()),
            f.version(),
            f.id(),
            f.version() - 1)
        == 1;
  }

  @Override
  public List<Finding> findings(long review) {
    return db.list(
        "select * from plan_finding where review = ? order by id", PgReviews::finding, review);
  }

  private static Review review(ResultSet row) throws SQLException {
    return new Review(
        row.getLong("id"),
        Review.Kind.valueOf(row.getString("kind")),
        YearMonth.parse(row.getString("cutoff")),
        MonthState.valueOf(row.getString("state")),
        Db.instant(row, "opened_at"),
        Db.instant(row, "reports_due"),
        Db.instant(row, "changed_at"),
        Db.instantOrNull(row, "closed_at"),
        row.getLong("version"));
  }

  private static Finding finding(ResultSet row) throws SQLException {
    return new Finding(
        row.getLong("id"),
        row.getLong("review"),
        row.getString("item"),
        row.getString("unit"),
        EntryState.valueOf(row.getString("state")),
        PlanRows.fromJson(row.getString("facts"), Facts.class),
        PlanRows.fromJson(row.getString("computed"), Computed.class),
        PlanRows.nullable(row, "report", SelfReport.class),
        PlanRows.nullable(row, "judged", Judgement.class),
        row.getLong("version"));
  }
}
