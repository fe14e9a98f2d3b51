-- What people told the city (诉求), apart from the cases: what is personal stands here only and is emptied after a while.

create table api_client (
  id         bigint generated always as identity primary key,
  name       text not null,
  key_hash   text not null unique,           -- only the hash: a copy of this table opens nothing
  trusted    boolean not null,
  per_minute int not null,
  made_at    timestamptz not null,
  revoked_at timestamptz
);

create table citizen_report (
  id              bigint generated always as identity primary key,
  case_id         bigint not null unique references city_case(id),
  source          text not null,
  client          bigint not null,             -- 0: the city's own page
  external_id     text not null,
  link_hash       text unique,
  kind            text,
  received_at     timestamptz not null,
  reply_due       timestamptz,
  name            text not null,
  phone           text not null,
  email           text not null,
  words           text not null,
  attributes      jsonb not null,
  media_url       text not null,
  released_words  boolean not null,
  released_photos text[] not null,
  grade           text,
  grade_words     text not null,
  graded_at       timestamptz,
  forgotten_at    timestamptz
);
-- a program that sends a report twice has sent it once
create unique index citizen_report_external on citizen_report (client, external_id) where external_id <> '';
create index citizen_report_received on citizen_report (received_at desc, id desc);
create index citizen_report_graded on citizen_report (received_at desc) where grade is not null;

create table rectification (
  report_id bigint primary key references citizen_report(id),
  opened_at timestamptz not null,
  due_at    timestamptz not null,
  called_at timestamptz,
  called_by text not null,
  call_note text not null,
  done_at   timestamptz,
  done_by   text not null,
  result    text not null
);
create index rectification_open on rectification (due_at) where done_at is null;

-- "is there one like it nearby" is asked while somebody types
create index city_case_place on city_case using gist (point(lng, lat)) where lng is not null;
