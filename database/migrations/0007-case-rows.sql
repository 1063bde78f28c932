-- A case carries what lists show, search and sort by, so that a page of a list reads its own rows and nothing else.

alter table destination_case
  add column graduate_name text,
  add column graduate_pinyin text,
  add column graduate_initials text,
  add column student_number text,
  add column exam_number text,
  add column class_name text,
  add column major_code text,
  add column major_name text,
  add column education_level text,
  add column submitted_at timestamptz,
  add column waits_at text constraint destination_case_waits_at check (waits_at in ('department', 'school')),
  add column mark text,
  add column marked_at timestamptz,
  add constraint destination_case_marked_whole check ((mark is null) = (marked_at is null));

update destination_case c set
  graduate_name = g.name,
  graduate_pinyin = g.name_pinyin,
  graduate_initials = regexp_replace(g.name_pinyin, '(\S)\S*\s*', '\1', 'g'),
  student_number = coalesce(g.student_number, ''),
  exam_number = g.exam_number,
  class_name = coalesce(g.class_name, ''),
  major_code = g.major_code,
  major_name = g.major_name,
  education_level = g.education_level,
  submitted_at = case when c.state = 'draft' then null else c.created_at end,
  waits_at = case
    when split_part(c.state, '.', 2) in ('department', 'school') then split_part(c.state, '.', 2)
    when c.state = 'schoolAsked' then 'school' end,
  mark = case c.state when 'schoolAsked' then 'helpAsked' when 'voided' then 'voided' end,
  marked_at = case when c.state in ('schoolAsked', 'voided') then c.updated_at end
from graduate g where g.school_id = c.school_id and g.id = c.graduate_id;

alter table destination_case
  alter column graduate_name set not null,
  alter column graduate_pinyin set not null,
  alter column graduate_initials set not null,
  alter column student_number set not null,
  alter column exam_number set not null,
  alter column class_name set not null,
  alter column major_code set not null,
  alter column major_name set not null,
  alter column education_level set not null;

comment on column destination_case.graduate_name is 'This and the next eight are the graduate''s roster row, written when the case is opened and when the roster changes.';
comment on column destination_case.graduate_pinyin is 'Syllables with a space between; graduate_initials is the first letter of each.';
comment on column destination_case.submitted_at is 'Since when others than its owner see the case; null while it is a draft.';
comment on column destination_case.waits_at is 'The review level that it waits for, if any: the index of 待我处理.';
comment on column destination_case.mark is 'What the flow wants to be found again later: the school was asked for help, the destination was voided; stays from then on.';

create index destination_case_waiting on destination_case (school_id, flow, waits_at, updated_at, id)
  where waits_at is not null and frozen_at is null;
create index destination_case_waiting_in_department on destination_case (school_id, department_id, flow, waits_at, updated_at, id)
  where waits_at is not null and frozen_at is null;
create index destination_case_listed on destination_case (school_id, flow, updated_at desc, id desc)
  where submitted_at is not null and frozen_at is null;
create index destination_case_listed_in_department on destination_case (school_id, department_id, flow, updated_at desc, id desc)
  where submitted_at is not null and frozen_at is null;
create index destination_case_by_submission on destination_case (school_id, flow, submitted_at desc, id desc)
  where submitted_at is not null and frozen_at is null;
create index destination_case_by_employer_name on destination_case (school_id, flow, employer_name, id) where submitted_at is not null and frozen_at is null;
-- Also what a search reads: the names and numbers of a school's cases, without the cases.
create index destination_case_by_name on destination_case (school_id, flow, graduate_pinyin, id)
  include (graduate_name, graduate_initials, student_number, exam_number) where submitted_at is not null and frozen_at is null;
create index destination_case_marked on destination_case (school_id, mark, updated_at desc, id desc) where mark is not null and frozen_at is null;
