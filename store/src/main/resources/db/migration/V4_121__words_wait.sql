-- The words of a new case stand here until they are put into the index, some hundred cases at once.
-- One case brings a hundred pairs of characters, and most of them stand in its neighbours, too:
-- putting them in case by case was half of what it cost to open one. A search reads through what
-- waits.
create table case_words_waiting (
  case_id bigint primary key,
  words   text not null
);

-- Who puts words in must not wait for those who work on their cases, nor hold them up, as a check of
-- a key would. No case is ever deleted: nothing is left for a key to guard.
alter table case_words drop constraint case_words_case_id_fkey;

-- Only whoever puts them in writes to the index: into its list of what is to be merged, and then
-- merges it, each pair of characters once for all cases that have it.
alter index case_words_pairs set (fastupdate = on, gin_pending_list_limit = 4096);

create or replace function case_words_add() returns trigger language plpgsql as $$
begin
  insert into case_words_waiting
  select id, case_words_of(number, title_zh, title_en, description) from fresh;
  return null;
end $$;

-- A change waits for whoever has taken the words to put them in, and finds them there then.
create or replace function case_words_keep() returns trigger language plpgsql as $$
declare
  changed text := case_words_of(new.number, new.title_zh, new.title_en, new.description);
begin
  update case_words_waiting set words = changed where case_id = new.id;
  if not found then
    insert into case_words values (new.id, changed)
    on conflict (case_id) do update set words = excluded.words;
  end if;
  return null;
end $$;
