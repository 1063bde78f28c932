-- A code is an organisation's from its certification on: claims that nobody has looked at block nobody.
drop index employer_uscc_claimed;
create unique index employer_uscc_certified on employer (uscc) where certified_sealed is not null;
create index employer_by_uscc on employer (uscc) where uscc is not null;

create table employer_hand_over_history (
  employer_id bigint not null constraint employer_hand_over_employer references employer (id),
  id bigint generated always as identity,
  at timestamptz not null,
  operator_id bigint not null constraint employer_hand_over_operator references account (id),
  to_account_id bigint not null constraint employer_hand_over_account references account (id),
  reason_sealed bytea not null,
  primary key (employer_id, id)
);
comment on table employer_hand_over_history is 'When the operator handed an organisation over to another administrator, and why. Insert only.';
