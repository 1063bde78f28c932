import * as contract from '#contract/routes/cases.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { documentOf, findOpenedCase, parseRef } from '#server/cases/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { actOnCase } from './act-on-case.ts';
import { documentTitles, findCasePage } from './case-page.ts';
import { draftRoutes } from './draft-routes.ts';
import { listCards } from './graduate-cards.ts';

export function caseRoutes(platform: Platform, registry: EmploymentRegistry): Served[] {
  const { database, files } = platform;
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
        (await findCasePage(platform, registry, parseRef(params.ref), actor, scope)) ?? refuse('not-found'),
    ),
    serve(contract.actOnCase, async ({ params, body, actor, scope, key, addressPrefix, device }) => {
      const ref = parseRef(params.ref);
      const answer = await actOnCase(platform, { ref, action: params.action, ...body, actor, scope, key, addressPrefix, device });
      if (isRefused(answer)) return answer;
      return (await findCasePage(platform, registry, ref, actor, scope)) ?? refuse('not-found');
    }),
    serve(contract.downloadDocument, async ({ params, scope }) => {
      const ref = parseRef(params.ref);
      const opened = await findOpenedCase(platform, database, ref, scope);
      const document = opened && (await database.first(documentOf, [ref.schoolId, ref.caseId, params.id]));
      if (!document) return refuse('not-found');
      return {
        stream: await files.get(document.fileId),
        mediaType: 'application/pdf',
        fileName: `${documentTitles[document.kind]}-${document.agreementNumber ?? params.ref}${document.kind === 'changeNote' ? `-${document.version}` : ''}.pdf`,
        bytes: document.bytes,
        inline: true,
      };
    }),
  ];
}
