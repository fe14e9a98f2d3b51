-- Repeatable: written anew after all numbered migrations whenever it changes.
--
-- A change leaves one row with the moments whose months it may touch: those of the case before and
-- after, some of them empty. Nothing is left by a change of which no figure is counted: who accepts
-- or takes a case moves no rate.
alter table case_touched add column if not exists moments timestamptz[];
alter table case_touched alter column at drop not null;

-- What a change must touch is asked in the function, not as the trigger's condition: that would be
-- read from its text with each statement.
create or replace function case_touches() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into case_touched (division, moments) values (new.division,
      array[new.opened_at, new.registered_at, new.closing_due_at, new.handled_at, new.closed_at]);
    return null;
  end if;
  if not (old.division <> new.division
    or old.verified <> new.verified
    or old.returns <> new.returns
    or old.reworks <> new.reworks
    or old.extensions <> new.extensions
    or old.simulated <> new.simulated
    or old.organisation is distinct from new.organisation
    or old.handled_in_time is distinct from new.handled_in_time
    or old.registered_at is distinct from new.registered_at
    or old.closing_due_at is distinct from new.closing_due_at
    or old.handled_at is distinct from new.handled_at
    or old.closed_at is distinct from new.closed_at
    or (old.state <> new.state and (old.state in ('CLOSED', 'CANCELLED', 'MERGED')
      or new.state in ('CLOSED', 'CANCELLED', 'MERGED')))) then
    return null;
  end if;
  if old.division <> new.division then
    insert into case_touched (division, moments) values (old.division,
      array[old.opened_at, old.registered_at, old.closing_due_at, old.handled_at, old.closed_at]);
  end if;
  insert into case_touched (division, moments) values (new.division,
    array[new.opened_at, new.registered_at, new.closing_due_at, new.handled_at, new.closed_at,
      old.opened_at, old.registered_at, old.closing_due_at, old.handled_at, old.closed_at,
      case when new.organisation is distinct from old.organisation or new.returns <> old.returns
        then new.changed_at end]); -- sendings and returns count when they happen
  return null;
end $$;

drop trigger if exists case_touches on city_case;
drop trigger if exists case_touches_change on city_case;
create trigger case_touches after insert or update on city_case
  for each row execute function case_touches();
