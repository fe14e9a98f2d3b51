-- what was given to a person, the latest first
create index alert_assignment_to on alert_assignment (to_id, id);
