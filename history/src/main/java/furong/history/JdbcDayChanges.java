package furong.history;

import furong.observe.DayChanges;
import furong.observe.DirtyDay;
import furong.store.Db;
import java.util.List;

/** The queue in table {@code dirty_day}, filled by the historian. */
public final class JdbcDayChanges implements DayChanges {

  private final Db db;

  public JdbcDayChanges(Db db) {
    this.db = db;
  }

  @Override
  public List<DirtyDay> take(int max) {
    return db.list(
        """
        select datastream, epoch_day, mark from dirty_day
        order by mark, datastream, epoch_day limit ?
        """,
        row -> new DirtyDay(row.getLong(1), row.getLong(2), row.getLong(3)),
        max);
  }

  @Override
  public List<DirtyDay> takeBefore(long epochDay, int max) {
    return db.list(
        """
        select datastream, epoch_day, mark from dirty_day where epoch_day < ?
        order by mark, datastream, epoch_day limit ?
        """,
        row -> new DirtyDay(row.getLong(1), row.getLong(2), row.getLong(3)),
        epochDay,
        max);
  }

  @Override
  public void again(long datastream, long fromDay, long toDay) {
    db.update(
        """
        insert into dirty_day as d
        select ?, x.day, m.mark
        from generate_series(?::bigint, ?::bigint) as x(day),
          (select nextval('dirty_mark') as mark) as m
        on conflict (datastream, epoch_day) do update set mark = excluded.mark
        """,
        datastream,
        fromDay,
        toDay);
  }

  @Override
  public void done(List<DirtyDay> days) {
    if (days.isEmpty()) {
      return;
    }
    db.update(
        """
        delete from dirty_day d
        using unnest(?::bigint[], ?::bigint[], ?::bigint[]) as x(datastream, day, mark)
        where d.datastream = x.datastream and d.epoch_day = x.day and d.mark = x.mark
        """,
        days.stream().map(DirtyDay::datastream).toArray(Long[]::new),
        days.stream().map(DirtyDay::epochDay).toArray(Long[]::new),
        days.stream().map(DirtyDay::mark).toArray(Long[]::new));
  }
}
