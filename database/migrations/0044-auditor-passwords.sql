drop index auditor_login;
create unique index auditor_login on auditor (lower(login)) where state in ('proposed', 'active', 'resetting', 'removing');
