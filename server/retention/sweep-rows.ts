import { dayLength } from '#domain/dates.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';

/** Removes what has had its time, every night. */
export async function sweepRows({ database, clock, log }: Platform, modules: readonly Module[]): Promise<void> {
  for (const { days, statement } of modules.flatMap(({ sweeps = [] }) => sweeps)) {
    const removed = await database.execute(statement, [new Date(clock.now().getTime() - days * dayLength)]);
    log.info({ what: statement.name, removed }, 'swept');
  }
}
