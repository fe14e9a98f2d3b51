package furong.bench;

import furong.store.Db;
import java.util.List;

/**
 * Cases that are there before the load comes, written past the program as its commands would have:
 * nineteen of twenty are closed, the rest stand in all other states; over two years, nine
 * communities and ten kinds of words, each with its words, its whole timeline (nine entries when it
 * is closed) and what its figures are counted from. Not written: audit entries and photos.
 *
 * <p>Indices are taken away and made anew around it: a million cases with nine million entries take
 * some minutes.
 */
final class CaseSeed {

  private CaseSeed() {}

  /** A table's index as it was. */
  private record Index(String name, String definition) {}

  private static final String CASES =
      """
      insert into city_case (number, origin, title_zh, title_en, category, division, lng, lat,
        rule, procedure, description, simulated, state, verified, organisation, handler, clocks,
        returns, reworks, handled_in_time, registered_at, closed_at, opened_at, changed_at,
        version, due_at, closing_due_at, handled_at)
      select 'CJ-' || to_char(o, 'YYYYMMDD') || '-' || lpad((70000 + i / 730)::text, 5, '0'),
        'PERSON',
        (array['井盖破损','道路积水','占道经营','路灯不亮','垃圾堆积','行道树倒伏','工地扬尘','店外经营',
          '下水道堵塞','护栏损坏'])[1 + i % 10] || ' ' || i,
        'Matter ' || i, 'part-01' || lpad((1 + i % 4)::text, 2, '0'),
        '51010401700' || (1 + i % 9), 104.06 + (i % 100) * 0.0005, 30.65 + (i % 89) * 0.0005,
        '', '', '市民反映，位于路口东侧第 ' || i || ' 号', true, s, true,
        'street-office-510104017', 'demo-street', '{}', 0, 0, true, o + interval '1 hour',
        case when s = 'CLOSED' then o + interval '9 hours' end, o, o + interval '9 hours',
        array_position(array['REPORTED','ACCEPTED','','REGISTERED','DISPATCHED','HANDLING',
          'HANDLED','CHECKED','CLOSED'], s),
        case when s = 'CLOSED' then null else o + interval '2 days' end, o + interval '2 days',
        o + interval '7 hours'
      from (
        select i, timestamptz '2024-01-01' + make_interval(days => i % 730, mins => i / 730) as o,
          case when i % 20 > 0 then 'CLOSED' else
            (array['REPORTED','ACCEPTED','REGISTERED','DISPATCHED','HANDLING','HANDLED','CHECKED'])
              [1 + i / 20 % 7] end as s
        from generate_series(1, ?) i) g
      """;

  private static final String TIMELINES =
      """
      insert into case_event (case_id, version, at, by_id, by_name, role, kind, from_state,
        to_state, note, organisation, seconds_used, seconds_paused, photos)
      select id, v, opened_at + make_interval(hours => v - 1), 'demo-operator', '值班员', 'OPERATOR',
        (array['open','accept','verify','register','dispatch','take','finish','check_pass',
          'close'])[v],
        (array['REPORTED','REPORTED','ACCEPTED','ACCEPTED','REGISTERED','DISPATCHED','HANDLING',
          'HANDLED','CHECKED'])[v],
        (array['REPORTED','ACCEPTED','ACCEPTED','REGISTERED','DISPATCHED','HANDLING','HANDLED',
          'CHECKED','CLOSED'])[v],
        case when v in (3, 7) then '属实' else '' end,
        case when v = 5 then organisation end, 3600, 0, '{}'
      from city_case, generate_series(1, version::int) v
      """;

  private static final String WORDS =
      "insert into case_words"
          + " select id, case_words_of(number, title_zh, title_en, description) from city_case";

  private static final String PLACES =
      "insert into case_place select id, point(lng, lat) from city_case";

  private static final String MOVED = "insert into case_moved (case_id) select id from city_case";

  static void fill(Db db, int cases) {
    fill(db, cases, List.of(TIMELINES, WORDS, PLACES, MOVED));
  }

  /** Only what figures are counted from, without timelines and words. */
  static void counted(Db db, int cases) {
    fill(db, cases, List.of(MOVED));
  }

  private static void fill(Db db, int cases, List<String> more) {
    db.inOne(() -> {
      // without triggers and foreign keys: what they would write is written here
      db.update("set local session_replication_role = replica");
      db.update("set local maintenance_work_mem = '256MB'");
      List<Index> indices =
          db.list(
              "select indexname, indexdef from pg_indexes i where schemaname = 'public'"
                  + " and tablename in ('city_case', 'case_event', 'case_words', 'case_place') and not exists"
                  + " (select 1 from pg_constraint c where c.conname = i.indexname)",
              row -> new Index(row.getString(1), row.getString(2)));
      indices.forEach(index -> db.update("drop index " + index.name()));
      db.update(CASES, cases);
      more.forEach(db::update);
      indices.forEach(index -> db.update(index.definition()));
      return indices.size();
    });
    // what the database does by itself within the day, done before the clock starts
    db.with(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.execute("vacuum analyze");
      }
    });
  }

  /** How many of the changes wait to be counted into figures. */
  static long uncounted(Db db) {
    return db.find("select count(*) from case_moved", row -> row.getLong(1)).orElse(0L);
  }
}
