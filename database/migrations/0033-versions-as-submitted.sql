-- Staff read the version that was handed in; what is typed after 退回 or 撤回 lies beside it until it is handed in too.
alter table destination_case add column draft_sealed bytea, add column amended_from text;
comment on column destination_case.draft_sealed is 'What the graduate has typed since the last submission; its owner''s alone.';
comment on column destination_case.amended_from is 'The type that was handed in, where a reviewer has changed it since: the evidence was given for that one.';
alter table case_file add column by_level text constraint case_file_by_level check (by_level in ('department', 'school'));
comment on column case_file.by_level is 'Evidence that a reviewer has added: in force at once, and named as theirs.';
comment on column case_file.item is 'Which of the type''s evidence items it is, from 0; null where it was given for a type that a reviewer has changed.';
