package furong.store.cases;

import furong.base.TimeRange;
import furong.evaluation.CaseEvaluation;
import furong.evaluation.Tally;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Figures of case work in PostgreSQL: one pass over the cases of the divisions, one over the
 * dispatches and returns of the period.
 */
public final class PgCaseEvaluation implements CaseEvaluation {

  /**
   * Each case of some divisions with what it counts as in a period; takes the key of its line, a
   * condition, and the period's bounds.
   */
  static final String COUNTED =
      """
      with p as (select ?::timestamptz as a, ?::timestamptz as b),
      c as (
        select %1$s as key, city_case.*, p.a, p.b,
          registered_at is not null and closing_due_at is not null
            and state not in ('CANCELLED', 'MERGED') as counts
        from city_case, p %2$s
      ),
      d as (
        select *,
          counts and closing_due_at >= a and closing_due_at < b as ends,
          counts and closing_due_at >= b as later
        from c where key is not null
      ),
      e as (
        select *,
          ends or (later and handled_at >= a and handled_at < b) as to_handle,
          ends or (later and closed_at >= a and closed_at < b) as to_close,
          coalesce(handled_at < b, false) as is_handled,
          state = 'CLOSED' and coalesce(closed_at < b, false) as is_closed,
          origin = 'PATROL' and opened_at >= a and opened_at < b
            and state not in ('CANCELLED', 'MERGED') as is_found,
          handled_at = opened_at as on_spot
        from d
      )
      """;

  private static final String SQL =
      """
      %1$s,
      f as (
        select key,
          count(*) filter (where opened_at >= a and opened_at < b) as received,
          count(*) filter (where registered_at >= a and registered_at < b) as registered,
          count(*) filter (where registered_at >= a and registered_at < b
            and origin = 'PERSON' and verified) as reported,
          count(*) filter (where to_handle) as due_to_handle,
          count(*) filter (where to_handle and is_handled) as handled,
          count(*) filter (where to_handle and is_handled and handled_in_time) as handled_in_time,
          count(*) filter (where ends and not is_handled) as overdue,
          count(*) filter (where to_handle and extensions > 0) as extended,
          count(*) filter (where to_close) as due_to_close,
          count(*) filter (where to_close and is_closed) as closed,
          count(*) filter (where to_close and is_closed and handled_in_time) as closed_in_time,
          count(*) filter (where to_close and reworks > 0) as reworked,
          count(*) filter (where is_found) as found,
          count(*) filter (where is_found and on_spot and is_closed) as mended
        from e group by key
      ),
      m as (
        select %2$s as key,
          count(*) filter (where ev.kind = 'dispatch') as dispatched,
          count(*) filter (where ev.kind = 'return') as returned,
          count(*) filter (where ev.kind = 'return' and exists (
            select 1 from case_event again
            where again.case_id = ev.case_id and again.version > ev.version
              and again.kind = 'dispatch' and again.organisation = ev.organisation)) as came_back
        from case_event ev join city_case on city_case.id = ev.case_id
        %3$s and ev.kind in ('dispatch', 'return') and ev.organisation is not null
          and ev.at >= ? and ev.at < ?
        group by 1
      )
      select coalesce(f.key, m.key) as key, f.received, f.registered, f.reported, f.due_to_handle,
        f.handled, f.handled_in_time, f.overdue, f.extended, f.due_to_close, f.closed,
        f.closed_in_time, f.reworked, m.dispatched, m.returned, m.came_back, f.found, f.mended
      from f full join m on m.key = f.key
      where coalesce(f.key, m.key) is not null
      order by 1
      """;

  private final Db db;

  public PgCaseEvaluation(Db db) {
    this.db = db;
  }

  @Override
  public List<Line> evaluate(By by, List<String> within, String category, TimeRange period) {
    String key =
        switch (by) {
          case ORGANISATION -> "city_case.organisation";
          case COUNTY -> prefix(6);
          case STREET -> prefix(9);
          case COMMUNITY -> prefix(12);
          case CATEGORY -> "category";
        };
    return evaluate(key, by == By.ORGANISATION ? "ev.organisation" : key, within, category, period);
  }

  /**
   * By the division that each case itself lies in, of whatever level; below some, or everywhere.
   */
  List<Line> byDivision(List<String> within, TimeRange period) {
    return evaluate("division", "division", within, "", period);
  }

  private List<Line> evaluate(
      String key, String moved, List<String> within, String category, TimeRange period) {
    Where where = of(within, category);
    Where counted = inOrAround(of(within, category), period);
    List<@Nullable Object> args = new ArrayList<>(List.of(period.start(), period.end()));
    args.addAll(Arrays.asList(counted.args()));
    args.addAll(Arrays.asList(where.args()));
    args.addAll(List.of(period.start(), period.end()));
    return db
        .list(
            SQL.formatted(COUNTED.formatted(key, counted.sql()), moved, where.sql()),
            PgCaseEvaluation::line,
            args.toArray())
        .stream()
        .filter(line -> !line.tally().equals(Tally.NONE))
        .toList();
  }

  private static Where of(List<String> within, String category) {
    Where where = new Where().within("division", within);
    return category.isEmpty() ? where : where.and("starts_with(category, ?)", category);
  }

  /** Whatever counts in a period fulfils this, and indices find it: a month is not a whole scan. */
  static Where inOrAround(Where where, TimeRange period) {
    return where.and(
        "(opened_at >= ? and opened_at < ? or registered_at >= ? and registered_at < ?"
            + " or registered_at is not null and closing_due_at >= ?)",
        period.start(),
        period.end(),
        period.start(),
        period.end(),
        period.start());
  }

  /** Codes nest: a street's first six digits are its county's. */
  private static String prefix(int digits) {
    return "case when length(division) >= " + digits + " then left(division, " + digits + ") end";
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        row.getString("key"),
        new Tally(
            row.getLong("received"),
            row.getLong("registered"),
            row.getLong("reported"),
            row.getLong("due_to_handle"),
            row.getLong("handled"),
            row.getLong("handled_in_time"),
            row.getLong("overdue"),
            row.getLong("extended"),
            row.getLong("due_to_close"),
            row.getLong("closed"),
            row.getLong("closed_in_time"),
            row.getLong("reworked"),
            row.getLong("dispatched"),
            row.getLong("returned"),
            row.getLong("came_back"),
            row.getLong("found"),
            row.getLong("mended")));
  }
}
