-- The step of a case that an event tells of: the event's leaf covers the row of case_history by its SHA-256.
alter table audit_event
  add column history_seq integer,
  add column history_hash bytea,
  add constraint audit_event_history check ((history_seq is null) = (history_hash is null));
comment on column audit_event.history_hash is 'SHA-256 of the row of case_history that was written with it, in canonical form (docs/audit.md).';

create table audit_leaf (
  index bigint primary key,
  event_id bigint not null constraint audit_leaf_event unique,
  hash bytea not null
);
comment on table audit_leaf is 'The order in which events entered the Merkle tree (RFC 6962), and the hash of each. Insert only.';

create table audit_node (
  level smallint not null,
  index bigint not null,
  hash bytea not null,
  primary key (level, index)
);
comment on table audit_node is 'Whole subtrees of 256, 65,536, … leaves, so that a proof reads some hundred rows. Insert only.';

create table audit_head (
  number bigint primary key,
  size bigint not null,
  root bytea not null,
  settled bigint not null,
  at timestamptz not null,
  peaks bytea not null,
  signed text not null
);
comment on table audit_head is 'Signed heads of the tree, each also in a file outside the database. Insert only.';
comment on column audit_head.settled is 'Every event up to this id is in the tree: one that appears later was put in afterwards.';
