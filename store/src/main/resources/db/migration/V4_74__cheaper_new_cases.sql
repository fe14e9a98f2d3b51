-- What a new case costs besides its row.

-- Pairs of characters: a function in SQL is parsed and planned each time it is asked, in PL/pgSQL once
-- a session. It answers the same, so that the index stands.
create or replace function case_bigrams(t text) returns text[]
language plpgsql immutable strict parallel safe as
$$
declare
  small text := lower(t);
begin
  return (select coalesce(array_agg(distinct substr(small, i, 2)), '{}')
    from generate_series(1, length(t) - 1) i);
end $$;

-- Each search read through what was written since the last merge, some hundred cases; and whoever
-- brought the list to its limit merged it, while others waited for the number of their case.
alter index case_words_pairs set (fastupdate = off);
select gin_clean_pending_list('case_words_pairs');

-- A condition of a trigger is read from its text with each statement; one in the function once.
create or replace function case_place_keep() returns trigger language plpgsql as $$
begin
  if new.lng is not null then
    insert into case_place values (new.id, point(new.lng, new.lat));
  end if;
  return null;
end $$;
drop trigger case_place_new on city_case;
create trigger case_place_new after insert on city_case
  for each row execute function case_place_keep();
