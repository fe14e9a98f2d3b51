-- Alerts, the cases that they or people open, and the timelines of both.

create table alert (
  id              text primary key,
  rule            text not null,
  pack            text not null,
  pack_version    text not null,
  level           smallint not null,          -- 1 red .. 4 blue
  opened_at       timestamptz not null,       -- event time
  changed_at      timestamptz not null,
  cleared_at      timestamptz,
  thing           bigint not null,
  division        text not null,
  inputs          jsonb not null,
  reason          text not null,
  simulated       boolean not null,
  live            boolean not null,
  acknowledged_by text,
  acknowledged_at timestamptz,
  muted_by        text,
  case_id         bigint
);
create index alert_open on alert (level, opened_at desc) where cleared_at is null;
create index alert_time on alert (opened_at desc);
create index alert_division on alert (division text_pattern_ops);
create index alert_case on alert (case_id) where case_id is not null;

-- the key makes a change that is told twice change nothing
create table alert_step (
  alert  text not null references alert(id),
  kind   text not null,
  at     timestamptz not null,
  level  smallint not null,
  reason text not null,
  primary key (alert, kind, at)
);

-- the last number of each day; its row is locked until the case that took a number is committed, so
-- that numbers have no gaps
create table case_number (
  day  date primary key,
  last int not null
);

create table city_case (
  id              bigint generated always as identity primary key,
  number          text not null unique,
  origin          text not null,
  title_zh        text not null,
  title_en        text not null,
  category        text not null,
  level           smallint,
  division        text not null,
  lng             double precision,
  lat             double precision,
  thing           bigint,
  alert           text,
  rule            text not null,
  procedure       text not null,
  description     text not null,
  simulated       boolean not null,
  state           text not null,
  verified        boolean not null,
  organisation    text,
  handler         text,
  clocks          jsonb not null,
  returns         int not null,
  reworks         int not null,
  handled_in_time boolean,
  registered_at   timestamptz,
  closed_at       timestamptz,
  opened_at       timestamptz not null,
  changed_at      timestamptz not null,
  version         bigint not null,
  due_at          timestamptz,                -- of the running clock
  closing_due_at  timestamptz
);
create index city_case_due on city_case (due_at, id desc);
create index city_case_division on city_case (division text_pattern_ops);
create index city_case_opened on city_case (opened_at);
create index city_case_closing on city_case (closing_due_at) where registered_at is not null;
create index city_case_open_thing on city_case (thing) where state not in ('CLOSED', 'REJECTED');
-- one alert opens at most one case, whatever happens
create unique index city_case_alert on city_case (alert) where alert is not null;

create table case_event (
  id             bigint generated always as identity primary key,
  case_id        bigint not null references city_case(id),
  version        bigint not null,
  at             timestamptz not null,
  by_id          text not null,
  by_name        text not null,
  role           text not null,
  kind           text not null,
  from_state     text not null,
  to_state       text not null,
  note           text not null,
  organisation   text,
  deadline       timestamptz,
  seconds_used   bigint not null,
  seconds_paused bigint not null,
  photos         text[] not null,
  unique (case_id, version)
);

create table case_photo (
  id      text not null,
  case_id bigint references city_case(id),
  stage   text not null,
  by_id   text not null,
  at      timestamptz not null,
  width   int not null,
  height  int not null,
  unique nulls not distinct (id, case_id, by_id)
);
create index case_photo_case on case_photo (case_id);
