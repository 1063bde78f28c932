-- The SMS with an employer's link is tried again; the graduate sees what became of it, and whether the link was opened.
alter table employer_link add column sms_tries integer not null default 0, add column opened_at timestamptz;
comment on column employer_link.token_sealed is 'For the graduate, who may pass the link on, and for the SMS; gone when the link is dead.';
comment on column employer_link.opened_at is 'When the link first opened the agreement.';
