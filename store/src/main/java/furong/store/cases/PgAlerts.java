package furong.store.cases;

import static furong.store.Db.orNone;
import static java.sql.Types.BIGINT;
import static java.sql.Types.TIMESTAMP_WITH_TIMEZONE;
import static java.sql.Types.VARCHAR;

import furong.base.Level;
import furong.cases.Alert;
import furong.cases.AlertStep;
import furong.cases.AlertStore;
import furong.store.CopyRows;
import furong.store.Db;
import furong.store.Db.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Alerts and their steps in PostgreSQL. */
public final class PgAlerts implements AlertStore {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final TypeReference<Map<String, Double>> INPUTS = new TypeReference<>() {};

  private static final String TABLE =
      """
      alert (id, rule, pack, pack_version, level, opened_at, changed_at, cleared_at, thing,
        division, inputs, reason, simulated, live, acknowledged_by, acknowledged_at, muted_by,
        case_id)
      """;

  private static final String SAVE =
      "insert into "
          + TABLE
          + """
          values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          on conflict (id) do update set
            level = excluded.level, opened_at = excluded.opened_at, changed_at = excluded.changed_at,
            cleared_at = excluded.cleared_at, inputs = excluded.inputs, reason = excluded.reason,
            acknowledged_by = excluded.acknowledged_by, acknowledged_at = excluded.acknowledged_at,
            muted_by = excluded.muted_by, case_id = excluded.case_id
          """;

  private static final String STEPS = "alert_step (alert, kind, at, level, reason)";

  private static final String ADD_STEP =
      "insert into " + STEPS + " values (?, ?, ?, ?, ?) on conflict do nothing";

  private final Db db;

