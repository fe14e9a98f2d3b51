-- Silences, shelves, rosters with their log, and the outbox of notifications.

create table silence (
  id         bigint generated always as identity primary key,
  matchers   text[] not null,
  from_at    timestamptz not null,
  to_at      timestamptz not null,
  days       smallint[],                   -- ISO, 1 Monday; null: not weekly
  start_time time,
  minutes    int,
  reason     text not null,
  author     text not null,
  created_at timestamptz not null,
  ended_at   timestamptz
);
create index silence_to on silence (to_at);

create table shelf (
  alert    text primary key references alert(id),
  until_at timestamptz not null,
  reason   text not null,
  by_id    text not null,
  at       timestamptz not null
);

create table duty_shift (
  id           bigint generated always as identity primary key,
  organisation text not null,
  user_id      text not null,
  from_at      timestamptz not null,
  to_at        timestamptz not null,
  note         text not null
);
create index duty_shift_when on duty_shift (organisation, to_at);

create table duty_log (
  id           bigint generated always as identity primary key,
  organisation text not null,
  at           timestamptz not null,
  by_id        text not null,
  to_id        text,                        -- null: a note, else a hand-over
  text         text not null,
  facts        jsonb not null
);
create index duty_log_of on duty_log (organisation, id desc);

-- an alert on its way through the steps of its plan
create table notify_round (
  alert      text primary key references alert(id),
  level      smallint not null,
  started_at timestamptz not null,
  step       int not null,
  due_at     timestamptz not null,
  state      text not null
);
create index notify_round_due on notify_round (due_at) where state = 'RUNNING';

create table notify_group (
  key     text primary key,
  told_at timestamptz not null
);

create table notification (
  id         bigint generated always as identity primary key,
  key        text not null unique,          -- the same message is kept once
  channel    text not null,
  recipient  text not null,
  address    text not null,
  alerts     text[] not null,
  step       int not null,
  level      smallint not null,
  division   text not null,
  subject    text not null,
  body       text not null,
  created_at timestamptz not null,
  due_at     timestamptz not null,
  attempts   int not null,
  state      text not null,
  error      text not null,
  sent_at    timestamptz,
  read_at    timestamptz
);
create index notification_due on notification (due_at) where state = 'WAITING';
create index notification_inbox on notification (recipient, id desc) where channel = 'inbox';

create table contact (
  user_id    text primary key,
  mail       text not null,
  quiet_from time,
  quiet_to   time
);

create table webhook (
  id       bigint generated always as identity primary key,
  name     text not null,
  url      text not null,
  secret   text not null,
  division text not null,
  mildest  smallint not null,
  active   boolean not null
);
