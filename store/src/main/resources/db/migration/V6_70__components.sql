-- What each place of a MultiDatastream's arrays observes for a pack, and how its unit is reached: as the columns of the
-- same name of a datastream. Empty when no pack knows it, or its unit does not convert.
alter table sta_multi_property add column property text not null default '';
alter table sta_multi_property add column factor double precision not null default 1;
alter table sta_multi_property add column shift double precision not null default 0;
