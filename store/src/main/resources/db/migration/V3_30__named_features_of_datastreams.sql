-- A datastream that is deleted takes its named features along: without this the whole table is read
-- for each one.
create index sta_named_feature_back on sta_named_feature (datastream);
