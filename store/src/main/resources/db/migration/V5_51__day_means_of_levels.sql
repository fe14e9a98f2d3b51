-- Whether the means of a day were taken by energy. Of a property whose averaging changes,
-- days that were taken the other way are passed over until they are computed again.
alter table day_stat add column energy boolean not null default false;
