-- Sound levels are averaged by their energy: of such a window the sum is one of 10^(L/10).
-- Sums of before this column are plain ones; a property that is averaged by energy passes them over.
alter table vital_window add column energy boolean not null default false;
