package furong.bench;

import furong.base.DivisionCode;
import furong.base.DivisionLevel;
import furong.base.Period;
import furong.pack.Formula;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.pack.FormulaBook;
import furong.pack.IndicatorDef;
import furong.store.Db;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The same figures as a nightly job in plain SQL would compute them: everything of some months,
 * from the same tables, by sets. It keeps values only: no inputs, no past, no reasons, no rule
 * sets, and counts a day by one limit of PM2.5 instead of the index of six pollutants, all of which
 * is in its favour.
 */
final class NightlySql {

  private static final String STEMS =
      " cross join lateral (select distinct left(division, n) as stem"
          + " from unnest(array[4, 6, 9, 12]) n where length(division) >= n) s ";

  private final Db db;
  private final FormulaBook book;
  private final String[] months;
  private final LocalDate first;
  private final LocalDate end;

  NightlySql(Db db, FormulaBook book, List<Period> months) {
    this.db = db;
    this.book = book;
    this.months = months.stream().map(Period::text).toArray(String[]::new);
    this.first = months.getFirst().first();
    this.end = months.getLast().last().plusDays(1);
  }

  /** One night. */
  void run() {
    db.update("drop table if exists night_sum, night_value");
    db.update(
        "create table night_sum (figure text, period text, stem text, value double precision)");
    db.update(
        "insert into night_sum select figure, period, stem, sum(value) from reported_figure"
            + STEMS
            + "where newest and period = any(?) group by 1, 2, 3",
        (Object) months);
    db.update("create index on night_sum (figure, period, stem)");
    db.update(
        "create table night_value (indicator text, division text, period text, value double"
            + " precision, numerator double precision, denominator double precision)");
    days();
    cases();
    db.update("create index on night_value (indicator, period, division)");
    db.update("analyze night_sum");
    db.update("analyze night_value");
    for (Formula formula : book.ordered()) {
      if (formula.indicator().id().startsWith("w.")) {
        compute(formula);
      }
    }
  }

  private void compute(Formula formula) {
    IndicatorDef def = formula.indicator();
    IndicatorDef.Computed computed = Objects.requireNonNull(def.computed());
    List<Input> inputs = formula.inputs();
    String id = def.id();
    if (inputs.getFirst().kind() == Kind.FIGURE) {
      db.update(
          "insert into night_value select ?, a.stem, period, 100 * a.value / nullif(b.value, 0),"
              + " a.value, b.value from night_sum a join night_sum b using (period, stem)"
              + " where a.figure = ? and b.figure = ?",
          id,
          computed.of().text().replace("figures.", "w."),
          Objects.requireNonNull(computed.by()).text().replace("figures.", "w."));
    } else if (inputs.size() == 1) {
      db.update(
          "insert into night_value select ?, division, period, value, null, null from night_value"
              + " where indicator = ? and length(division) <= ?",
          id,
          inputs.getFirst().id(),
          digits(def));
    } else {
      String sign = computed.of().text().contains(" - ") ? "-" : "+";
      db.update(
          "insert into night_value select ?, division, period, a.value "
              + sign
              + " b.value, null, null from night_value a join night_value b"
              + " using (division, period) where a.indicator = ? and b.indicator = ?"
              + " and length(division) <= ?",
          id,
          inputs.getFirst().id(),
          inputs.getLast().id(),
          digits(def));
    }
  }

  /** Of the codes of the lowest level that an indicator is given for. */
  private static int digits(IndicatorDef def) {
    return def.levels().contains(DivisionLevel.COMMUNITY)
        ? 12
        : def.levels().contains(DivisionLevel.STREET) ? 9 : 6;
  }

  private void days() {
    db.update(
        "insert into night_value select 'air.good-days-ratio', stem, to_char(day, 'YYYY-MM'),"
            + " 100.0 * count(*) filter (where mean <= 75) / count(*), count(*) filter (where mean"
            + " <= 75), count(*) from (select stem, day, avg(mean) as mean from day_stat"
            + STEMS
            + "where property = 'air.pm25' and day >= ? and day < ? group by 1, 2) d group by 2, 3",
        first,
        end);
  }

  private void cases() {
    for (String id : new String[] {"care.closing", "care.rework"}) {
      db.update(
          "insert into night_value select ?, stem, to_char(closing_due_at at time zone"
              + " 'Asia/Shanghai', 'YYYY-MM'), 100.0 * count(*) filter (where closed_at is not"
              + " null and reworks >= 0) / count(*), count(closed_at), count(*) from city_case"
              + STEMS
              + "where closing_due_at >= ?::date and closing_due_at < ?::date group by 2, 3",
          id,
          first,
          end);
    }
  }

  /** Whether the night takes a short cut over days or cases, so that its value is another one. */
  static boolean countsItsOwnWay(Formula formula) {
    return formula.inputs().stream()
        .anyMatch(i -> i.kind() != Kind.FIGURE && !i.id().startsWith("w."));
  }

  /** What the night came to. */
  Optional<Double> find(String indicator, String division, Period period) {
    String stem = DivisionCode.stem(division);
    return db.find(
        "select value from night_value where indicator = ? and period = ? and division = ?",
        row -> row.getDouble(1),
        indicator,
        period.text(),
        stem);
  }
}
