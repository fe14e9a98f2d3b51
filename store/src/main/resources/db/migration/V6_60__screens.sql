-- Screens of operations rooms: a key instead of a login, made and taken back by an administrator.
create table screen (
  id         bigint generated always as identity primary key,
  name       text not null,
  key_hash   text not null unique,           -- only the hash: a copy of this table opens nothing
  division   text not null,
  seconds    int not null,
  made_at    timestamptz not null,
  revoked_at timestamptz
);
