-- Files that the virus scanner refused are few among all that is audited: the operator's page finds them by this.
create index audit_event_infected on audit_event (id) where action = 'file-infected';
