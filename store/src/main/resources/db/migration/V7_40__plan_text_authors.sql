-- who changed the plan's words, when and why: from the plan's files, or said later by a planner; null while nobody has said
alter table plan_text add column amended jsonb;
