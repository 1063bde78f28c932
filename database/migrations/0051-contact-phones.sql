-- The telephone of the contact that a form names, as a keyed hash: who else named it is a question of a review.
alter table destination_case add column contact_hash bytea;
create index destination_case_by_contact on destination_case (school_id, cohort, contact_hash)
  where contact_hash is not null and submitted_at is not null;
comment on column destination_case.contact_hash is 'Keyed hash of the contact''s telephone in the form; null where the form has none, or was filled in before this column was there.';
