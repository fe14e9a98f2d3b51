package furong.bench;

import furong.base.Period;
import furong.pack.Formula;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.store.Db;
import java.util.Objects;

/**
 * The same figures as a nightly job in plain SQL would compute them: everything, from the same
 * tables, by sets. It keeps values only: no inputs, no past, no reasons, no rule sets, and counts a
 * day by one limit of PM2.5 instead of the index of six pollutants, all of which is in its favour.
 */
final class NightlySql {

  private static final String STEMS =
      " cross join lateral (select distinct left(division, n) as stem"
          + " from unnest(array[4, 6, 9, 12]) n where length(division) >= n) s ";

  private final Db db;
  private final FormulaBook book;

  NightlySql(Db db, FormulaBook book) {
    this.db = db;
    this.book = book;
  }

  /** One night. @return values written */
  long run() {
    db.update("drop table if exists night_sum, night_value");
    db.update(
        "create table night_sum as select figure, period, stem, sum(value) as value"
            + " from reported_figure"
            + STEMS
            + "where newest group by 1, 2, 3");
    db.update("create index on night_sum (figure, period, stem)");
    db.update(
        "create table night_value (indicator text, division text, period text, value double"
            + " precision, numerator double precision, denominator double precision)");
    days();
    cases();
    db.update("create index on night_value (indicator, period, division)");
    db.update("analyze night_sum");
    for (Formula formula : book.ordered()) {
      IndicatorDef def = formula.indicator();
      IndicatorDef.Computed computed = Objects.requireNonNull(def.computed());
      if (!def.id().startsWith("w.")) {
        continue;
      }
      switch (formula.inputs().getFirst().kind()) {
        case FIGURE ->
            db.update(
                "insert into night_value select ?, a.stem, a.period,"
                    + " 100 * a.value / nullif(b.value, 0), a.value, b.value from night_sum a"
                    + " join night_sum b using (period, stem) where a.figure = ? and b.figure = ?",
                def.id(),
                computed.of().text().replace("figures.", "w."),
                Objects.requireNonNull(computed.by()).text().replace("figures.", "w."));
        default ->
            db.update(
                "insert into night_value select ?, a.division, a.period, a.value + coalesce(b.value,"
                    + " 0), null, null from night_value a left join night_value b on b.division ="
                    + " a.division and b.period = a.period and b.indicator = ?"
                    + " where a.indicator = ?",
                def.id(),
                formula.inputs().getLast().id(),
                formula.inputs().getFirst().id());
      }
    }
    return db.find("select count(*) from night_value", row -> row.getLong(1)).orElseThrow();
  }

  private void days() {
    db.update(
        "insert into night_value select 'air.good-days-ratio', stem, to_char(day, 'YYYY-MM'),"
            + " 100.0 * count(*) filter (where mean <= 75) / count(*), count(*) filter (where mean"
            + " <= 75), count(*) from (select stem, day, avg(mean) as mean from day_stat"
            + STEMS
            + "where property = 'air.pm25' group by 1, 2) d group by 2, 3");
  }

  private void cases() {
    for (String id : new String[] {"care.closing", "care.rework"}) {
      db.update(
          "insert into night_value select ?, stem, to_char(closing_due_at at time zone"
              + " 'Asia/Shanghai', 'YYYY-MM'), 100.0 * count(*) filter (where closed_at is not"
              + " null and reworks >= 0) / count(*), count(closed_at), count(*) from city_case"
              + STEMS
              + "where closing_due_at is not null group by 2, 3",
          id);
    }
  }

  /** Whether ours and the night's agree for a formula that both compute by the same rule. */
  boolean agrees(String indicator, String division, Period period, double value) {
    String stem =
        division.endsWith("00") && division.length() == 6 ? division.substring(0, 4) : division;
    return db.find(
            "select value from night_value where indicator = ? and period = ? and division = ?",
            row -> row.getDouble(1),
            indicator,
            period.text(),
            stem)
        .filter(night -> Math.abs(night - value) <= 1e-9 * Math.max(1, Math.abs(value)))
        .isPresent();
  }
}
