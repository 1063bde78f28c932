-- What staff found out about an employer's business: a dated note each, of their school alone.

create table employer_note_history (
  school_id bigint not null references school (id),
  uscc text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  checked_on date not null,
  status text not null constraint employer_note_status
    check (status in ('active', 'abnormal', 'dishonest', 'suspended', 'revoked', 'cancelled', 'not-found')),
  text_sealed bytea,
  account_id bigint not null references account (id),
  primary key (school_id, uscc, id)
);
comment on table employer_note_history is 'Notes of a school''s staff on an employer''s business status; the newest counts. Insert only.';

-- What lists mark: few among all that any school ever marked.
create index flagged_employer_national on flagged_employer_count (uscc) where schools >= 5;
