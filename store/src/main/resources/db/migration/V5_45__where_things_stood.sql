-- Where a thing stood before it moved to another division: figures of a day count it where it stood
-- at the day's end. A trigger fills it, so that no way of moving a thing can forget it.
create table thing_stood (
  thing    bigint not null references sta_thing on delete cascade,
  until    timestamptz not null,
  division text not null,
  primary key (thing, until)
);

create function thing_stood() returns trigger language plpgsql as $$
begin
  -- two moves at once: it stood where it was before both
  insert into thing_stood (thing, until, division) values (old.id, now(), old.division)
    on conflict do nothing;
  -- its running day is counted again in both divisions; what day that is depends on the city's zone
  insert into dirty_day (datastream, epoch_day, mark)
  select d.id, day, nextval('dirty_mark')
  from sta_datastream d, (
    select distinct floor(extract(epoch from now() + h * interval '1 hour') / 86400)::bigint as day
    from unnest(array[-12, 14]) h) days
  where d.thing = new.id
  on conflict (datastream, epoch_day) do update set mark = excluded.mark;
  return null;
end $$;

create trigger thing_stood after update on sta_thing for each row
  when (old.division <> new.division and old.division <> '')
  execute function thing_stood();
