package furong.store.cases;

import furong.base.DivisionCode;
import furong.base.TimeRange;
import furong.cases.CaseState;
import furong.evaluation.CaseEvaluation;
import furong.evaluation.Rate;
import furong.evaluation.Tally;
import furong.indicators.CaseFigures;
import furong.indicators.CountedCase;
import furong.store.Db;
import furong.store.indicators.PgCaseChanges;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
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
          Rate.REWORK, new Line("to_close and reworks > 0", "to_close"),
          Rate.ON_THE_SPOT,
              new Line("is_found and coalesce(on_spot, false) and is_closed", "is_found"));

  private final Db db;
  private final PgCaseEvaluation evaluation;

  public PgCaseFigures(Db db) {
    this.db = db;
    this.evaluation = new PgCaseEvaluation(db);
  }

  @Override
  public Figure figure(String division, TimeRange period) {
    List<String> within = List.of(division);
    return sum(
        division, lines(within, period), unlimited(within, period), simulated(within, period));
  }

  private List<CaseEvaluation.Line> lines(List<String> within, TimeRange period) {
    return evaluation.byDivision(within, period);
  }

  /** How many cases were registered in the period that are never due, by their division. */
  private Map<String, Long> unlimited(List<String> within, TimeRange period) {
    Where where =
        new Where()
            .within("division", within)
            .and("registered_at >= ? and registered_at < ?", period.start(), period.end())
            .and("closing_due_at is null and state not in ('CANCELLED', 'MERGED')");
    return db
        .list(
            "select division, count(*) from city_case" + where.sql() + " group by division",
            row -> Map.entry(row.getString(1), row.getLong(2)),
            where.args())
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Divisions of simulated cases that count as anything in the period. */
  private Set<String> simulated(List<String> within, TimeRange period) {
    Where where =
        PgCaseEvaluation.inOrAround(new Where().within("division", within), period)
            .and("simulated")
            .and(
                "(opened_at >= ? and opened_at < ? or registered_at >= ? and registered_at < ?"
                    + " or state not in ('CANCELLED', 'MERGED') and (closing_due_at < ?"
                    + " or handled_at >= ? and handled_at < ? or closed_at >= ? and closed_at < ?))",
                period.start(),
                period.end(),
                period.start(),
                period.end(),
                period.end(),
                period.start(),
                period.end(),
                period.start(),
                period.end());
    return Set.copyOf(
        db.list(
            "select distinct division from city_case" + where.sql(),
            row -> row.getString(1),
            where.args()));
  }

  private static Figure sum(
      String division,
      List<CaseEvaluation.Line> lines,
      Map<String, Long> unlimited,
      Set<String> simulated) {
    String stem = DivisionCode.stem(division);
    return new Figure(
        lines.stream()
            .filter(line -> line.key().startsWith(stem))
            .map(CaseEvaluation.Line::tally)
            .reduce(Tally.NONE, Tally::and),
        unlimited.entrySet().stream()
            .filter(of -> of.getKey().startsWith(stem))
            .mapToLong(Map.Entry::getValue)
            .sum(),
        simulated.stream().anyMatch(code -> code.startsWith(stem)));
  }

  @Override
  public void each(String division, TimeRange span, Consumer<CountedCase> reader) {
    Where where =
        PgCaseEvaluation.inOrAround(new Where().within("division", List.of(division)), span)
            .and("opened_at < ?", span.end());
    db.each(
        "select " + PgCaseChanges.COUNTED + " from city_case c" + where.sql(),
        row -> reader.accept(Objects.requireNonNull(PgCaseChanges.counted(row, ""))),
        where.args());
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
