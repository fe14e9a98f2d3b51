package furong.store.plan;

import furong.plan.DispatchMonth;
import furong.plan.DispatchStore;
import furong.plan.Entry;
import furong.plan.Evidence;
import furong.plan.PlanEvent;
import furong.plan.Reminder;
import furong.plan.Score;
import furong.plan.Supervised;
import furong.store.Db;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Months of dispatch in PostgreSQL. */
public final class PgDispatch implements DispatchStore {

  private final Db db;

  public PgDispatch(Db db) {
    this.db = db;
  }

  @Override
  public boolean addMonth(DispatchMonth m) {
    return db.update(
            """
            insert into plan_month (month, state, opened_at, reports_due, changed_at, closed_at, version)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            m.month().toString(),
            m.state(),
            m.openedAt(),
            m.reportsDue(),
            m.changedAt(),
            m.closedAt(),
            m.version())
        == 1;
  }

  @Override
  public Optional<DispatchMonth> findMonth(YearMonth month) {
    return db.find("select * from plan_month where month = ?", PlanRows::month, month.toString());
  }

  @Override
  public Optional<DispatchMonth> lockMonth(YearMonth month) {
    return db.find(
        "select * from plan_month where month = ? for update", PlanRows::month, month.toString());
  }

  @Override
  public boolean updateMonth(DispatchMonth m) {
    return db.update(
            """
            update plan_month set state = ?, changed_at = ?, closed_at = ?, version = ?
            where month = ? and version = ?
            """,
            m.state(),
            m.changedAt(),
            m.closedAt(),
            m.version(),
            m.month().toString(),
            m.version() - 1)
        == 1;
  }

  @Override
  public List<DispatchMonth> months() {
    return db.list("select * from plan_month order by month desc", PlanRows::month);
  }

  @Override
  public Entry addEntry(Entry e) {
    return db.find(
            """
            insert into plan_entry (month, item, unit, state, report, pulled, pace, flags, answer,
              answer_words, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *
            """,
            PlanRows::entry,
            e.month().toString(),
            e.item(),
            e.unit(),
            e.state(),
            PlanRows.json(e.report()),
            PlanRows.json(e.pulled()),
            e.pace(),
            PlanRows.json(e.flags()),
            e.answer(),
            e.answerWords(),
            e.version())
        .orElseThrow();
  }

  @Override
  public Optional<Entry> findEntry(long id) {
    return db.find("select * from plan_entry where id = ?", PlanRows::entry, id);
  }

  @Override
  public boolean updateEntry(Entry e) {
    return db.update(
            """
            update plan_entry set state = ?, report = ?, pulled = ?, pace = ?, flags = ?, answer = ?,
              answer_words = ?, version = ?
            where id = ? and version = ?
            """,
            e.state(),
            PlanRows.json(e.report()),
            PlanRows.json(e.pulled()),
            e.pace(),
            PlanRows.json(e.flags()),
            e.answer(),
            e.answerWords(),
            e.version(),
            e.id(),
            e.version() - 1)
        == 1;
  }

  @Override
  public List<Entry> entries(YearMonth month) {
    return db.list(
        "select * from plan_entry where month = ? order by id", PlanRows::entry, month.toString());
  }

  @Override
  public List<Entry> entriesOf(String item) {
    return db.list(
        "select * from plan_entry where item = ? order by month desc", PlanRows::entry, item);
  }

  @Override
  public Supervised addSupervised(Supervised s) {
    return db.find(
            """
            insert into plan_supervised (number, month, entry, item, origin, words, unit, state,
              opened_at, due_at, doer, proof, done_at, closed_at, returns, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning *
            """,
            PlanRows::supervised,
            s.number(),
            s.month() == null ? null : s.month().toString(),
            s.entry(),
            s.item(),
            s.origin() == null ? null : s.origin().key(),
            s.words(),
            s.unit(),
            s.state(),
            s.openedAt(),
            s.dueAt(),
            s.doer(),
            s.proof(),
            s.doneAt(),
            s.closedAt(),
            s.returns(),
            s.version())
        .orElseThrow();
  }

  @Override
  public Optional<Supervised> findSupervised(long id) {
    return db.find("select * from plan_supervised where id = ?", PlanRows::supervised, id);
  }

  @Override
  public Optional<Supervised> lockSupervised(long id) {
    return db.find(
        "select * from plan_supervised where id = ? for update", PlanRows::supervised, id);
  }

  @Override
  public boolean updateSupervised(Supervised s) {
    return db.update(
            """
            update plan_supervised set state = ?, due_at = ?, doer = ?, proof = ?, done_at = ?,
              closed_at = ?, returns = ?, version = ?
            where id = ? and version = ?
            """,
            s.state(),
            s.dueAt(),
            s.doer(),
            s.proof(),
            s.doneAt(),
            s.closedAt(),
            s.returns(),
            s.version(),
            s.id(),
            s.version() - 1)
        == 1;
  }

  @Override
  public List<Supervised> supervised(Query query) {
    List<@Nullable Object> args = new ArrayList<>();
    String where = where(query, args);
    args.add(query.limit());
    args.add(query.offset());
    return db.list(
        "select * from plan_supervised"
            + where
            + " order by array_position(array['OPEN', 'DONE', 'CLOSED'], state), due_at, id"
            + " limit ? offset ?",
        PlanRows::supervised,
        args.toArray());
  }

  @Override
  public long countSupervised(Query query) {
    List<@Nullable Object> args = new ArrayList<>();
    String where = where(query, args);
    return db.find(
            "select count(*) from plan_supervised" + where, row -> row.getLong(1), args.toArray())
        .orElse(0L);
  }

  @Override
  public void holdAilments(String year) {
    db.list("select pg_advisory_xact_lock(hashtext(?))", row -> true, "ailments/" + year);
  }

  @Override
  public List<Supervised> about(String year, @Nullable String division) {
    return db.list(
        "select * from plan_supervised where starts_with(origin, ?) order by id",
        PlanRows::supervised,
        "checkup/" + year + "/" + (division == null ? "" : division + "/"));
  }

  private static String where(Query q, List<@Nullable Object> args) {
    StringBuilder sql = new StringBuilder(" where true");
    if (!q.states().isEmpty()) {
      sql.append(" and state = any(?)");
      args.add(q.states().stream().map(Enum::name).toArray(String[]::new));
    }
    if (q.unit() != null) {
      sql.append(" and unit = ?");
      args.add(q.unit());
    }
    if (q.item() != null) {
      sql.append(" and item = ?");
      args.add(q.item());
    }
    if (q.month() != null) {
      sql.append(" and month = ?");
      args.add(q.month().toString());
    }
    if (q.overdueAt() != null) {
      sql.append(" and state = 'OPEN' and due_at < ?");
      args.add(q.overdueAt());
    }
    if (q.text() != null) {
      sql.append(" and position(? in lower(number || ' ' || words)) > 0");
      args.add(q.text().toLowerCase(Locale.ROOT));
    }
    return sql.toString();
  }

  @Override
  public void addEvent(PlanEvent e) {
    db.update(
        """
        insert into plan_event (owner, at, by_id, by_name, role, act, words)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        e.owner(),
        e.at(),
        e.by(),
        e.byName(),
        e.role(),
        e.act(),
        e.words());
  }

  @Override
  public List<PlanEvent> events(String owner) {
    return db.list("select * from plan_event where owner = ? order by id", PlanRows::event, owner);
  }

  @Override
  public void addEvidence(Evidence e) {
    db.update(
        """
        insert into plan_evidence (id, owner, name, type, bytes, by_id, at)
        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        e.id(),
        e.owner(),
        e.name(),
        e.type(),
        e.bytes(),
        e.by(),
        e.at());
  }

  @Override
  public List<Evidence> evidence(String owner) {
    return db.list(
        "select * from plan_evidence where owner = ? order by at, id", PlanRows::evidence, owner);
  }

  @Override
  public List<Evidence> evidenceOf(YearMonth month) {
    return db.list(
        """
        select v.* from plan_evidence v join plan_entry e on v.owner = 'entry/' || e.id
        where e.month = ? order by e.id, v.at, v.id
        """,
        PlanRows::evidence,
        month.toString());
  }

  @Override
  public List<Evidence> findEvidence(String id) {
    return db.list("select * from plan_evidence where id = ? order by at", PlanRows::evidence, id);
  }

  @Override
  public boolean addReminder(Reminder r) {
    return db.update(
            """
            insert into plan_reminder (supervised, sort, due_at, at) values (?, ?, ?, ?)
            on conflict do nothing
            """,
            r.supervised(),
            r.sort(),
            r.dueAt(),
            r.at())
        == 1;
  }

  @Override
  public List<Reminder> reminders(int limit) {
    return db.list(
        "select * from plan_reminder order by at desc, supervised desc limit ?",
        PlanRows::reminder,
        limit);
  }

  @Override
  public void addScores(List<Score> scores) {
    db.batch(
        "insert into plan_score (month, unit, criterion, weight, good, of_all)"
            + " values (?, ?, ?, ?, ?, ?)",
        scores.stream()
            .map(s ->
                new @Nullable Object[] {
                  s.month().toString(), s.unit(), s.criterion(), s.weight(), s.good(), s.of()
                })
            .toList());
  }

  @Override
  public List<Score> scores(YearMonth month) {
    return db.list(
        "select * from plan_score where month = ? order by unit, criterion",
        PlanRows::score,
        month.toString());
  }
}
