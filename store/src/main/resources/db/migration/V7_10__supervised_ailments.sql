-- a supervised item is about what a meeting decided (month, entry, item) or about an ailment of the health check
-- (origin, such as checkup/2025/510104/health-check.homes-gas): never both, and an ailment is taken up once
alter table plan_supervised
  alter column month drop not null,
  alter column entry drop not null,
  add column origin text unique,
  add check ((month is null) = (entry is null) and (month is null) = (origin is not null));
