create table training_mode_request (
  school_id bigint not null constraint training_mode_request_school references school (id),
  id bigint generated always as identity,
  graduate_id bigint not null,
  state text not null,
  is_open boolean not null,
  version integer not null default 1,
  from_mode text not null,
  from_unit text,
  from_region text,
  to_mode text not null,
  to_unit text,
  to_region text,
  text_sealed bytea not null,
  account_id bigint not null constraint training_mode_request_account references account (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (school_id, id),
  constraint training_mode_request_graduate foreign key (school_id, graduate_id) references graduate (school_id, id)
);
create unique index training_mode_request_one_open on training_mode_request (school_id, graduate_id) where is_open;
create index training_mode_request_recent on training_mode_request (school_id, created_at desc, id desc);
create index training_mode_request_waiting on training_mode_request (created_at, id) where is_open;
comment on table training_mode_request is 'Requests to change a graduate''s training mode or unit, which the province decides.';

create table training_mode_request_history (
  school_id bigint not null,
  request_id bigint not null,
  seq integer not null,
  at timestamptz not null,
  action text not null,
  by_role text not null,
  account_id bigint,
  to_state text not null,
  note_sealed bytea,
  primary key (school_id, request_id, seq)
);
comment on table training_mode_request_history is 'Every step of a request for another training mode. Insert only.';

create table training_mode_file (
  school_id bigint not null constraint training_mode_file_school references school (id),
  id text not null,
  request_id bigint,
  account_id bigint not null constraint training_mode_file_account references account (id),
  name_sealed bytea not null,
  media_type text not null,
  pages integer not null,
  bytes bigint not null,
  evidence_file_id text,
  shown_file_id text,
  created_at timestamptz not null,
  primary key (school_id, id)
);
create index training_mode_file_of_request on training_mode_file (school_id, request_id) where request_id is not null;
comment on table training_mode_file is 'Evidence of such a request. It names no request before the request is handed in.';
comment on column training_mode_file.evidence_file_id is 'Null once its years after graduation are over: that it was enclosed stays known.';
