-- An act writes a case's row anew, and with it an entry in each index that the row is in: fewer
-- indices, and rows in fewer of them, are most of what an act can spare. A million cases: some 20 s.

-- one index of numbers finds the whole and the beginning
drop index city_case_number;
alter table city_case drop constraint city_case_number_key;
create unique index city_case_number on city_case (number text_pattern_ops);

-- only cases of alerts are looked for by thing or by rule; what people report has neither
drop index city_case_open_thing;
create index city_case_open_thing on city_case (thing)
  where thing is not null
    and state not in ('CLOSED', 'REJECTED', 'FORCED', 'CANCELLED', 'MERGED');
drop index city_case_open_procedure;
create index city_case_open_procedure on city_case (division, procedure)
  where (rule <> '' or procedure <> '')
    and state not in ('CLOSED', 'REJECTED', 'FORCED', 'CANCELLED', 'MERGED');

-- a place never changes: it stands beside the case, as the words do
create table case_place (
  case_id bigint primary key references city_case(id) on delete cascade,
  place   point not null
);
insert into case_place select id, point(lng, lat) from city_case where lng is not null;
create index case_place_place on case_place using gist (place);
drop index city_case_place;

create function case_place_keep() returns trigger language plpgsql as $$
begin
  insert into case_place values (new.id, point(new.lng, new.lat));
  return null;
end $$;
create trigger case_place_new after insert on city_case
  for each row when (new.lng is not null) execute function case_place_keep();

-- the timeline is found by case and version; its entries are written with their case, in the unit of
-- work that holds the case's row, and no case is ever deleted: nothing is left for a key to guard
alter table case_event drop constraint case_event_pkey;
alter table case_event drop constraint case_event_case_id_fkey;

-- the audit trail only grows: where a time stands follows from a summary of its pages
drop index audit_entry_at;
create index audit_entry_at on audit_entry using brin (at);
