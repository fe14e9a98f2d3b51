-- Sendings and returns of a period (GB/T 30428.4 counts both) without reading all timelines.
create index case_event_moves on case_event (at) where kind in ('dispatch', 'return');
