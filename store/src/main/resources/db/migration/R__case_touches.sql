-- Repeatable: written anew after all numbered migrations whenever it changes.
--
-- A change leaves one row with the number of the case. Nothing is left by a change of which no
-- figure is counted: who accepts or takes a case moves no rate. New cases leave theirs once for all
-- of a statement.
--
-- What a change must touch is asked in the function, not as the trigger's condition: that would be
-- read from its text with each statement.
create or replace function case_touches() returns trigger language plpgsql as $$
begin
  if old.division <> new.division
    or old.verified <> new.verified
    or (old.reworks > 0) <> (new.reworks > 0)
    or (old.extensions > 0) <> (new.extensions > 0)
    or old.simulated <> new.simulated
    or old.origin <> new.origin
    or old.handled_in_time is distinct from new.handled_in_time
    or old.opened_at <> new.opened_at
    or old.registered_at is distinct from new.registered_at
    or old.closing_due_at is distinct from new.closing_due_at
    or old.handled_at is distinct from new.handled_at
    or old.closed_at is distinct from new.closed_at
    or (old.state <> new.state and (old.state in ('CLOSED', 'CANCELLED', 'MERGED')
      or new.state in ('CLOSED', 'CANCELLED', 'MERGED'))) then
    insert into case_moved (case_id) values (new.id);
  end if;
  return null;
end $$;

create or replace function case_touches_new() returns trigger language plpgsql as $$
begin
  insert into case_moved (case_id) select id from fresh;
  return null;
end $$;

drop trigger if exists case_touches on city_case;
drop trigger if exists case_touches_change on city_case;
drop trigger if exists case_touches_new on city_case;
create trigger case_touches after update on city_case
  for each row execute function case_touches();
create trigger case_touches_new after insert on city_case
  referencing new table as fresh for each statement execute function case_touches_new();
