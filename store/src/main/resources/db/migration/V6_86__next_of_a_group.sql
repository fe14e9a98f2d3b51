-- When the next first message of a group goes out: what comes until then goes with it.

alter table notify_group alter column told_at drop not null;
alter table notify_group add column next_at timestamptz;

-- the letters of a person by subject, of any channel
create index notification_subject on notification (recipient, md5(subject));
