-- Datastreams that were deleted. Their observations stay in the segments of the history, which are never rewritten for
-- that; whoever asks for the observations of all datastreams together must know whose to leave out.
create table sta_deleted_datastream (
  datastream bigint primary key
);