  public PgAlerts(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Alert> find(String id) {
    return db.find("select * from alert where id = ?", PgAlerts::alert, id);
  }

  /**
   * Its id never changes, so the lock lets others refer to it meanwhile: who tells of many alerts
   * in one order and who changes many in another would else wait for each other.
   */
  @Override
  public Optional<Alert> lock(String id) {
    return db.find("select * from alert where id = ? for no key update", PgAlerts::alert, id);
  }

  @Override
  public Map<String, Alert> lockAll(Collection<String> ids) {
    Map<String, Alert> found = new HashMap<>();
    db.list(
            "select * from alert where id = any(?) order by id for update",
            PgAlerts::alert,
            (Object) ids.toArray(String[]::new))
        .forEach(alert -> found.put(alert.id(), alert));
    return found;
  }

  @Override
  public void save(Alert a) {
    db.update(SAVE, values(a));
  }

  @Override
  public void saveAll(List<Alert> several) {
    db.batch(SAVE, several.stream().map(PgAlerts::values).toList());
  }

  @Override
  public Set<String> addSteps(List<AlertStep> several) {
    return new HashSet<>(
        db.list(
            "insert into "
                + STEPS
                + " select * from unnest(?, ?, ?::timestamptz[], ?::smallint[], ?)"
                + " on conflict do nothing returning alert",
            row -> row.getString(1),
            texts(several, AlertStep::alert),
            texts(several, AlertStep::kind),
            texts(several, step -> step.at().toString()),
            several.stream().map(step -> (long) step.level().number()).toArray(Long[]::new),
            texts(several, AlertStep::reason)));
  }

  private static String[] texts(List<AlertStep> steps, Function<AlertStep, String> of) {
    return steps.stream().map(of).toArray(String[]::new);
  }

  @Override
  public void addAll(List<Alert> fresh, List<AlertStep> first) {
    CopyRows.insert(db, TABLE, SAVE, fresh.stream().map(PgAlerts::values).toList());
    CopyRows.insert(db, STEPS, ADD_STEP, first.stream().map(PgAlerts::values).toList());
  }

  private static @Nullable Object[] values(Alert a) {
    return new @Nullable Object[] {
      a.id(),
      a.rule(),
      a.pack(),
      a.packVersion(),
      a.level().number(),
      a.openedAt(),
      a.changedAt(),
      orNone(a.clearedAt(), TIMESTAMP_WITH_TIMEZONE),
      a.thing(),
      a.division(),
      new Json(JSON.writeValueAsString(a.inputs())),
      a.reason(),
      a.simulated(),
      a.live(),
      orNone(a.acknowledgedBy(), VARCHAR),
      orNone(a.acknowledgedAt(), TIMESTAMP_WITH_TIMEZONE),
      orNone(a.mutedBy(), VARCHAR),
      orNone(a.caseId(), BIGINT)
    };
  }

  private static @Nullable Object[] values(AlertStep step) {
    return new @Nullable Object[] {
      step.alert(), step.kind(), step.at(), step.level().number(), step.reason()
    };
  }

  @Override
  public boolean addStep(AlertStep step) {
    return db.update(ADD_STEP, values(step)) == 1;
  }

  @Override
  public List<AlertStep> steps(String alert) {
    return db.list(
        "select * from alert_step where alert = ? order by at, kind",
        row ->
            new AlertStep(
                row.getString("alert"),
                Db.instant(row, "at"),
                row.getString("kind"),
                level(row.getInt("level")),
                row.getString("reason")),
        alert);
  }

  @Override
  public List<Alert> list(Query query) {
    Where where = where(query);
    return db.list(
        "select * from alert"
            + where.sql()
            + " order by (cleared_at is not null), level, opened_at desc, id limit ? offset ?",
        PgAlerts::alert,
        where.args(query.limit(), query.offset()));
  }

  @Override
  public long count(Query query) {
    Where where = where(query);
    return db.find("select count(*) from alert" + where.sql(), r -> r.getLong(1), where.args())
        .orElse(0L);
  }

  @Override
  public List<Span> spans(Query query) {
    Where where = where(query);
    return db.list(
        "select opened_at, cleared_at, level from alert"
            + where.sql()
            + " order by opened_at desc limit ?",
        row ->
            new Span(
                Db.instant(row, "opened_at"),
                Db.instantOrNull(row, "cleared_at"),
                level(row.getInt("level"))),
        where.args(query.limit()));
  }

  private static Where where(Query q) {
    Where where = new Where().within("division", q.within());
    if (q.open() != null) {
      where.and(q.open() ? "cleared_at is null" : "cleared_at is not null");
    }
    if (!q.levels().isEmpty()) {
      where.and(
          "level = any(?)",
          (Object) q.levels().stream().map(l -> (long) l.number()).toArray(Long[]::new));
    }
    if (q.at() != null) {
      where.and("opened_at <= ?", q.at()).and("(cleared_at is null or cleared_at > ?)", q.at());
    }
    if (q.from() != null) {
      where.and("(cleared_at is null or cleared_at > ?)", q.from());
    }
    if (q.to() != null) {
      where.and("opened_at < ?", q.to());
    }
    if (q.among() != null) {
      where.and("id = any(?)", (Object) q.among().toArray(String[]::new));
    }
    return where.contains(q.text(), "rule", "reason", "id");
  }

  private static Level level(int number) {
    return Level.values()[number - 1];
  }

  /** One row of the table as an alert. */
  public static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getString("id"),
        row.getString("rule"),
        row.getString("pack"),
        row.getString("pack_version"),
        level(row.getInt("level")),
        Db.instant(row, "opened_at"),
        Db.instant(row, "changed_at"),
        Db.instantOrNull(row, "cleared_at"),
        row.getLong("thing"),
        row.getString("division"),
        JSON.readValue(row.getString("inputs"), INPUTS),
        row.getString("reason"),
        row.getBoolean("simulated"),
        row.getBoolean("live"),
        row.getString("acknowledged_by"),
        Db.instantOrNull(row, "acknowledged_at"),
        row.getString("muted_by"),
        longOrNull(row, "case_id"));
  }

  static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : Long.valueOf(value);
  }
}
