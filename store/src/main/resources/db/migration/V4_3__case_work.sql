-- What a case gathers beside the main way: help, conditions, ties, more time, escalation; and what
-- lists, searches and figures ask for.

alter table city_case
  add column assisting     text[] not null default '{}',
  add column condition     text,
  add column parent        bigint references city_case(id),
  add column merged_into   bigint references city_case(id),
  add column asked         int not null default 0,      -- units of more time that wait for a decision
  add column asked_by      text,
  add column extensions    int not null default 0,
  add column escalation    int not null default 0,
  add column escalated_to  text,
  add column reopened      int not null default 0,
  add column unrouted      boolean not null default false,
  add column handled_at    timestamptz,
  add column escalate_at   timestamptz;

alter table case_event add column details jsonb not null default '{}';

-- the states in which nobody works on a case any more: forced, cancelled and merged are new
drop index city_case_open_thing;
create index city_case_open_thing on city_case (thing)
  where state not in ('CLOSED', 'REJECTED', 'FORCED', 'CANCELLED', 'MERGED');
create index city_case_open_procedure on city_case (division, procedure)
  where state not in ('CLOSED', 'REJECTED', 'FORCED', 'CANCELLED', 'MERGED');
create index city_case_open_due on city_case (due_at, id desc)
  where state not in ('CLOSED', 'REJECTED', 'FORCED', 'CANCELLED', 'MERGED');
create index city_case_parent on city_case (parent) where parent is not null;
create index city_case_escalate on city_case (escalate_at) where escalate_at is not null;
create index city_case_registered on city_case (registered_at) where registered_at is not null;
create index city_case_number on city_case (number text_pattern_ops);

-- Pairs of neighbouring characters: they find parts of words in any script, Chinese included, where
-- trigrams of words do not. A text of one character has none.
create function case_bigrams(t text) returns text[] language sql immutable strict parallel safe as
$$ select coalesce(array_agg(distinct substr(lower(t), i, 2)), '{}')
   from generate_series(1, length(t) - 1) i $$;

create index city_case_words on city_case
  using gin (case_bigrams(number || ' ' || title_zh || ' ' || title_en || ' ' || description));

-- queues that people keep for themselves or share
create table case_view (
  id      bigint generated always as identity primary key,
  owner   text not null,
  name    text not null,
  query   text not null,
  shared  boolean not null,
  made_at timestamptz not null,
  unique (owner, name)
);
create index case_view_shared on case_view (name) where shared;
