-- Graduates taken off the roster and back, and requests for another training mode.

create table graduate_lapse (
  school_id bigint not null,
  id bigint generated always as identity,
  graduate_id bigint not null,
  lapsed_at timestamptz not null,
  reason text not null,
  text_sealed bytea,
  account_id bigint references account (id),
  restored_at timestamptz,
  restored_by bigint references account (id),
  primary key (school_id, id),
  foreign key (school_id, graduate_id) references graduate (school_id, id)
);
-- One at a time: whoever is gone cannot be deleted again.
create unique index graduate_lapse_open on graduate_lapse (school_id, graduate_id) where restored_at is null;
create index graduate_lapse_recent on graduate_lapse (school_id, lapsed_at desc, id desc) where restored_at is null;
comment on table graduate_lapse is 'When a graduate was taken off the roster, by whom and why, and when they came back.';
comment on column graduate_lapse.restored_by is 'Null when an upload brought the graduate back.';

insert into graduate_lapse (school_id, graduate_id, lapsed_at, reason)
select school_id, id, lapsed_at, '其他' from graduate where lapsed_at is not null;

alter table destination_case add column frozen_at timestamptz;
comment on column destination_case.frozen_at is 'Since when the graduate is off the roster: the case stands still, and is counted as 失效.';
update destination_case c set frozen_at = g.lapsed_at
from graduate g where g.school_id = c.school_id and g.id = c.graduate_id and g.lapsed_at is not null;
insert into desk_counter as n (school_id, department_id, cohort, flow, state, destination_type, count)
select school_id, department_id, cohort, flow, moved.state, destination_type, sum(moved.by)
from destination_case c cross join lateral (values (c.state, -1), ('lapsed', 1)) as moved (state, by)
where c.frozen_at is not null
group by school_id, department_id, cohort, flow, moved.state, destination_type
on conflict (school_id, department_id, cohort, flow, state, destination_type) do update set count = n.count + excluded.count;

create table training_mode_request (
  school_id bigint not null references school (id),
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
  account_id bigint not null references account (id),
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (school_id, id),
  foreign key (school_id, graduate_id) references graduate (school_id, id)
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
  school_id bigint not null references school (id),
  id text not null,
  request_id bigint,
  account_id bigint not null references account (id),
  name_sealed bytea not null,
  media_type text not null,
  pages integer not null,
  bytes bigint not null,
  evidence_file_id text not null,
  shown_file_id text not null,
  created_at timestamptz not null,
  primary key (school_id, id)
);
create index training_mode_file_of_request on training_mode_file (school_id, request_id) where request_id is not null;
comment on table training_mode_file is 'Evidence of such a request; without one until it is handed in.';
