alter table import_run add column warnings jsonb not null default '[]';
comment on column import_run.warnings is 'What was taken in and should be looked at: sentence, number of rows, the first of them by their numbers.';
