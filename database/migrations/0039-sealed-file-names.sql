-- What people call their files names graduates and employers. Names are sealed with a key that SQL does not have, so those kept in clear
-- are dropped; the pages say so where one is missing.

-- Nothing reads it: a stored file is found by its id.
alter table stored_file drop column name;

alter table import_run add column file_name_sealed bytea;
alter table import_run drop column file_name;
comment on column import_run.file_name_sealed is 'Null for files from before names were sealed; so in the other tables.';

alter table transfer_import add column file_name_sealed bytea;
alter table transfer_import drop column file_name;

alter table account_import add column file_name_sealed bytea;
alter table account_import drop column file_name;

alter table receiving_office_import add column file_name_sealed bytea;
alter table receiving_office_import drop column file_name;

alter table invitation_batch add column file_name_sealed bytea;
alter table invitation_batch drop column file_name;

comment on column desk_job.file_name is 'Made by the program from kind and day; no person is in it.';
