-- Day statistics: one row per thing, property and day of the city's zone.
create table day_stat (
  day       date not null,
  thing     bigint not null,
  property  text not null,
  division  text not null,
  simulated boolean not null,
  count     integer not null,
  bad       integer not null,
  hours     smallint not null,
  mean      double precision,
  max1h     double precision,
  max8h     double precision,
  windows   smallint not null,
  rule      text not null,
  primary key (day, thing, property)
);
create index day_stat_division on day_stat (division text_pattern_ops, day);

-- The index of a division on a day, from the statistics above.
create table division_day (
  index_id     text not null,
  division     text not null,
  day          date not null,
  value        integer,
  reason       text not null,
  category     text not null,
  primaries    text[] not null,
  rule_set     text not null,
  inputs       jsonb not null,
  stations     integer not null,
  observations bigint not null,
  simulated    boolean not null,
  primary key (index_id, division, day)
);

-- The figure that stands. period is yyyy or yyyy-MM.
create table indicator_value (
  indicator    text not null,
  division     text not null,
  period       text not null,
  definition   text not null,
  value        double precision,
  reason       text not null,
  numerator    bigint not null,
  denominator  bigint not null,
  days         integer not null,
  expected     integer not null,
  items        text[] not null,
  missing      text[] not null,
  rule_sets    text[] not null,
  stations     integer not null,
  observations bigint not null,
  simulated    boolean not null,
  computed_at  timestamptz not null,
  primary key (indicator, division, period)
);
create index indicator_value_period on indicator_value (indicator, period);

-- What stood before, with the reason of the change.
create table indicator_superseded (
  id          bigint generated always as identity primary key,
  replaced_at timestamptz not null,
  why         text not null,
  like indicator_value
);
create index indicator_superseded_of on indicator_superseded (indicator, division, period, id);
