-- A MultiDatastream (SensorThings 1.1, clause 12) is a datastream whose results are arrays. It shares the ids, the shard,
-- the log and the history of the others; what differs is that it has a type and a unit for each place of the array, and
-- an ordered list of observed properties instead of one.
alter table sta_datastream alter column observed_property drop not null;
alter table sta_datastream add column multi_types jsonb; -- multiObservationDataTypes; null for a datastream of one
alter table sta_datastream add constraint sta_datastream_observes check (multi_types is not null or observed_property is not null);

create table sta_multi_property (
  datastream        bigint not null references sta_datastream on delete cascade,
  place             integer not null,
  observed_property bigint not null references sta_observed_property on delete cascade,
  primary key (datastream, place)
);
create index sta_multi_property_back on sta_multi_property (observed_property, datastream);

-- the two entity types as the service shows them; both can be written through
create view sta_single_datastream as select * from sta_datastream where multi_types is null;
create view sta_multi_datastream as select * from sta_datastream where multi_types is not null;
