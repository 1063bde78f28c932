/** Takes what the log has got into the Merkle tree, signs the new head, and keeps it in the database and in a file outside of it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Platform } from '#server/platform/platform.ts';
import type { Database, Transaction } from '#server/platform/postgres/postgres.ts';
import { leafOf } from './canonical-event.ts';
import { type Head, readHead, signHead } from './head.ts';
import type { HeadsFile } from './heads-file.ts';
import { type Edge, edgeOf } from './merkle.ts';
import {
  headNumbered,
  headsAfter,
  insertHead,
  insertLeaves,
  insertNodes,
  lastEventId,
  lastHead,
  takeTurn,
  unsealed,
  writersAtWork,
} from './store.ts';

/** What the sealing needs: where the log is, and where its heads go. */
export interface Sealing {
  readonly platform: Pick<Platform, 'database' | 'statements' | 'clock' | 'publicUrl'>;
  readonly heads: HeadsFile;
}
/** How long it waits for transactions that are writing: they take milliseconds, and what takes longer is sealed the next time. */
export interface Patience {
  readonly tries: number;
  readonly milliseconds: number;
}

/** Subtrees of 256 leaves, of 65,536 and so on are kept (`audit_node`). */
export const keptLevels = 8;
const together = 5_000;
/** In one head; what is left comes into the next one, at once. */
const mostOfAHead = 100_000;
const empty = { number: 0, size: 0, settled: 0, peaks: Buffer.alloc(0) };

/** Seals until nothing is left; answers the last head that it made. Throws when the file and the database tell different stories. */
export async function sealAudit(
  sealing: Sealing,
  patience: Patience = { tries: 40, milliseconds: 50 },
): Promise<Head | undefined> {
  await bringUpToDate(sealing);
  const { database } = sealing.platform;
  let last: Head | undefined;
  for (;;) {
    const finished = await finishedUpTo(database, patience);
    const made = await database.transaction(tx => sealOnce(sealing.platform, tx, finished));
    if (!made) return last;
    last = made.head;
    await bringUpToDate(sealing);
    if (!made.isFull) return last;
  }
}

interface Finished {
  readonly id: number;
  /** Every transaction that could have drawn an id up to this one has ended. */
  readonly isAll: boolean;
}

/**
 * An id is drawn before its row can be seen, so a smaller id may appear after a larger one. Who draws one already holds the lock of a
 * writer on the table: once those have ended that hold it now, no id up to the last one drawn can appear any more.
 */
async function finishedUpTo(database: Database, { tries, milliseconds }: Patience): Promise<Finished> {
  const { id } = await database.one(lastEventId);
  const writers = async () => (await database.query(writersAtWork)).map(({ transaction }) => transaction);
  let waited = new Set(await writers());
  for (let nth = 0; waited.size > 0 && nth < tries; nth++) {
    await pause(milliseconds);
    waited = new Set((await writers()).filter(transaction => waited.has(transaction)));
  }
  return { id, isAll: waited.size === 0 };
}

async function sealOnce(platform: Sealing['platform'], tx: Transaction, finished: Finished) {
  const { taken } = await tx.one(takeTurn);
  if (!taken) return undefined;
  const before = (await tx.first(lastHead)) ?? empty;
  const nodes: KeptNode[] = [];
  const edge = edgeOf(before.size, before.peaks, (level, index, hash) => {
    if (level > 0 && level % keptLevels === 0) nodes.push({ level, index, hash });
  });
  if ('root' in before && !edge.root().equals(before.root))
    throw new Error(`ALARM: head ${before.number} of the audit is not what it was`);
  const last = await takeIn(tx, edge, before.settled, finished.id);
  if (last === undefined) return undefined;
  await tx.execute(insertNodes, [nodes.map(it => it.level), nodes.map(it => it.index), nodes.map(it => it.hash)]);
  const isFull = edge.size - before.size >= mostOfAHead;
  const settled = finished.isAll ? (isFull ? last : finished.id) : before.settled;
  const at = platform.clock.now();
  const root = edge.root();
  const { size } = edge;
  const number = before.number + 1;
  const head = { at: at.toISOString(), number, origin: platform.publicUrl, root: root.toString('hex'), settled, size };
  const signed = await signHead(platform.statements, head);
  await tx.execute(insertHead, [number, size, root, settled, at, edge.peaks(), signed]);
  return { head, isFull };
}
interface KeptNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/** Appends what is not in the tree; answers the last id, undefined where there was nothing. */
async function takeIn(tx: Transaction, edge: Edge, after: number, upTo: number): Promise<number | undefined> {
  const begun = edge.size;
  let last: number | undefined;
  while (edge.size - begun < mostOfAHead) {
    const rows = await tx.query(unsealed, [last ?? after, upTo, together]);
    if (rows.length === 0) break;
    const from = edge.size;
    const hashes = rows.map(leafOf);
    for (const hash of hashes) edge.append(hash);
    await tx.execute(insertLeaves, [from, rows.map(({ id }) => id), hashes]);
    last = rows.at(-1)?.id;
  }
  return last;
}

/** Heads that a killed process could not write down any more are added to the file. */
export async function bringUpToDate({ platform: { database, statements }, heads }: Sealing): Promise<void> {
  const { last, torn } = await heads.tail();
  const known = last === undefined ? undefined : await readHead(statements, last);
  if (last !== undefined && !known) throw new Error('ALARM: the last head in the file of the audit is not signed by us');
  const number = known?.number ?? 0;
  if (known && (await database.first(headNumbered, [number]))?.signed !== last)
    throw new Error(`ALARM: head ${number} in the file of the audit is not the database's`);
  let [from, begun] = [number, torn];
  for (;;) {
    const missing = await database.query(headsAfter, [from, 1000]);
    const [first] = missing;
    if (begun !== '' && !first?.signed.startsWith(begun))
      throw new Error('ALARM: the file of the audit ends with what is no head');
    if (!first) return;
    await heads.append(
      missing
        .map(({ signed }) => `${signed}\n`)
        .join('')
        .slice(begun.length),
    );
    from = missing.at(-1)?.number ?? from;
    begun = '';
  }
}
