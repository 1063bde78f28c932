-- Who of the desk has a case open: a row per person and case, renewed every half minute while the page is there.
create table case_viewer (
  school_id bigint not null,
  case_id bigint not null,
  account_id bigint not null,
  name text not null,
  seen_at timestamptz not null,
  primary key (school_id, case_id, account_id),
  constraint case_viewer_case foreign key (school_id, case_id) references destination_case (school_id, id)
);
create index case_viewer_by_time on case_viewer (seen_at);
comment on table case_viewer is 'Who has a case open on the desk. After a minute without a sign of life the row says nothing, and it is swept.';
