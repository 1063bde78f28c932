-- Evidence that a department files with a change request lies with the case's other files.

alter table case_file drop constraint case_file_purpose_check;
alter table case_file add constraint case_file_purpose check (purpose in ('evidence', 'scan', 'letter', 'help', 'change'));
alter table upload drop constraint upload_purpose;
alter table upload add constraint upload_purpose check (purpose in ('evidence', 'scan', 'letter', 'help', 'change'));
