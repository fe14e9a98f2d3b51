-- The mean of each hour of a day by the city's clocks, null where it is not valid: 24 numbers beside
-- the day that they belong to, some 200 bytes. Days that were computed before have none until they
-- are computed again.
alter table day_stat add column hour_means double precision[];
