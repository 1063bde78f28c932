-- A certified organisation is also found by characters from the middle of its name: by every two that follow each other.
alter table employer add column name_pairs text[];
update employer set name_pairs = (select array_agg(distinct substr(name, i, 2)) from generate_series(1, length(name) - 1) i)
  where certified_sealed is not null and name is not null;
create index employer_certified_pairs on employer using gin (name_pairs) where certified_sealed is not null;
comment on column employer.name_pairs is 'Every two neighbouring characters of the name that was certified.';

-- What graduates of a school named before is sought by any part of the name, among the rows of that school: the key finds them.
drop index named_employer_by_name;
drop index named_employer_by_letters;
drop index named_employer_by_initials;
