package furong.store.cases;

import furong.base.TimeRange;
import furong.evaluation.CaseStatistics;
import furong.store.Db;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts of case work in PostgreSQL, one pass over the cases of a division. */
public final class PgCaseStatistics implements CaseStatistics {

  private final Db db;

  public PgCaseStatistics(Db db) {
    this.db = db;
  }

  @Override
  public Counts count(String division, TimeRange period) {
    Where where = new Where().within("division", List.of(division));
    return db.find(
            """
            with c as (
              select *,
                registered_at is not null and closing_due_at is not null
                  and state not in ('CANCELLED', 'MERGED') and (
                  (closing_due_at >= p.a and closing_due_at < p.b)
                  or (closing_due_at >= p.b and closed_at >= p.a and closed_at < p.b)
                ) as due,
                state = 'CLOSED' and closed_at < p.b as done
              from city_case, (select ?::timestamptz as a, ?::timestamptz as b) p
            """
                + where.sql()
                + """
                )
                select
                  count(*) filter (where opened_at >= a and opened_at < b) as received,
                  count(*) filter (where registered_at >= a and registered_at < b) as registered,
                  count(*) filter (where due) as due,
                  count(*) filter (where due and done) as closed,
                  count(*) filter (where due and done and handled_in_time) as in_time,
                  count(*) filter (where due and reworks > 0) as reworked
                from c
                """,
            row ->
                new Counts(
                    row.getLong("received"),
                    row.getLong("registered"),
                    row.getLong("due"),
                    row.getLong("closed"),
                    row.getLong("in_time"),
                    row.getLong("reworked")),
            prepend(period, where))
        .orElseThrow();
  }

  private static @Nullable Object[] prepend(TimeRange period, Where where) {
    List<@Nullable Object> all = new ArrayList<>();
    all.add(period.start());
    all.add(period.end());
    all.addAll(Arrays.asList(where.args()));
    return all.toArray();
  }
}
