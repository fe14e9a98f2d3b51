-- Who has how many cases in hand is counted for each case that waits to be dispatched: by what is in
-- hand, not by all that is open. A case is in it from when it is taken until it is finished.
create index city_case_in_hand on city_case (handler, organisation) where state = 'HANDLING';
