import * as contract from '#contract/routes/records.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import { answerObjection, fileObjection } from './file-objection.ts';
import type { ObjectionKind } from './objection-kind.ts';
import { listObjections, objectionsOf, obstacleOfFiling, type Parts, readObjection } from './read-objections.ts';

/** 异议. */
export function objectionRoutes(parts: Parts, kind: ObjectionKind): Served[] {
  const { platform, registry } = parts;
  return [
    serve(contract.listMyObjections, async ({ actor }) => {
      if (!actor.graduate) return refuse('not-found');
      const [objections, obstacle] = await Promise.all([
        objectionsOf(platform, actor.graduate),
        obstacleOfFiling(platform, actor.graduate),
      ]);
      return { objections: objections.map(({ entryKey, ...one }) => ({ ...one, isGeneral: entryKey === null })), obstacle };
    }),
    serve(contract.fileObjection, async ({ body, actor, scope, key, addressPrefix }) =>
      actor.graduate
        ? fileObjection(platform, kind, registry, { whose: actor.graduate, ...body, actor, scope, key, addressPrefix })
        : refuse('not-found'),
    ),
    serve(contract.listObjections, ({ query, scope }) => listObjections(platform, scope, query)),
    serve(contract.getObjection, ({ params, actor, scope }) => readObjection(parts, params.id, actor, scope)),
    serve(contract.answerObjection, async ({ params, body, actor, scope, key, addressPrefix }) => {
      const done = await answerObjection(platform, kind, { ...params, ...body, actor, scope, key, addressPrefix });
      return isRefused(done) ? done : readObjection(parts, params.id, actor, scope);
    }),
  ];
}
