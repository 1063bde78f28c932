import type { z } from 'zod';
import * as contract from '#contract/routes/records.ts';
import { refuse } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry, Whose } from '#server/registry/index.ts';
import { listRecord } from './record-entries.ts';

type Objection = z.input<typeof contract.listMyRecord.answer>['entries'][number]['objections'][number];
/** Objections of a graduate, each with the entry that it is about. The matter of objections knows records, so it is handed in. */
export type ObjectionsOf = (
  platform: Platform,
  whose: Whose,
) => Promise<readonly (Objection & { readonly entryKey: string | null })[]>;

/** A graduate's own record, with what they object to in it. */
export const recordRoutes = (platform: Platform, registry: EmploymentRegistry, objectionsOf: ObjectionsOf): Served[] => [
  serve(contract.listMyRecord, async ({ query, actor }) => {
    const whose = actor.graduate;
    if (!whose) return refuse('not-found');
    const [{ entries, next }, objections] = await Promise.all([
      listRecord(platform, registry, whose, { cursor: query.cursor, limit: query.limit }),
      objectionsOf(platform, whose),
    ]);
    return {
      entries: entries.map(entry => ({
        ...entry,
        objections: objections.flatMap(({ entryKey, ...one }) => (entryKey === entry.key ? [one] : [])),
      })),
      next,
    };
  }),
];
