-- The words of a case stand beside it: they hardly ever change, while its row is written anew with
-- each act, and with it each of its indices - the index of words, some fifty keys a case, the most.

create table case_words (
  case_id bigint primary key references city_case(id) on delete cascade,
  words   text not null
);

create function case_words_of(number text, title_zh text, title_en text, description text)
returns text language sql immutable parallel safe as
$$ select number || ' ' || title_zh || ' ' || title_en || ' ' || description $$;

drop index city_case_words;
insert into case_words
select id, case_words_of(number, title_zh, title_en, description) from city_case;
-- what was written since the last merge is read through by each search: 256 kB are a millisecond
create index case_words_pairs on case_words using gin (case_bigrams(words))
  with (gin_pending_list_limit = 256);

create function case_words_keep() returns trigger language plpgsql as $$
begin
  insert into case_words values
    (new.id, case_words_of(new.number, new.title_zh, new.title_en, new.description))
  on conflict (case_id) do update set words = excluded.words;
  return null;
end $$;
create trigger case_words_new after insert on city_case
  for each row execute function case_words_keep();
create trigger case_words_change after update of number, title_zh, title_en, description on city_case
  for each row execute function case_words_keep();
