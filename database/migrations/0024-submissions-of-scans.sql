-- Which submission of scans was a 情况说明: the case itself knows it of the last one only. Which files came by the employer's link.

alter table case_file add column is_explanation boolean not null default false;
comment on column case_file.is_explanation is 'Handed in as a 情况说明, not as the stamped agreement.';
alter table case_file add column by_agent boolean not null default false;
comment on column case_file.by_agent is 'Uploaded with the link that was sent to the employer.';
update case_file set by_agent = true where uploaded_by = '单位经办人（短信链接）';

update case_file f set is_explanation = true
from destination_case c
where c.school_id = f.school_id and c.id = f.case_id and c.is_explanation and f.purpose = 'scan'
  and f.submitted_seq = (
    select max(last.submitted_seq) from case_file last
    where last.school_id = f.school_id and last.case_id = f.case_id and last.purpose = 'scan'
  );
