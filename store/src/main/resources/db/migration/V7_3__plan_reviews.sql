-- Evaluations of the plan (中期评估) and what was found of each item.

create table plan_review (
  id          bigint generated always as identity primary key,
  kind        text not null,
  cutoff      text not null,                -- 2023-06
  state       text not null,
  opened_at   timestamptz not null,
  reports_due timestamptz not null,
  changed_at  timestamptz not null,
  closed_at   timestamptz,
  version     bigint not null,
  unique (kind, cutoff)
);

create table plan_finding (
  id       bigint generated always as identity primary key,
  review   bigint not null references plan_review(id),
  item     text not null,
  unit     text,
  state    text not null,
  facts    jsonb not null,
  computed jsonb not null,
  report   jsonb,
  judged   jsonb,
  version  bigint not null,
  unique (review, item)
);
