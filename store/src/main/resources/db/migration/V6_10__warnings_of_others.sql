-- Warnings of others as they arrived over CAP, and the cases that they opened.

create table warning (
  key          text primary key,            -- sender,identifier,instant
  thread       text not null,               -- key of the first message of the matter
  refs         text[] not null,             -- keys of the messages that it is about
  sender       text not null,
  identifier   text not null,
  sent         timestamptz not null,
  msg_type     text not null,
  status       text not null,
  sender_name  text not null,
  event        text not null,
  headline     text not null,
  severity     text not null,
  urgency      text not null,
  certainty    text not null,
  description  text not null,
  instruction  text not null,
  areas        text not null,
  colour       smallint,                    -- as they name it: 1 red .. 4 blue
  effective    timestamptz,
  expires      timestamptz,
  state        text not null,
  replaced_by  text,
  seal         text not null,
  streets      text[] not null,
  via          text not null,
  received_at  timestamptz not null,
  xml          text not null
);
create index warning_sent on warning (sent desc);
create index warning_refs on warning using gin (refs);
create index warning_active on warning (expires) where state = 'ACTIVE';

-- one case a matter and street: who takes the row opens the case
create table warning_case (
  thread   text not null,
  division text not null,
  case_id  bigint references city_case(id),
  primary key (thread, division)
);
