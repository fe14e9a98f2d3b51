-- Devices and datastreams that come by the hundred thousand in one file.

-- The name that its keeper gave a device in such a file: what makes the same row twice one device. Null for all others.
alter table sta_thing add column register_key text;
create unique index sta_thing_register_key on sta_thing (register_key) where register_key is not null;
create index sta_sensor_name on sta_sensor (name);

-- A file and how far it is: done_bytes and the counts move in the transaction of each batch of rows.
create table registration (
  id          bigint generated always as identity primary key,
  name        text        not null,
  form        text        not null, -- CSV or JSON
  bytes       bigint      not null,
  begun       timestamptz not null,
  begun_by    text        not null,
  ended       timestamptz,          -- null while it goes on
  problem     text,                 -- why it goes no further; null when all rows are through
  done_bytes  bigint      not null default 0,
  rows        bigint      not null default 0, -- lines read, the header among them
  things      bigint      not null default 0,
  datastreams bigint      not null default 0,
  known       bigint      not null default 0,
  refused     bigint      not null default 0
);

create table registration_fault (
  registration bigint not null references registration on delete cascade,
  line         bigint not null,
  code         text   not null,
  message      text   not null,
  primary key (registration, line)
);
