-- A message may tell of cases, as those that a warning of others opened.

alter table notification add column cases bigint[] not null default '{}';
