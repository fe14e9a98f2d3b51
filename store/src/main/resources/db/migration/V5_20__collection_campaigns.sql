-- Collection campaigns of the city health check: who reports which dimensions of a year by when.
create table collection_campaign (
  id          bigint generated always as identity primary key,
  year        text not null,
  dimensions  text[] not null,
  divisions   text[] not null,
  deadline    timestamptz not null,
  remind_days int not null,
  state       text not null,
  opened_by   text not null,
  opened_at   timestamptz not null,
  closed_at   timestamptz,
  words       text not null,
  version     bigint not null
);
create index collection_campaign_year on collection_campaign (year, id);
