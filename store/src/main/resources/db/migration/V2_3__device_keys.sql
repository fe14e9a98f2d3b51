-- Keys of devices and gateways. hash: SHA-256 of a random secret of 256 bits, so no salt is needed.
create table device_key (
  id          bigint generated always as identity primary key,
  name        text        not null,
  hash        text        not null,
  things      bigint[]    not null,
  datastreams bigint[]    not null,
  made        timestamptz not null,
  made_by     text        not null,
  revoked     timestamptz
);
