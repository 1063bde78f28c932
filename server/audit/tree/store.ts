/** The SQL of the tree. Its tables only grow. */
import { statement } from '#server/platform/postgres/postgres.ts';
import { type CanonicalEvent, eventColumns } from './canonical-event.ts';

/** One process seals at a time; the others find nothing to do. */
export const takeTurn = statement<{ taken: boolean }>(
  'audit.take_turn',
  `select pg_try_advisory_xact_lock(hashtext('quxiang.audit.seal')) as taken`,
);
export interface KeptHead {
  readonly number: number;
  readonly size: number;
  readonly root: Buffer;
  readonly settled: number;
  readonly at: Date;
  readonly peaks: Buffer;
  readonly signed: string;
}
export const lastHead = statement<KeptHead>(
  'audit.last_head',
  'select number, size, root, settled, at, peaks, signed from audit_head order by number desc limit 1',
);
export const headNumbered = statement<{ signed: string }>('audit.head', 'select signed from audit_head where number = $1');
export const headsAfter = statement<{ number: number; signed: string }>(
  'audit.heads_after',
  'select number, signed from audit_head where number > $1 order by number limit $2',
);
export const insertHead = statement(
  'audit.insert_head',
  'insert into audit_head (number, size, root, settled, at, peaks, signed) values ($1, $2, $3, $4, $5, $6, $7)',
);

export const lastEventId = statement<{ id: number }>(
  'audit.last_event_id',
  'select case when is_called then last_value else 0 end as id from audit_event_id_seq',
);
/** Transactions that have begun to write into the log and have not ended, prepared ones too. They take this lock before they draw an id. */
export const writersAtWork = statement<{ transaction: string }>(
  'audit.writers_at_work',
  `select virtualtransaction as transaction from pg_locks
   where locktype = 'relation' and relation = 'audit_event'::regclass and mode = 'RowExclusiveLock' and granted
     and database = (select oid from pg_database where datname = current_database())`,
);
/** Relies on the key of audit_event and on audit_leaf_event: reads what came since the last head. */
export const unsealed = statement<CanonicalEvent>(
  'audit.unsealed',
  `select ${eventColumns} from audit_event e
   where e.id > $1 and e.id <= $2 and not exists (select from audit_leaf l where l.event_id = e.id) order by e.id limit $3`,
);
export const insertLeaves = statement(
  'audit.insert_leaves',
  `insert into audit_leaf (index, event_id, hash)
   select $1::bigint + place - 1, event_id, hash from unnest($2::bigint[], $3::bytea[]) with ordinality as t (event_id, hash, place)`,
);
export const insertNodes = statement(
  'audit.insert_nodes',
  `insert into audit_node (level, index, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])`,
);

export const leafOfEvent = statement<{ index: number }>(
  'audit.leaf_of_event',
  'select index from audit_leaf where event_id = $1',
);
export const leavesBetween = statement<{ hash: Buffer }>(
  'audit.leaves_between',
  'select hash from audit_leaf where index >= $1 and index < $2 order by index',
);
export const nodesBetween = statement<{ hash: Buffer }>(
  'audit.nodes_between',
  'select hash from audit_node where level = $1 and index >= $2 and index < $3 order by index',
);
