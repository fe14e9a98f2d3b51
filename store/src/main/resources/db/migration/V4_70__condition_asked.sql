-- Another condition of the same kind (改情形) that waits for a decision, and who asked for it.
alter table city_case
  add column condition_asked    text,
  add column condition_asked_by text;
