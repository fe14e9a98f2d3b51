-- Alerts and things whose counts moved, for formulas over them: by rule or kind, division and moment.
-- Triggers fill it, so that no way of writing can forget it. Statements of many rows leave one row
-- for all alike; moments within a quarter of an hour are one, as in case_touched.
create table counted_touched (
  seq      bigint generated always as identity primary key,
  kind     text not null,               -- ALERTS or THINGS
  id       text not null,               -- a rule or a kind of things
  division text not null,
  at       timestamptz                  -- null for things, which are counted as they stand now
);

create function alerts_touch() returns trigger language plpgsql as $$
begin
  insert into counted_touched (kind, id, division, at)
  select distinct 'ALERTS', rule, division, date_bin('15 minutes', opened_at, timestamptz 'epoch')
  from touched;
  return null;
end $$;

create function things_touch() returns trigger language plpgsql as $$
begin
  insert into counted_touched (kind, id, division)
  select distinct 'THINGS', kind, division from touched where kind <> '' and division <> '';
  return null;
end $$;

create trigger alerts_touch_new after insert on alert
  referencing new table as touched for each statement execute function alerts_touch();
create trigger alerts_touch_gone after delete on alert
  referencing old table as touched for each statement execute function alerts_touch();
create trigger things_touch_new after insert on sta_thing
  referencing new table as touched for each statement execute function things_touch();
create trigger things_touch_gone after delete on sta_thing
  referencing old table as touched for each statement execute function things_touch();

-- most changes of an alert or a thing move no count: they are told apart before anything runs
create function alert_moves() returns trigger language plpgsql as $$
begin
  insert into counted_touched (kind, id, division, at) values
    ('ALERTS', old.rule, old.division, date_bin('15 minutes', old.opened_at, timestamptz 'epoch')),
    ('ALERTS', new.rule, new.division, date_bin('15 minutes', new.opened_at, timestamptz 'epoch'));
  return null;
end $$;
create trigger alert_moves after update on alert for each row
  when (old.rule <> new.rule or old.division <> new.division or old.opened_at <> new.opened_at
    or old.simulated <> new.simulated)
  execute function alert_moves();

create function thing_moves() returns trigger language plpgsql as $$
begin
  insert into counted_touched (kind, id, division)
  select distinct 'THINGS', k, d from (values (old.kind, old.division), (new.kind, new.division)) v(k, d)
  where k <> '' and d <> '';
  return null;
end $$;
create trigger thing_moves after update on sta_thing for each row
  when (old.kind <> new.kind or old.division <> new.division or old.simulated <> new.simulated)
  execute function thing_moves();

insert into counted_touched (kind, id, division, at)
select distinct 'ALERTS', rule, division, date_bin('15 minutes', opened_at, timestamptz 'epoch') from alert;
insert into counted_touched (kind, id, division)
select distinct 'THINGS', kind, division from sta_thing where kind <> '' and division <> '';
