-- Which cases changed since they were last counted. A trigger fills it (R__case_touches), so that no
-- way of changing a case can forget it.
create table case_moved (
  seq     bigint generated always as identity primary key,
  case_id bigint not null
);

-- Each case as it was last counted: what it must be taken off the sums as when it changes.
create table case_counted (
  case_id  bigint primary key,
  division text not null,
  moments  timestamptz[] not null, -- opened, registered, due, handled, closed; null where not yet
  flags    smallint not null
);

-- What was counted of a division and period: received, registered, reported, due to handle, handled,
-- handled in time, overdue, extended, due to close, closed, closed in time, reworked; without a
-- limit, simulated.
create table case_sum (
  division text not null,
  period   text not null,
  counts   bigint[] not null,
  primary key (division, period)
);

-- Every case is counted anew, once.
drop trigger if exists case_touches on city_case;
drop table case_touched;
insert into case_moved (case_id) select id from city_case order by id;
