-- The definition by which the values of an indicator were last brought up to date, spelled out with
-- the parameters that it quotes. One that differs from what is in force is computed anew.
create table indicator_definition (
  indicator text primary key,
  said      text not null
);
