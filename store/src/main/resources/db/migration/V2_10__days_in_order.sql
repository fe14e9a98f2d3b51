-- A round takes the oldest days first: by the whole order, or a million of one mark are sorted each time.
drop index dirty_day_mark;
create index dirty_day_order on dirty_day (mark, datastream, epoch_day);
