-- SHA-256 of the certificate that a device shows in place of a secret; '' for a key with a secret.
alter table device_key add column certificate text not null default '';

-- of one certificate there is one good key
create unique index device_key_certificate on device_key (certificate) where certificate <> '' and revoked is null;
