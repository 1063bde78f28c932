create table employer_join (
  employer_id bigint not null constraint employer_join_employer references employer (id),
  id bigint generated always as identity,
  name text not null,
  phone_hash bytea not null,
  phone_sealed bytea not null,
  state text not null
    constraint employer_join_state check (state in ('invited', 'asked', 'joined', 'refused', 'withdrawn')),
  invited_by bigint constraint employer_join_invited_by references account (id),
  account_id bigint constraint employer_join_account references account (id),
  password_hash text,
  sms_state text not null default 'none'
    constraint employer_join_sms check (sms_state in ('none', 'queued', 'sending', 'sent', 'failed', 'unknown')),
  created_at timestamptz not null,
  decided_at timestamptz,
  decided_by bigint constraint employer_join_decided_by references account (id),
  primary key (employer_id, id),
  constraint employer_join_invited check (state <> 'invited' or invited_by is not null),
  -- A person who asks to be let in has an account already, or the password for the one to come.
  constraint employer_join_asked check (state <> 'asked' or (account_id is null) <> (password_hash is null))
);
create unique index employer_join_open on employer_join (employer_id, phone_hash) where state in ('invited', 'asked');
create index employer_join_of_phone on employer_join (phone_hash) where state in ('invited', 'asked');
comment on table employer_join is 'Second persons of an employer: invited by its administrator, or asking to be let in.';
comment on column employer_join.account_id is 'The account that came of it, or that asks: of somebody who had registered the organisation once more.';
