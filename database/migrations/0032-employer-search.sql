-- Graduates look employers up by the beginning of the name, of its pinyin or of its initials; or by the whole code.
alter table employer add column name_letters text, add column name_initials text;
create index employer_certified_name on employer (name text_pattern_ops) where certified_sealed is not null;
create index employer_certified_letters on employer (name_letters text_pattern_ops) where certified_sealed is not null;
create index employer_certified_initials on employer (name_initials text_pattern_ops) where certified_sealed is not null;
comment on column employer.name_letters is 'Pinyin without tones and spaces, of the name that was certified.';

-- What graduates of a school named before: names and codes of organisations, and nothing else of anybody.
create index destination_case_named_employers on destination_case (school_id, employer_name text_pattern_ops, uscc)
  where state = 'effective' and uscc <> '';
create index destination_case_named_codes on destination_case (school_id, uscc, employer_name) where state = 'effective' and uscc <> '';
