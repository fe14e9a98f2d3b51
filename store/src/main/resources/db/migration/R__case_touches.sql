-- Repeatable: written anew after all numbered migrations whenever it changes.
--
-- Moments of one division within a quarter of an hour are one: no zone of the world begins a month
-- elsewhere than on a quarter of an hour. An act so leaves two rows instead of five.
create or replace function case_touches() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and old.division <> new.division then
    insert into case_touched (division, at)
    select distinct old.division, date_bin('15 minutes', m, timestamptz 'epoch')
    from unnest(array[old.opened_at, old.registered_at, old.closing_due_at, old.handled_at,
      old.closed_at]) m where m is not null;
  end if;
  if tg_op = 'UPDATE' then
    insert into case_touched (division, at)
    select distinct new.division, date_bin('15 minutes', m, timestamptz 'epoch')
    from unnest(array[new.opened_at, new.registered_at, new.closing_due_at, new.handled_at,
      new.closed_at, old.opened_at, old.registered_at, old.closing_due_at, old.handled_at,
      old.closed_at]) m where m is not null;
  else
    insert into case_touched (division, at)
    select distinct new.division, date_bin('15 minutes', m, timestamptz 'epoch')
    from unnest(array[new.opened_at, new.registered_at, new.closing_due_at, new.handled_at,
      new.closed_at]) m where m is not null;
  end if;
  return null;
end $$;
