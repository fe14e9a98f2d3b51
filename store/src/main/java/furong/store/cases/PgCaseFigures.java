package furong.store.cases;

import furong.base.TimeRange;
import furong.cases.CaseEvaluation;
import furong.cases.CaseEvaluation.By;
import furong.cases.CaseState;
import furong.cases.Rate;
import furong.cases.Tally;
import furong.indicators.CaseFigures;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@link CaseFigures} by the counts of {@link PgCaseEvaluation}. */
public final class PgCaseFigures implements CaseFigures {

  /** What stands above and below the line of a rate, in the words of the counted cases. */
  private record Line(String above, String below) {}

  private static final String RECEIVED = "opened_at >= a and opened_at < b";
  private static final String REGISTERED =
      "coalesce(registered_at >= a and registered_at < b, false)";
  private static final String CLOSED = "to_close and is_closed";

  private static final Map<Rate, Line> LINES =
      Map.of(
          Rate.REGISTERING, new Line(REGISTERED, RECEIVED),
          Rate.REPORTING, new Line(REGISTERED + " and origin = 'PERSON' and verified", REGISTERED),
          Rate.HANDLING, new Line("to_handle and is_handled", "to_handle"),
          Rate.HANDLING_IN_TIME,
              new Line(
                  "to_handle and is_handled and coalesce(handled_in_time, false)", "to_handle"),
          Rate.OVERDUE, new Line("ends and not is_handled", "to_handle"),
          Rate.EXTENSION, new Line("to_handle and extensions > 0", "to_handle"),
          Rate.CLOSING, new Line(CLOSED, "to_close"),
          Rate.CLOSING_IN_TIME,
              new Line(CLOSED + " and coalesce(handled_in_time, false)", "to_close"),
          Rate.REWORK, new Line("to_close and reworks > 0", "to_close"));

  private final Db db;
  private final CaseEvaluation evaluation;

  public PgCaseFigures(Db db, CaseEvaluation evaluation) {
    this.db = db;
    this.evaluation = evaluation;
  }

  @Override
  public Figure figure(String division, TimeRange period) {
    // every case lies in exactly one county (or, without a place, in the city itself)
    Tally tally =
        evaluation.evaluate(By.COUNTY, List.of(division), period).stream()
            .map(CaseEvaluation.Line::tally)
            .reduce(Tally.NONE, Tally::and);
    // of those that may count: to look through all that was ever open would read all cases
    Where where =
        PgCaseEvaluation.inOrAround(new Where().within("division", List.of(division)), period)
            .and("simulated");
    boolean simulated =
        db.find("select 1 from city_case" + where.sql() + " limit 1", r -> true, where.args())
            .orElse(false);
    return new Figure(tally, simulated);
  }

  @Override
  public List<Counted> cases(Rate rate, String division, TimeRange period, int limit) {
    Line line = LINES.get(rate);
    if (line == null) {
      throw new IllegalArgumentException(rate + " counts sendings, not cases");
    }
    Where where =
        PgCaseEvaluation.inOrAround(new Where().within("division", List.of(division)), period);
    List<@Nullable Object> args = new ArrayList<>(List.of(period.start(), period.end()));
    args.addAll(Arrays.asList(where.args()));
    args.add(limit);
    return db.list(
        """
        %s
        select * from (select e.*, %s as above, %s as below from e) x where above or below
        order by above, id desc limit ?
        """
            .formatted(
                PgCaseEvaluation.COUNTED.formatted("division", where.sql()),
                line.above(),
                line.below()),
        PgCaseFigures::counted,
        args.toArray());
  }

  private static Counted counted(ResultSet row) throws SQLException {
    return new Counted(
        row.getLong("id"),
        row.getString("number"),
        row.getString("title_zh"),
        row.getString("title_en"),
        row.getString("division"),
        CaseState.valueOf(row.getString("state")),
        Db.instant(row, "opened_at"),
        Db.instantOrNull(row, "closed_at"),
        row.getBoolean("above"),
        row.getBoolean("below"),
        row.getBoolean("simulated"));
  }
}
