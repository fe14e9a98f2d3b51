package furong.store.reported;

import furong.base.DivisionCode;
import furong.base.Period;
import furong.base.TimeRange;
import furong.pack.Formula.Input;
import furong.pack.Formula.Kind;
import furong.reported.CountChanges;
import furong.reported.Counts;
import furong.store.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@link Counts} on the alerts and the things of the register, whose triggers fill the queue. */
public final class PgCounts implements Counts, CountChanges {

  private static final int[] STEMS = {4, 6, 9, 12, 15};

  private final Db db;
  private final ZoneId zone;

  public PgCounts(Db db, ZoneId zone) {
    this.db = db;
    this.zone = zone;
  }

  @Override
  public Counted alerts(String rule, String division, Period period) {
    TimeRange range = period.in(zone);
    return db.find(
            "select count(*) as count, coalesce(bool_or(simulated), false) as simulated from alert"
                + " where (? = '' or rule = ?) and division like ? and opened_at >= ? and opened_at < ?",
            row -> new Counted(row.getLong("count"), row.getBoolean("simulated")),
            rule,
            rule,
            DivisionCode.stem(division) + "%",
            range.start(),
            range.end())
        .orElseThrow();
  }

  @Override
  public Counted things(String kind, String division) {
    return db.find(
            "select count(*) as count, coalesce(bool_or(simulated), false) as simulated"
                + " from sta_thing where (? = '' or kind = ?) and division like ?",
            row -> new Counted(row.getLong("count"), row.getBoolean("simulated")),
            kind,
            kind,
            DivisionCode.stem(division) + "%")
        .orElseThrow();
  }

  @Override
  public Map<String, Counted> below(Input input, Collection<String> divisions, Period period) {
    Map<String, Counted> byStem = new HashMap<>();
    for (Row row : rows(input, period)) {
      // a code lies in every division whose digits it begins with: 4 city, 6, 9, 12 and 15
      for (int digits : STEMS) {
        if (row.division().length() >= digits) {
          byStem.merge(
              row.division().substring(0, digits),
              row.counted(),
              (a, b) -> new Counted(a.count() + b.count(), a.simulated() || b.simulated()));
        }
      }
    }
    Map<String, Counted> counted = new HashMap<>();
    divisions.forEach(
        d -> counted.put(d, byStem.getOrDefault(DivisionCode.stem(d), new Counted(0, false))));
    return counted;
  }

  private record Row(String division, Counted counted) {}

  private List<Row> rows(Input input, Period period) {
    Db.RowReader<Row> reader =
        row ->
            new Row(
                row.getString("division"),
                new Counted(row.getLong("count"), row.getBoolean("simulated")));
    String what = "select division, count(*) as count, bool_or(simulated) as simulated from ";
    TimeRange range = period.in(zone);
    return input.kind() == Kind.ALERTS
        ? db.list(
            what + "alert where rule = ? and opened_at >= ? and opened_at < ? group by division",
            reader,
            input.id(),
            range.start(),
            range.end())
        : db.list(what + "sta_thing where kind = ? group by division", reader, input.id());
  }

  @Override
  public List<Behind> behind(Input input, String division, Period period, int offset, int limit) {
    String below = DivisionCode.stem(division) + "%";
    if (input.kind() == Kind.THINGS) {
      return db.list(
          "select id::text as id, name, division, null::timestamptz as at, simulated"
              + " from sta_thing where (? = '' or kind = ?) and division like ?"
              + " order by id offset ? limit ?",
          PgCounts::behind,
          input.id(),
          input.id(),
          below,
          offset,
          limit);
    }
    TimeRange range = period.in(zone);
    return db.list(
        "select id, reason as name, division, opened_at as at, simulated from alert"
            + " where (? = '' or rule = ?) and division like ? and opened_at >= ? and opened_at < ?"
            + " order by opened_at desc, id offset ? limit ?",
        PgCounts::behind,
        input.id(),
        input.id(),
        below,
        range.start(),
        range.end(),
        offset,
        limit);
  }

  private static Behind behind(ResultSet row) throws SQLException {
    return new Behind(
        row.getString("id"),
        row.getString("name"),
        row.getString("division"),
        Db.instantOrNull(row, "at"),
        row.getBoolean("simulated"));
  }

  @Override
  public List<Touched> take(int max) {
    return db.list(
        "select seq, kind, id, division, at from counted_touched order by seq limit ?",
        row ->
            new Touched(
                row.getLong("seq"),
                new Input(Kind.valueOf(row.getString("kind")), row.getString("id")),
                row.getString("division"),
                Db.instantOrNull(row, "at")),
        max);
  }

  @Override
  public void done(List<Touched> touched) {
    // by their numbers, not up to the last one: a smaller number may be committed later
    db.update(
        "delete from counted_touched where seq = any(?)",
        (Object) touched.stream().map(Touched::seq).toArray(Long[]::new));
  }
}
