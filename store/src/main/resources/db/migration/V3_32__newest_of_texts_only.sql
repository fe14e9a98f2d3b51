-- The newest reading of a datastream stands in extents.bin of the history, which is worked out of the
-- segments where it is missing; here only those stay whose newest result is a text.
delete from datastream_extent where last_extra is null;
