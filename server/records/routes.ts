import * as contract from '#contract/routes/records.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { countOpenRequests } from '#server/cases/index.ts';
import type { Actor } from '#server/platform/http/actor.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { answerObjection, describeListed, describeObjection, fileObjection, placeOf, readObjection } from './objections.ts';
import { listRecord, type Whose } from './record-entries.ts';
import { countObjections, countOpenObjections, objectionsOfGraduate, pageOfObjections } from './store.ts';

const states = ['pending', 'answered'] as const;
const whoseOf = ({ graduate }: Actor): Whose | undefined => graduate;
/** `milliseconds_id` of the last one that was shown. */
function parseCursor(text: string | undefined): readonly [Date, number] | undefined {
  const [, at, id] = /^(\d{1,15})_(\d{1,15})$/.exec(text ?? '') ?? [];
  return at === undefined ? undefined : [new Date(Number(at)), Number(id)];
}

/** A graduate's own record, and what they object to in it. */
export function recordRoutes(platform: Platform, registry: EmploymentRegistry): Served[] {
  const { database, vault } = platform;
  return [
    serve(contract.listMyRecord, async ({ query, actor }) => {
      const whose = whoseOf(actor);
      if (!whose) return refuse('not-found');
      const [{ entries, next }, objections] = await Promise.all([
        listRecord(platform, registry, whose, { cursor: query.cursor, limit: query.limit }),
        database.query(objectionsOfGraduate, [whose.schoolId, whose.graduateId]),
      ]);
      return {
        entries: entries.map(entry => ({
          ...entry,
          objections: objections.filter(({ about }) => about === entry.key).map(row => describeObjection(vault, row)),
        })),
        next,
      };
    }),
    serve(contract.listMyObjections, async ({ actor }) => {
      const whose = whoseOf(actor);
      if (!whose) return refuse('not-found');
      const rows = await database.query(objectionsOfGraduate, [whose.schoolId, whose.graduateId]);
      return { objections: rows.map(row => ({ ...describeObjection(vault, row), isGeneral: row.about === null })) };
    }),
    serve(contract.fileObjection, async ({ body, actor, key }) => {
      const whose = whoseOf(actor);
      return whose ? fileObjection(platform, registry, { whose, ...body, actor, key }) : refuse('not-found');
    }),
    serve(contract.listObjections, async ({ query, scope }) => {
      const [at, id] = parseCursor(query.cursor) ?? [null, null];
      const asked = query.state === 'all' ? states : [query.state];
      const [rows, counts] = await Promise.all([
        database.query(...pageOfObjections(scope, [asked, at, id, query.limit + 1])),
        database.query(...countObjections(scope)),
      ]);
      const shown = rows.slice(0, query.limit);
      const last = rows.length > query.limit ? shown.at(-1) : undefined;
      return {
        rows: shown.map(row => describeListed(vault, row)),
        next: last ? `${last.filedAt.getTime()}_${last.id}` : null,
        states: states.map(state => ({
          state,
          label: placeOf(state).label,
          count: counts.find(row => row.state === state)?.count ?? 0,
        })),
      };
    }),
    serve(contract.getObjection, async ({ params, actor, scope }) => readObjection(platform, registry, params.id, actor, scope)),
    serve(contract.answerObjection, async ({ params, body, actor, scope, key, addressPrefix }) => {
      const done = await answerObjection(platform, { ...params, ...body, actor, scope, key, addressPrefix });
      return isRefused(done) ? done : readObjection(platform, registry, params.id, actor, scope);
    }),
    serve(contract.countRequests, async ({ scope }) => {
      // Both wait for the school alone.
      if (scope.kind !== 'school') return { changes: 0, objections: 0 };
      const [changes, objections] = await Promise.all([
        database.one(countOpenRequests, [scope.schoolId]),
        database.one(countOpenObjections, [scope.schoolId]),
      ]);
      return { changes: changes.count, objections: objections.count };
    }),
  ];
}
