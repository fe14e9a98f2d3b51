-- Versions of packs in this city, and what people proposed. Files are kept whole: a pack is some
-- 50 kB and changes a few times a month.
create table pack_version (
  pack           text not null,
  number         bigint not null,
  kind           text not null,
  held           boolean not null,
  files          jsonb not null,
  proposed_by    text not null,
  proposed_login text not null,
  proposed_at    timestamptz not null,
  proposed_why   text not null,
  released_by    text not null,
  released_login text not null,
  released_at    timestamptz not null,
  released_why   text not null,
  from_at        timestamptz not null,
  in_force_at    timestamptz,
  back           bigint,
  primary key (pack, number),
  -- two persons, or what was found on disk
  check (kind = 'BASE' or proposed_by <> released_by)
);

create index pack_version_waiting on pack_version (from_at) where in_force_at is null;

create table pack_proposal (
  id             bigint generated always as identity primary key,
  pack           text not null,
  base           bigint not null,
  files          jsonb not null,
  back           bigint,
  state          text not null,
  proposed_by    text not null,
  proposed_login text not null,
  proposed_at    timestamptz not null,
  proposed_why   text not null,
  decided_by     text,
  decided_login  text,
  decided_at     timestamptz,
  decided_why    text
);

create index pack_proposal_pack on pack_proposal (pack, id desc);
