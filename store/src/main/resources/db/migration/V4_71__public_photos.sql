-- Photos are made public one by one, as copies in which faces and plates are painted over. What was public before was
-- never looked at photo by photo: it is public no more.
alter table citizen_report
  add column public_photos jsonb not null default '[]',   -- [{photo, id, marks: [[x, y, width, height]], by, at}]
  drop column released_photos;

-- somebody fetches a copy by its id
create index citizen_report_public on citizen_report using gin (public_photos jsonb_path_ops);
