import * as contract from '#contract/routes/records.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';

/** What waits for the school beside its cases; none of it waits for a department. */
export function waitingRoutes({ database }: Platform, modules: readonly Module[]): Served[] {
  const queues = modules.flatMap(({ waiting = {} }) => Object.entries(waiting));
  return [
    serve(contract.countRequests, async ({ scope }) => {
      const counted = queues.map(async ([name, statement]): Promise<[string, number]> => {
        if (scope.kind !== 'school') return [name, 0];
        return [name, (await database.one(statement, [scope.schoolId])).count];
      });
      return Object.fromEntries(await Promise.all(counted));
    }),
  ];
}
