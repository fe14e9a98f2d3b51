-- Windows of live readings per division and property, one row for each shard that saw some; values are absolute.
create table vital_window (
  division  text not null,
  property  text not null,
  start_ms  bigint not null,
  shard     integer not null,
  length_ms bigint not null,
  count     bigint not null,
  sum       double precision not null,
  min       double precision not null,
  max       double precision not null,
  last_ms   bigint not null,
  last      double precision not null,
  simulated boolean not null,
  primary key (division, start_ms, property, shard)
) with (fillfactor = 80); -- the newest windows are updated several times: room for the new row on the same page
create index vital_window_start on vital_window (start_ms);
