-- The risk register (城市治理风险清单) and the opportunity list (城市机会清单).

create table plan_register (
  id           bigint generated always as identity primary key,
  sort         text not null,
  state        text not null,
  title_zh     text not null,
  title_en     text not null,
  words        text not null,
  item         text,
  unit         text not null,
  level        smallint,               -- 1 red .. 4 blue; of risks only
  contact      text not null,
  until        date,
  added_at     timestamptz not null,
  changed_at   timestamptz not null,
  published_at timestamptz,
  version      bigint not null
);
create index plan_register_sort on plan_register (sort, state, changed_at desc);
