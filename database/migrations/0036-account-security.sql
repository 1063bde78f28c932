-- Where a session is used from, when its person last proved who they are, and what goes with passwords and second factors.

alter table session add column begun_from text not null default '';
alter table session add column last_from text not null default '';
alter table session add column proven_at timestamptz;
comment on column session.begun_from is 'The network, as /24 or /48: enough to tell places apart.';
comment on column session.proven_at is 'When the person last showed a password, a second factor, or came back from 学信网: what touches security asks for it anew.';

alter table account add column initial_password_until timestamptz;
update account set initial_password_until = now() + interval '7 days' where initial_password;
comment on column account.initial_password_until is 'From then on the initial password opens nothing, and a new one has to be made.';

alter table school add column second_factor_since timestamptz;
comment on column school.second_factor_since is 'When the school last asked more kinds of accounts for a second factor: sessions that are begun later are led to it.';

create table recovery_code (
  account_id bigint not null constraint recovery_code_account references account (id),
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);
comment on table recovery_code is 'Each stands in once for a second factor that is lost; only keyed hashes are kept.';
