create table invitation_wish (
  employer_id bigint not null constraint invitation_wish_employer references employer (id),
  school_id bigint not null,
  graduate_id bigint not null,
  made_at timestamptz not null,
  ended_at timestamptz,
  primary key (employer_id, school_id, graduate_id)
);
create index invitation_wish_of_graduate on invitation_wish (school_id, graduate_id) where ended_at is null;
comment on table invitation_wish is 'Graduates who ask a certified employer to invite them online; ended when withdrawn or set aside.';
