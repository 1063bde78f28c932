import * as contract from '#contract/routes/cases.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { parseRef } from '#server/cases/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { actOnCase } from './act-on-case.ts';
import { findCasePage } from './case-page.ts';
import { downloadDocument, showDocument } from './documents-of-case.ts';
import { draftRoutes } from './draft-routes.ts';
import { listCards } from './graduate-cards.ts';
import { notFoundHere } from './of-other-cohort.ts';

export function caseRoutes(platform: Platform, registry: EmploymentRegistry): Served[] {
  return [
    ...draftRoutes(platform),
    serve(contract.listMyCases, async ({ actor }) =>
      actor.graduate
        ? { cards: await listCards(platform, actor.graduate.schoolId, actor.graduate.graduateId) }
        : refuse('not-found'),
    ),
    serve(
      contract.getCase,
      async ({ params, actor, scope }) =>
        (await findCasePage(platform, registry, parseRef(params.ref), actor, scope)) ??
        notFoundHere(platform.database, parseRef(params.ref), actor),
    ),
    serve(contract.actOnCase, async ({ params, body, actor, scope, key, addressPrefix, device }) => {
      const ref = parseRef(params.ref);
      const answer = await actOnCase(platform, { ref, action: params.action, ...body, actor, scope, key, addressPrefix, device });
      if (isRefused(answer)) return answer;
      return (await findCasePage(platform, registry, ref, actor, scope)) ?? refuse('not-found');
    }),
    serve(contract.downloadDocument, ({ params, scope }) => downloadDocument(platform, params, scope)),
    serve(contract.showDocument, ({ params, scope }) => showDocument(platform, params, scope)),
  ];
}
