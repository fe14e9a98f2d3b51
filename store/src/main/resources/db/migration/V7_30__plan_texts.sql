-- what the plan's files said, each time they said something else: append-only, lines by id with their fields
create table plan_text (
  version bigint primary key,
  at      timestamptz not null,
  lines   jsonb not null
);
