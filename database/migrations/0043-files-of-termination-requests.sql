-- What goes with a request for an online termination: gathered at the signing, moved to the termination when it is asked for.
alter table case_file drop constraint case_file_purpose, add constraint case_file_purpose
  check (purpose in ('evidence', 'scan', 'letter', 'help', 'change', 'correction', 'grounds'));
alter table upload drop constraint upload_purpose, add constraint upload_purpose
  check (purpose in ('evidence', 'scan', 'letter', 'help', 'change', 'correction', 'grounds'));
comment on column case_file.by_agent is 'Uploaded by the employer''s side: with the link that was sent to it, or by an account.';
