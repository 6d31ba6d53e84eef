-- One text for SQLite and PostgreSQL. Times are seconds since 1970, unless a name says otherwise;
-- of everything that opens something only a SHA-256 is kept.

create table team (
  id            varchar(22) primary key,
  name          varchar(80) not null,
  domain        varchar(253) unique,
  anyone        integer not null,
  hosts         varchar(8) not null,
  sign_in       integer not null,
  guests        bigint not null,
  session_bytes bigint not null,
  audit_days    bigint not null,
  created       bigint not null
);

create table person (
  id        varchar(22) primary key,
  email     varchar(254) not null unique,
  name      varchar(160) not null,
  admin     integer not null,
  blocked   integer not null,
  team      varchar(22) references team (id),
  team_role varchar(8) not null,
  created   bigint not null
);
create index person_team on person (team);

create table identity (
  issuer  varchar(500) not null,
  subject varchar(255) not null,
  person  varchar(22) not null references person (id) on delete cascade,
  primary key (issuer, subject)
);

create table device (
  id      varchar(22) primary key,
  person  varchar(22) not null references person (id) on delete cascade,
  token   varchar(43) not null unique,
  kind    varchar(8) not null,
  name    varchar(80) not null,
  created bigint not null,
  seen    bigint not null,
  expires bigint not null
);
create index device_person on device (person);

create table mail_link (
  token   varchar(43) primary key,
  email   varchar(254) not null,
  expires bigint not null
);

create table device_code (
  token   varchar(43) primary key,
  code    varchar(9) not null unique,
  name    varchar(80) not null,
  person  varchar(22) references person (id) on delete cascade,
  denied  integer not null,
  expires bigint not null
);

create table passkey (
  id         varchar(400) primary key,
  person     varchar(22) not null references person (id) on delete cascade,
  name       varchar(80) not null,
  credential text not null,
  created    bigint not null,
  used       bigint not null
);
create index passkey_person on passkey (person);

create table team_invite (
  team    varchar(22) not null references team (id) on delete cascade,
  email   varchar(254) not null,
  created bigint not null,
  primary key (team, email)
);

create table daily_use (
  person   varchar(22) not null references person (id) on delete cascade,
  day      bigint not null,
  bytes    bigint not null,
  sessions bigint not null,
  primary key (person, day)
);

create table audit (
  id      varchar(22) primary key,
  at_ms   bigint not null,
  actor   varchar(254) not null,
  action  varchar(40) not null,
  subject varchar(254) not null,
  detail  varchar(500) not null,
  team    varchar(22)
);
create index audit_at on audit (at_ms);
