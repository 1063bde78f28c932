-- Organisations that graduates of a school named before, found by the beginning of the name, of its pinyin or of its initials, or by the code.
create table named_employer (
  school_id bigint not null constraint named_employer_school references school (id),
  uscc text not null,
  name text not null,
  letters text not null default '',
  initials text not null default '',
  primary key (school_id, uscc, name)
);
create index named_employer_by_name on named_employer (school_id, name text_pattern_ops);
create index named_employer_by_letters on named_employer (school_id, letters text_pattern_ops);
create index named_employer_by_initials on named_employer (school_id, initials text_pattern_ops);
comment on table named_employer is 'Names and codes of organisations in destinations that came into force, and nothing else of anybody.';
comment on column named_employer.letters is 'Pinyin without tones and spaces; empty of rows older than this table, until the name comes again.';
insert into named_employer (school_id, uscc, name)
  select distinct school_id, uscc, employer_name from destination_case where state = 'effective' and uscc <> '';
drop index destination_case_named_employers;
drop index destination_case_named_codes;
