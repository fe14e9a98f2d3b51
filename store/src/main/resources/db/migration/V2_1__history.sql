-- How far each consumer of a log has come. applied: newest observation entry whose effects are applied.
create table flow_offset (
  consumer    text   not null,
  shard       int    not null,
  next_offset bigint not null,
  applied     bigint not null default -1,
  primary key (consumer, shard)
);

-- Which log the positions refer to: a log that was made anew must not be read with old positions.
create table flow_topic (
  topic    text primary key,
  identity text not null
);

create sequence history_segment_id;

-- The truth about which files are history. A file that is not named here is an orphan.
create table history_segment (
  id             bigint primary key,
  file           text     not null unique,
  row_count      bigint   not null,
  bytes          bigint   not null,
  level          int      not null,
  min_datastream bigint   not null,
  max_datastream bigint   not null,
  min_time_ms    bigint   not null,
  max_time_ms    bigint   not null,
  min_id         bigint   not null,
  max_id         bigint   not null,
  from_offset    bigint[] not null,
  to_offset      bigint[] not null
);

-- Corrections and deletions, laid over the segments when they are read.
create table observation_patch (
  observation_id bigint primary key,
  datastream     bigint not null,
  original_ms    bigint not null,
  deleted        boolean not null,
  time_ms        bigint not null,
  value          double precision not null,
  extra          text
);

-- Idempotency keys (64 bits of SHA-256) of the batches that are in the history.
create table batch_key (
  shard      int    not null,
  key_hash   bigint not null,
  log_offset bigint not null,
  primary key (shard, key_hash)
);
create index batch_key_offset on batch_key (shard, log_offset);

create table datastream_extent (
  datastream bigint primary key,
  first_ms   bigint not null,
  last_ms    bigint not null,
  last_id    bigint not null,
  last_value double precision not null,
  last_extra text,
  last_flags int    not null
) with (fillfactor = 70); -- updated with every segment: room for the new row on the same page

-- Days of datastreams whose statistics are to be computed again.
create sequence dirty_mark;
create table dirty_day (
  datastream bigint not null,
  epoch_day  bigint not null,
  mark       bigint not null,
  primary key (datastream, epoch_day)
);
create index dirty_day_mark on dirty_day (mark);
