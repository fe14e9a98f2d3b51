-- The plan's promises and its months of dispatch. The plan itself is data of the city, not of the database.

-- who promised what when: append-only by its key, a version is taken once
create table plan_change (
  item     text not null,
  version  bigint not null,
  at       timestamptz not null,
  by_id    text not null,
  by_name  text not null,
  before   jsonb not null,
  after    jsonb not null,
  reason   text not null,
  primary key (item, version)
);

create table plan_month (
  month       text primary key,             -- 2025-11
  state       text not null,
  opened_at   timestamptz not null,
  reports_due timestamptz not null,
  changed_at  timestamptz not null,
  closed_at   timestamptz,
  version     bigint not null
);

create table plan_entry (
  id           bigint generated always as identity primary key,
  month        text not null references plan_month(month),
  item         text not null,
  unit         text not null,
  state        text not null,
  report       jsonb,
  pulled       jsonb,
  pace         double precision,
  flags        jsonb not null,
  answer       text not null,
  answer_words text not null,
  version      bigint not null,
  unique (month, item)
);
create index plan_entry_item on plan_entry (item, month desc);

create table plan_supervised (
  id        bigint generated always as identity primary key,
  number    text not null unique,
  month     text not null references plan_month(month),
  entry     bigint not null references plan_entry(id),
  item      text not null,
  words     text not null,
  unit      text not null,
  state     text not null,
  opened_at timestamptz not null,
  due_at    timestamptz not null,
  doer      text,
  proof     text not null,
  done_at   timestamptz,
  closed_at timestamptz,
  returns   int not null,
  version   bigint not null
);
create index plan_supervised_open on plan_supervised (due_at) where state = 'OPEN';
create index plan_supervised_item on plan_supervised (item);

create table plan_event (
  id      bigint generated always as identity primary key,
  owner   text not null,
  at      timestamptz not null,
  by_id   text not null,
  by_name text not null,
  role    text not null,
  act     text not null,
  words   text not null
);
create index plan_event_owner on plan_event (owner, id);

create table plan_evidence (
  id    text not null,
  owner text not null,
  name  text not null,
  type  text not null,
  bytes bigint not null,
  by_id text not null,
  at    timestamptz not null,
  primary key (owner, id)
);
create index plan_evidence_id on plan_evidence (id);

-- one of a sort for one due date: nobody is reminded twice
create table plan_reminder (
  supervised bigint not null references plan_supervised(id),
  sort       text not null,
  due_at     timestamptz not null,
  at         timestamptz not null,
  primary key (supervised, sort, due_at)
);
create index plan_reminder_at on plan_reminder (at desc);

-- what a closed month came to, by the weights of that day
create table plan_score (
  month     text not null references plan_month(month),
  unit      text not null,
  criterion text not null,
  weight    int not null,
  good      int not null,
  of_all    int not null,
  primary key (month, unit, criterion)
);
