package furong.bench;

import furong.store.Db;

/**
 * Cases that are there before the load comes, written past the program: nineteen of twenty are
 * closed, the rest stand in all other states; over two years, two hundred communities and ten kinds
 * of words. Each has an entry of opening and one of its last step.
 */
final class CaseSeed {

  private CaseSeed() {}

  static void fill(Db db, int cases) {
    db.update(
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
          case when s = 'CLOSED' then o + interval '9 hours' end, o, o + interval '9 hours', 9,
          case when s = 'CLOSED' then null else o + interval '2 days' end, o + interval '2 days',
          o + interval '7 hours'
        from (
          select i, timestamptz '2024-01-01' + make_interval(days => i % 730, mins => i / 730) as o,
            case when i % 20 > 0 then 'CLOSED' else
              (array['REPORTED','ACCEPTED','REGISTERED','DISPATCHED','HANDLING','HANDLED','CHECKED'])
                [1 + i / 20 % 7] end as s
          from generate_series(1, ?) i) g
        on conflict do nothing
        """,
        cases);
    db.update(
        """
        insert into case_event (case_id, version, at, by_id, by_name, role, kind, from_state,
          to_state, note, seconds_used, seconds_paused, photos)
        select id, v, opened_at, 'demo-operator', '值班员', 'OPERATOR',
          case v when 1 then 'open' else 'close' end, 'REPORTED', state, '', 0, 0, '{}'
        from city_case, generate_series(1, 2) v
        where not exists (select 1 from case_event e where e.case_id = city_case.id)
        """);
    // what the database does by itself within the day, done before the clock starts
    db.with(connection -> {
      try (var statement = connection.createStatement()) {
        return statement.execute("vacuum analyze");
      }
    });
  }
}
