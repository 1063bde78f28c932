-- The employer's desk: codes by which graduates are invited, default terms, members, many invitations at once.

create table invitation_code (
  school_id bigint not null,
  graduate_id bigint not null,
  code_hash bytea not null constraint invitation_code_once unique,
  code_sealed bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (school_id, graduate_id),
  foreign key (school_id, graduate_id) references graduate (school_id, id)
);
comment on table invitation_code is 'The one live code by which a graduate can be invited: found by its hash, sealed for the graduate alone. Withdrawn, it is gone.';

create table employer_terms (
  employer_id bigint primary key references employer (id),
  terms_sealed bytea not null,
  version integer not null,
  account_id bigint not null references account (id),
  updated_at timestamptz not null
);
comment on table employer_terms is '默认条款: what an invitation of this employer begins with.';

create table employer_join (
  employer_id bigint not null references employer (id),
  id bigint generated always as identity,
  name text not null,
  phone_hash bytea not null,
  phone_sealed bytea not null,
  state text not null
    constraint employer_join_state check (state in ('invited', 'asked', 'joined', 'refused', 'withdrawn')),
  invited_by bigint references account (id),
  account_id bigint references account (id),
  password_hash text,
  sms_state text not null default 'none'
    constraint employer_join_sms check (sms_state in ('none', 'queued', 'sending', 'sent', 'failed', 'unknown')),
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by bigint references account (id),
  primary key (employer_id, id),
  constraint employer_join_invited check (state <> 'invited' or invited_by is not null),
  -- Whoever waits to be let in has an account already, or the password for the one to come.
  constraint employer_join_asked check (state <> 'asked' or (account_id is null) <> (password_hash is null))
);
create unique index employer_join_open on employer_join (employer_id, phone_hash) where state in ('invited', 'asked');
create index employer_join_of_phone on employer_join (phone_hash) where state in ('invited', 'asked');
comment on table employer_join is 'Second persons of an employer: invited by its administrator, or asking to be let in.';
comment on column employer_join.account_id is 'The account that came of it, or that asks: of somebody who had registered the organisation once more.';
