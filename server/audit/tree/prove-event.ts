/** The proof that one event is in the tree: what anybody needs to check it without us (docs/audit.md). */
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';
import { type CanonicalEvent, eventColumns, eventOf } from './canonical-event.ts';
import { historyOf } from './history-rows.ts';
import { inclusionPath, type NodeAt, nodeHash } from './merkle.ts';
import { keptLevels } from './seal-audit.ts';
import { lastHead, leafOfEvent, leavesBetween, nodesBetween } from './store.ts';

const findEvent = scoped<CanonicalEvent>(
  'audit.event_to_prove',
  { school: 'e.school_id', platform: 'all' },
  1,
  inside => `select ${eventColumns} from audit_event e where e.id = $1 and ${inside}`,
);

/** A node from the leaves, or from the subtrees that are kept: 128 rows at most. */
const nodeIn =
  (database: Queryable): NodeAt =>
  async (level, index) => {
    const kept = Math.floor(level / keptLevels) * keptLevels;
    const width = 2 ** (level - kept);
    const [from, to] = [index * width, (index + 1) * width];
    const rows = await (kept === 0 ? database.query(leavesBetween, [from, to]) : database.query(nodesBetween, [kept, from, to]));
    if (rows.length !== width) throw new Error(`the tree of the audit lacks nodes of level ${kept} from ${from} to ${to}`);
    let hashes = rows.map(({ hash }) => hash);
    while (hashes.length > 1)
      hashes = hashes.flatMap((hash, at) => (at % 2 === 0 ? [nodeHash(hash, hashes[at + 1] ?? Buffer.alloc(0))] : []));
    return hashes[0] ?? Buffer.alloc(0);
  };

/** As the text of a file. */
export async function proveEvent({ database, statements, vault }: Platform, scope: Scope, id: number): Promise<string | Refused> {
  const [event, leaf, head] = await Promise.all([
    database.first(...findEvent(scope, [id])),
    database.first(leafOfEvent, [id]),
    database.first(lastHead),
  ]);
  if (!event) return refuse('not-found');
  if (!leaf || !head || leaf.index >= head.size) return refuse('not-sealed-yet');
  const path = await inclusionPath(leaf.index, head.size, nodeIn(database));
  return JSON.stringify({
    format: 'quxiang-audit-proof-1',
    index: leaf.index,
    row: eventOf(event),
    history: (await historyOf(database, vault, [event])).get(event.id) ?? null,
    path: path.map(hash => hash.toString('hex')),
    head: head.signed,
    keys: statements.published,
  });
}
