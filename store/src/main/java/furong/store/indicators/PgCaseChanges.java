package furong.store.indicators;

import furong.indicators.CaseChanges;
import furong.store.Db;
import java.util.List;

/** {@link CaseChanges} in PostgreSQL; a trigger of the database fills the queue. */
public final class PgCaseChanges implements CaseChanges {

  /**
   * Moments of a change within a quarter of an hour are one: no zone of the world begins a month
   * elsewhere than on a quarter of an hour.
   */
  private static final String TAKE =
      """
      select distinct seq, division, date_bin('15 minutes', m, timestamptz 'epoch') as at
      from (select * from case_touched order by seq limit ?) t,
        unnest(coalesce(moments, array[t.at])) m
      where m is not null
      """;

  private final Db db;

  public PgCaseChanges(Db db) {
    this.db = db;
  }

  @Override
  public List<Touched> take(int max) {
    return db.list(
        TAKE,
        row ->
            new Touched(
                row.getLong("seq"), row.getString("division"), row.getTimestamp("at").toInstant()),
        max);
  }

  @Override
  public void done(List<Touched> touched) {
    // by their numbers, not up to the last one: a smaller number may be committed later
    db.update(
        "delete from case_touched where seq = any(?)",
        (Object) touched.stream().map(Touched::seq).toArray(Long[]::new));
  }
}
