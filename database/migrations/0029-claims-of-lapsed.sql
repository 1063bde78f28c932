-- What a lapsed row had claimed is free: another school may take it over. The row says still who had it, so the graduate can read.
alter table person_cohort add column lapsed_at timestamptz, add column taken_from bigint;
alter table exam_number add column lapsed_at timestamptz, add column taken_from bigint;
comment on column person_cohort.lapsed_at is 'Since when the graduate is off the roster: the claim is free for any school.';
comment on column person_cohort.taken_from is 'The school whose lapsed graduate this was before.';
comment on column exam_number.lapsed_at is 'As of person_cohort.';
comment on column exam_number.taken_from is 'As of person_cohort.';

update person_cohort c set lapsed_at = g.lapsed_at
from graduate g
where g.school_id = c.school_id and g.person_id = c.person_id and g.cohort = c.cohort and g.lapsed_at is not null;
