-- Which submission of scans was a 情况说明: the case itself knows it of the last one only.

alter table case_file add column is_explanation boolean not null default false;
comment on column case_file.is_explanation is 'Handed in as a 情况说明, not as the stamped agreement.';

update case_file f set is_explanation = true
from destination_case c
where c.school_id = f.school_id and c.id = f.case_id and c.is_explanation and f.purpose = 'scan'
  and f.submitted_seq = (
    select max(last.submitted_seq) from case_file last
    where last.school_id = f.school_id and last.case_id = f.case_id and last.purpose = 'scan'
  );
