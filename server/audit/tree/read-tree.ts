/** How the log is sealed just now, for the operator and the auditor. */
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { readHead } from './head.ts';
import type { HeadsFile } from './heads-file.ts';
import { proofsBeside, witnessesOf } from './witness.ts';

interface HeadRow {
  readonly number: number;
  readonly size: number;
  readonly root: string;
  readonly at: Date;
  readonly signed: string;
}
const newestHeads = statement<HeadRow>(
  'audit.newest_heads',
  `select number, size, encode(root, 'hex') as root, at, signed from audit_head order by number desc limit 20`,
);
const countWaiting = statement<{ count: number }>(
  'audit.count_waiting',
  `select count(*)::int as count from audit_event e
   where e.id > $1 and not exists (select from audit_leaf l where l.event_id = e.id)`,
);
const settledBy = statement<{ settled: number }>(
  'audit.settled',
  'select coalesce(max(settled), 0) as settled from audit_head where number = $1',
);

type FileState = 'same' | 'behind' | 'different' | 'missing';

export async function readTree({ database, statements, outside }: Platform, file: HeadsFile) {
  const heads = await database.query(newestHeads);
  const [newest] = heads;
  const { settled } = await database.one(settledBy, [newest?.number ?? 0]);
  const { count: waiting } = await database.one(countWaiting, [settled]);
  const { last } = await file.tail();
  const state = (): FileState => {
    if (last === undefined) return newest ? 'missing' : 'same';
    if (last === newest?.signed) return 'same';
    return heads.some(({ signed }) => signed === last) ? 'behind' : 'different';
  };
  const proofs = await proofsBeside(file).lines();
  const seen = proofs.at(-1)?.split(' ')[1];
  const head = seen === undefined ? undefined : await readHead(statements, seen);
  return {
    heads: heads.map(({ number, size, root, at }) => ({ number, size, root, at })),
    waiting,
    file: state(),
    witnessed: { count: proofs.length, last: head ? { ...head, at: new Date(head.at) } : null },
    hasWitness: witnessesOf({ outside }).length > 0,
  };
}
