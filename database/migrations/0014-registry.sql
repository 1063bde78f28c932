create table registry_record (
  school_id bigint not null,
  graduate_id bigint not null,
  part text not null constraint registry_record_part check (part in ('destination', 'archive', 'hukou')),
  source text not null constraint registry_record_source check (source in ('platform', 'registry-upload', 'registry-api')),
  content_sealed bytea not null,
  destination_type text,
  employer_name text,
  uscc text,
  origin_case_id bigint,
  origin_version integer,
  note text constraint registry_record_note check (note in ('destination-ended')),
  reported_at timestamptz not null,
  primary key (school_id, graduate_id, part)
);
comment on table registry_record is 'The employment registry''s reported record, by part, with the source of each.';

create table registry_record_history (
  school_id bigint not null,
  graduate_id bigint not null,
  id bigint generated always as identity,
  part text not null,
  source text not null,
  change text not null constraint registry_record_history_change check (change in ('written', 'cleared')),
  content_sealed bytea,
  origin_case_id bigint,
  at timestamptz not null,
  primary key (school_id, graduate_id, id)
);
comment on table registry_record_history is 'Everything that the reported record ever held. Insert only.';
