-- How many live things of a division each rule judges, and how; one row for each shard, values are absolute.
create table rule_standing (
  rule         text not null,
  division     text not null,       -- the things' finest division; empty without a place
  shard        integer not null,
  ok           integer not null,
  pending      integer not null,
  firing       integer not null,
  cannot_judge integer not null,
  at           timestamptz not null,
  primary key (rule, division, shard)
) with (fillfactor = 80);           -- rows are updated again and again: room for the new one on the same page
