-- Since when a datastream gives its newest value: what a flat line is told by after a restart. The
-- smallest bigint where it is not known.
alter table datastream_extent add column flat_since_ms bigint not null default -9223372036854775808;
