-- Who may do what where; who is in; and everything that a person changed.

create table account (
  id            text primary key,
  login         text not null unique,
  name_zh       text not null,
  name_en       text not null,
  roles         text[] not null,
  divisions     text[] not null,
  organisation  text,
  password_hash text not null,
  failures      int not null default 0,
  locked_until  timestamptz,
  made_at       timestamptz not null
);

-- only the hash of a token is kept: a copy of this table opens no session
create table session (
  token_hash text primary key,
  account    text not null references account(id),
  opened_at  timestamptz not null,
  expires_at timestamptz not null,
  from_addr  text not null
);
create index session_expiry on session (expires_at);

create table audit_entry (
  id        bigint generated always as identity primary key,
  at        timestamptz not null,
  by_id     text not null,
  login     text not null,
  role      text not null,
  action    text not null,
  subject   text not null,
  before    jsonb not null,
  after     jsonb not null,
  from_addr text not null
);
create index audit_entry_subject on audit_entry (subject text_pattern_ops, id);
create index audit_entry_by on audit_entry (by_id, id);
create index audit_entry_at on audit_entry (at);

-- append-only: not even the program that owns the table changes or removes what stands in it
create function audit_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is append-only';
end $$;
create trigger audit_entry_keeps before update or delete on audit_entry
  for each row execute function audit_is_append_only();
create trigger audit_entry_stays before truncate on audit_entry
  for each statement execute function audit_is_append_only();
