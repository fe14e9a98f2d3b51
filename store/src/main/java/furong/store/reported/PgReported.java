package furong.store.reported;

import furong.base.DivisionCode;
import furong.base.Period;
import furong.reported.Reported;
import furong.reported.ReportedStore;
import furong.reported.Sheet;
import furong.reported.SheetKey;
import furong.reported.SheetState;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link ReportedStore} on {@code reported_sheet} and {@code reported_figure}. */
public final class PgReported implements ReportedStore {

  private final Db db;

  public PgReported(Db db) {
    this.db = db;
  }

  @Override
  public Optional<Sheet> find(SheetKey key) {
    return read(key, "");
  }

  private Optional<Sheet> read(SheetKey key, String lock) {
    return db.find(
        "select * from reported_sheet where form = ? and period = ? and division = ?" + lock,
        PgReported::sheet,
        key.form(),
        key.period().text(),
        key.division());
  }

  @Override
  public Sheet lock(SheetKey key) {
    Sheet empty = Sheet.empty(key);
    db.update(
        "insert into reported_sheet (form, division, period, state, submitted_by, approved_by,"
            + " words, changed_at, version) values (?, ?, ?, ?, null, null, '', ?, 0)"
            + " on conflict do nothing",
        key.form(),
        key.division(),
        key.period().text(),
        empty.state(),
        Instant.EPOCH);
    return read(key, " for update").orElseThrow();
  }

  @Override
  public void put(Sheet s) {
    db.update(
        "update reported_sheet set state = ?, submitted_by = ?, approved_by = ?, words = ?,"
            + " changed_at = ?, version = ? where form = ? and period = ? and division = ?",
        s.state(),
        s.submittedBy(),
        s.approvedBy(),
        s.words(),
        s.changedAt(),
        s.version(),
        s.key().form(),
        s.key().period().text(),
        s.key().division());
  }

  @Override
  public List<Sheet> sheets(String form, Period period, String root) {
    return db.list(
        "select * from reported_sheet where form = ? and period = ? and division like ?"
            + " order by division",
        PgReported::sheet,
        form,
        period.text(),
        DivisionCode.stem(root) + "%");
  }

  private static Sheet sheet(ResultSet row) throws SQLException {
    return new Sheet(
        new SheetKey(
            row.getString("form"),
            row.getString("division"),
            Period.parse(row.getString("period"))),
        SheetState.valueOf(row.getString("state")),
        row.getString("submitted_by"),
        row.getString("approved_by"),
        row.getString("words"),
        Db.instant(row, "changed_at"),
        row.getLong("version"));
  }

  @Override
  public void add(Collection<Reported> versions) {
    List<@Nullable Object[]> old = new ArrayList<>();
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Reported r : versions) {
      old.add(new @Nullable Object[] {r.figure(), r.period().text(), r.division()});
      rows.add(
          new @Nullable Object[] {
            r.figure(),
            r.division(),
            r.period().text(),
            r.version(),
            r.value(),
            r.note(),
            r.by(),
            r.byName(),
            r.at(),
            r.reason()
          });
    }
    db.inOne(() -> {
      db.batch(
          "update reported_figure set newest = false"
              + " where figure = ? and period = ? and division = ? and newest",
          old);
      db.batch(
          "insert into reported_figure (figure, division, period, version, value, note, by_id,"
              + " by_name, at, reason, newest) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, true)",
          rows);
    });
  }

  @Override
  public List<Reported> current(Collection<String> figures, String division, Period period) {
    return db.list(
        "select * from reported_figure where figure = any(?) and period = ? and division = ?"
            + " and newest order by figure",
        PgReported::reported,
        figures.toArray(String[]::new),
        period.text(),
        division);
  }

  @Override
  public List<Reported> below(String figure, String root, Period period) {
    return db.list(
        "select * from reported_figure where figure = ? and period = ? and division like ?"
            + " and newest order by division",
        PgReported::reported,
        figure,
        period.text(),
        DivisionCode.stem(root) + "%");
  }

  @Override
  public List<Reported> history(String figure, String division, Period period) {
    return db.list(
        "select * from reported_figure where figure = ? and period = ? and division = ?"
            + " order by version desc",
        PgReported::reported,
        figure,
        period.text(),
        division);
  }

  @Override
  public Total total(String figure, String root, Period period) {
    return db.find(
            "select coalesce(sum(value), 0) as sum, count(value) as count from reported_figure"
                + " where figure = ? and period = ? and division like ? and newest",
            row -> new Total(row.getDouble("sum"), row.getInt("count")),
            figure,
            period.text(),
            DivisionCode.stem(root) + "%")
        .orElseThrow();
  }

  private static Reported reported(ResultSet row) throws SQLException {
    return new Reported(
        row.getString("figure"),
        row.getString("division"),
        Period.parse(row.getString("period")),
        row.getInt("version"),
        row.getObject("value", Double.class),
        row.getString("note"),
        row.getString("by_id"),
        row.getString("by_name"),
        Db.instant(row, "at"),
        row.getString("reason"));
  }

  @Override
  public long count(String figure) {
    return db.find(
            "select count(value) from reported_figure where figure = ? and newest",
            row -> row.getLong(1),
            figure)
        .orElse(0L);
  }
}
