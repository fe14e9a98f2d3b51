package furong.store.indicators;

import furong.base.Period;
import furong.evaluation.Tally;
import furong.indicators.CaseChanges;
import furong.indicators.CaseSum;
import furong.indicators.CountedCase;
import furong.store.CopyRows;
import furong.store.Db;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@link CaseChanges} in PostgreSQL; a trigger of the database fills the queue. */
public final class PgCaseChanges implements CaseChanges {

  private static final int CLOSED = 1;
  private static final int OVER = 2;
  private static final int REPORTED = 4;
  private static final int IN_TIME = 8;
  private static final int EXTENDED = 16;
  private static final int REWORKED = 32;
  private static final int SIMULATED = 64;

  /** The flags of a case as it stands: the numbers above. */
  private static final String FLAGS =
      """
      case when c.state = 'CLOSED' then 1 else 0 end
        + case when c.state in ('CANCELLED', 'MERGED') then 2 else 0 end
        + case when c.origin = 'PERSON' and c.verified then 4 else 0 end
        + case when c.handled_in_time then 8 else 0 end
        + case when c.extensions > 0 then 16 else 0 end
        + case when c.reworks > 0 then 32 else 0 end
        + case when c.simulated then 64 else 0 end\
      """;

  /** A case {@code c} as {@link #counted} reads it. */
  public static final String COUNTED =
      "c.division, array[c.opened_at, c.registered_at, c.closing_due_at, c.handled_at, c.closed_at]"
          + " as moments, "
          + FLAGS
          + " as flags";

  /** Both states in one statement, so that nobody changes a case between two looks at it. */
  private static final String TAKE =
      """
      with q as (
        select case_id, array_agg(seq) as seqs
        from (select seq, case_id from case_moved order by seq limit ?) t group by case_id
      )
      select q.case_id, q.seqs, %s,
        k.division as was_division, k.moments as was_moments, k.flags as was_flags
      from q left join city_case c on c.id = q.case_id
        left join case_counted k on k.case_id = q.case_id
      """
          .formatted(COUNTED);

  private static final String KEEP =
      "insert into case_counted (case_id, division, moments, flags)"
          + " values (?, ?, ?::timestamptz[], ?) on conflict (case_id) do update set"
          + " division = excluded.division, moments = excluded.moments, flags = excluded.flags";

  private final Db db;

  public PgCaseChanges(Db db) {
    this.db = db;
  }

  @Override
  public List<Changed> take(int max) {
    return db.list(
        TAKE,
        row ->
            new Changed(
                row.getLong("case_id"),
                List.of((Long[]) row.getArray("seqs").getArray()),
                counted(row, "was_"),
                counted(row, "")),
        max);
  }

  /**
   * Reads what {@link #COUNTED} asks.
   *
   * @param prefix of the columns' names
   * @return null without a division: there is no case
   */
  public static @Nullable CountedCase counted(ResultSet row, String prefix) throws SQLException {
    String division = row.getString(prefix + "division");
    if (division == null) {
      return null;
    }
    Timestamp[] moments = (Timestamp[]) row.getArray(prefix + "moments").getArray();
    int flags = row.getInt(prefix + "flags");
    return new CountedCase(
        division,
        Objects.requireNonNull(at(moments[0])),
        at(moments[1]),
        at(moments[2]),
        at(moments[3]),
        at(moments[4]),
        (flags & CLOSED) != 0,
        (flags & OVER) != 0,
        (flags & REPORTED) != 0,
        (flags & IN_TIME) != 0,
        (flags & EXTENDED) != 0,
        (flags & REWORKED) != 0,
        (flags & SIMULATED) != 0);
  }

  private static @Nullable Instant at(@Nullable Timestamp moment) {
    return moment == null ? null : moment.toInstant();
  }

  @Override
  public void done(List<Changed> changed) {
    // by their numbers, not up to the last one: a smaller number may be committed later
    db.update(
        "delete from case_moved where seq = any(?)",
        (Object) changed.stream().flatMap(c -> c.seqs().stream()).toArray(Long[]::new));
    List<@Nullable Object[]> rows = new ArrayList<>();
    List<@Nullable Object[]> first = new ArrayList<>();
    List<@Nullable Object[]> gone = new ArrayList<>();
    for (Changed one : changed) {
      @Nullable CountedCase now = one.now();
      if (now == null) {
        gone.add(new @Nullable Object[] {one.id()});
      } else if (!now.equals(one.before())) {
        (one.before() == null ? first : rows)
            .add(new @Nullable Object[] {one.id(), now.division(), moments(now), flags(now)});
      }
    }
    CopyRows.insert(db, "case_counted(case_id, division, moments, flags)", KEEP, first);
    db.batch(KEEP, rows);
    db.batch("delete from case_counted where case_id = ?", gone);
  }

  @Override
  public int waiting(int atMost) {
    return db.find(
            "select count(*) as n from (select 1 from case_moved limit ?) waiting",
            row -> row.getInt("n"),
            atMost)
        .orElseThrow();
  }

  /** As an array's text. */
  private static String moments(CountedCase c) {
    return Stream.of(c.openedAt(), c.registeredAt(), c.closingDueAt(), c.handledAt(), c.closedAt())
        .map(at -> at == null ? "NULL" : '"' + at.toString() + '"')
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static int flags(CountedCase c) {
    return (c.closed() ? CLOSED : 0)
        + (c.over() ? OVER : 0)
        + (c.reported() ? REPORTED : 0)
        + (c.inTime() ? IN_TIME : 0)
        + (c.extended() ? EXTENDED : 0)
        + (c.reworked() ? REWORKED : 0)
        + (c.simulated() ? SIMULATED : 0);
  }

  @Override
  public Map<Key, CaseSum> sums(Collection<Key> keys) {
    return read(
        "select s.* from case_sum s join unnest(?::text[], ?::text[]) k (division, period)"
            + " using (division, period)",
        keys.stream().map(Key::division).toArray(String[]::new),
        keys.stream().map(key -> key.period().text()).toArray(String[]::new));
  }

  @Override
  public Map<Key, CaseSum> all() {
    return read("select * from case_sum");
  }

  private Map<Key, CaseSum> read(String sql, Object... args) {
    Map<Key, CaseSum> sums = new HashMap<>();
    db.each(
        sql,
        row ->
            sums.put(
                new Key(row.getString("division"), Period.parse(row.getString("period"))),
                sum(row.getArray("counts"))),
        args);
    return sums;
  }

  @Override
  public void put(Map<Key, CaseSum> sums) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    sums.forEach((key, sum) ->
        rows.add(new @Nullable Object[] {key.division(), key.period().text(), counts(sum)}));
    db.batch(
        "insert into case_sum (division, period, counts) values (?, ?, ?::bigint[])"
            + " on conflict (division, period) do update set counts = excluded.counts",
        rows);
  }

  private static String counts(CaseSum sum) {
    Tally t = sum.tally();
    return Arrays.toString(
            new long[] {
              t.received(),
              t.registered(),
              t.reported(),
              t.dueToHandle(),
              t.handled(),
              t.handledInTime(),
              t.overdue(),
              t.extended(),
              t.dueToClose(),
              t.closed(),
              t.closedInTime(),
              t.reworked(),
              sum.unlimited(),
              sum.simulated()
            })
        .replace('[', '{')
        .replace(']', '}');
  }

  private static CaseSum sum(Array array) throws SQLException {
    Long[] n = (Long[]) array.getArray();
    return new CaseSum(
        new Tally(
            n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11], 0, 0, 0),
        n[12],
        n[13]);
  }
}
