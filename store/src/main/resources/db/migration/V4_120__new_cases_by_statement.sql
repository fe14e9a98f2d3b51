-- What stands beside a new case is written once for all cases of a statement: a storm opens hundreds
-- with one, and a trigger for each row asks the same of each. Changes are of one case, as before.

create function case_words_add() returns trigger language plpgsql as $$
begin
  insert into case_words
  select id, case_words_of(number, title_zh, title_en, description) from fresh;
  return null;
end $$;
drop trigger case_words_new on city_case;
create trigger case_words_new after insert on city_case
  referencing new table as fresh for each statement execute function case_words_add();

create function case_place_add() returns trigger language plpgsql as $$
begin
  insert into case_place select id, point(lng, lat) from fresh where lng is not null;
  return null;
end $$;
drop trigger case_place_new on city_case;
create trigger case_place_new after insert on city_case
  referencing new table as fresh for each statement execute function case_place_add();
drop function case_place_keep();
