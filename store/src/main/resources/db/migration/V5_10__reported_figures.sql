-- Reported figures: where a form of a division stands, and every version of its figures.
create table reported_sheet (
  form         text not null,
  division     text not null,
  period       text not null,          -- yyyy, yyyy-Qn or yyyy-MM
  state        text not null,
  submitted_by text,
  approved_by  text,
  words        text not null,
  changed_at   timestamptz not null,
  version      bigint not null,
  primary key (form, period, division)
);
create index reported_sheet_below on reported_sheet (form, period, division text_pattern_ops);

create table reported_figure (
  figure   text not null,
  division text not null,
  period   text not null,
  version  integer not null,
  value    double precision,
  note     text not null,
  by_id    text not null,
  by_name  text not null,
  at       timestamptz not null,
  reason   text not null,
  -- true for the newest version only: sums over a city must not look through old ones
  newest   boolean not null,
  primary key (figure, period, division, version)
);
create unique index reported_figure_newest
  on reported_figure (figure, period, division text_pattern_ops) where newest;

-- Values of formulas: the one that stands, and what stood before with the reason of the change.
create table formula_value (
  indicator   text not null,
  division    text not null,
  period      text not null,
  definition  text not null,
  value       double precision,
  reason      text not null,
  numerator   double precision,
  denominator double precision,
  inputs      jsonb not null,
  computed_at timestamptz not null,
  primary key (indicator, period, division)
);
create index formula_value_series on formula_value (indicator, division, period);

create table formula_past (
  id          bigint generated always as identity primary key,
  replaced_at timestamptz not null,
  why         text not null,
  like formula_value
);
create index formula_past_of on formula_past (indicator, division, period, id);
