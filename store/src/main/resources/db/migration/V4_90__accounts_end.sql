-- An account is closed, never deleted: the audit trail names it.
alter table account add column closed_at timestamptz;

-- A link by which a person sets a new password: one an account, used once, for some hours. Only the
-- hash of what stands in the link is kept: a copy of this table opens nothing.
create table account_link (
  account    text primary key references account(id),
  token_hash text not null unique,
  until_at   timestamptz not null
);
