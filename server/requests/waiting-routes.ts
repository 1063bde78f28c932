import * as contract from '#contract/routes/records.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Statement } from '#server/platform/postgres.ts';

/** How many of a kind wait for a school. Value: the school. */
type Waiting = Statement<{ count: number }>;

/** What waits for the school beside its cases; none of it waits for a department. */
export const waitingRoutes = (
  { database }: Platform,
  waiting: { readonly changes: Waiting; readonly objections: Waiting },
): Served[] => [
  serve(contract.countRequests, async ({ scope }) => {
    if (scope.kind !== 'school') return { changes: 0, objections: 0 };
    const [changes, objections] = await Promise.all([
      database.one(waiting.changes, [scope.schoolId]),
      database.one(waiting.objections, [scope.schoolId]),
    ]);
    return { changes: changes.count, objections: objections.count };
  }),
];
