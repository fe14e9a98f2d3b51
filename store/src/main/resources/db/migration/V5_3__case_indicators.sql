-- Moments whose counts a change of a case touches: what was true before it and what is true after.
-- A trigger fills it, so that no way of changing a case can forget it; the city's zone, which makes
-- months of moments, is known to the program alone.
create table case_touched (
  seq      bigint generated always as identity primary key,
  division text not null,
  at       timestamptz not null
);

create function case_touches() returns trigger language plpgsql as $$
begin
  insert into case_touched (division, at)
  select distinct m.division, m.at from (
    select new.division, unnest(array[new.opened_at, new.registered_at, new.closing_due_at,
      new.handled_at, new.closed_at]) as at
    union all
    select old.division, unnest(array[old.opened_at, old.registered_at, old.closing_due_at,
      old.handled_at, old.closed_at]) where old.id is not null
  ) m where m.at is not null;
  return null;
end $$;

create trigger case_touches after insert or update on city_case
  for each row execute function case_touches();

insert into case_touched (division, at)
select distinct division, unnest(array[opened_at, registered_at, closing_due_at, handled_at, closed_at])
from city_case;
delete from case_touched where at is null;
