-- Evidence of the type that the school is about to correct a destination to; with the correction it becomes evidence of the case.
alter table case_file drop constraint case_file_purpose, add constraint case_file_purpose
  check (purpose in ('evidence', 'scan', 'letter', 'help', 'change', 'correction'));
alter table upload drop constraint upload_purpose, add constraint upload_purpose
  check (purpose in ('evidence', 'scan', 'letter', 'help', 'change', 'correction'));
