-- who looks after an alert; the newest of an alert counts
create table alert_assignment (
  id    bigint generated always as identity primary key,
  alert text not null references alert(id),
  to_id text not null,
  by_id text not null,
  at    timestamptz not null,
  note  text not null
);
create index alert_assignment_alert on alert_assignment (alert, id);
