import * as contract from '#contract/routes/cases.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { actOnCase } from './act-on-case.ts';
import { agentRoutes } from './agent-routes.ts';
import { batchRoutes } from './batch-routes.ts';
import { findCasePage } from './case-page.ts';
import { correctionRoutes } from './change-requests/routes.ts';
import type { DeskEvents } from './desk-events.ts';
import { summaryOf } from './desk-lists.ts';
import { deskRoutes } from './desk-routes.ts';
import { draftRoutes } from './draft-routes.ts';
import { employerCounts, employerPage, mayRecall } from './employer-lists.ts';
import { exportRoutes } from './exports/export-routes.ts';
import { listCards } from './graduate-cards.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { inviteGraduate } from './invite-graduate.ts';
import { invitationBatchRoutes } from './invite-many/batch-routes.ts';
import { cursorOf, documentOf, parseCursor } from './queries.ts';
import { findOpenedCase, parseRef } from './read-case.ts';
import { uploadRoutes } from './upload-routes.ts';

/** A page and the cursor of the next one, of rows that were asked for with one more than the limit. */
function pageOf<Row extends Parameters<typeof cursorOf>[0]>(rows: readonly Row[], limit: number) {
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { shown, next: last ? cursorOf(last) : null };
}

export function caseRoutes(platform: Platform, registry: EmploymentRegistry, events: DeskEvents): Served[] {
  const { database, clock, files } = platform;
  return [
    ...draftRoutes(platform),
    ...agentRoutes(platform),
    ...uploadRoutes(platform),
    ...correctionRoutes(platform),
    ...deskRoutes(platform, events),
    ...batchRoutes(platform),
    ...exportRoutes(platform),
    ...invitationRoutes(platform),
    ...invitationBatchRoutes(platform),
    serve(contract.listMyCases, async ({ actor }) =>
      actor.graduate
        ? { cards: await listCards(platform, actor.graduate.schoolId, actor.graduate.graduateId) }
        : refuse('not-found'),
    ),
    serve(contract.listEmployerCases, async ({ query, scope }) => {
      const cursor = parseCursor(query.cursor);
      const like = query.q ? `%${query.q.replace(/[\\%_]/g, '\\$&')}%` : null;
      const values = [
        scope.employerId,
        query.state ?? null,
        cursor?.at ?? null,
        cursor?.id ?? null,
        like,
        query.limit + 1,
        query.flow,
      ];
      const [rows, counts] = await Promise.all([
        database.query(employerPage, values),
        database.query(employerCounts, [scope.employerId, query.flow]),
      ]);
      const { shown, next } = pageOf(rows, query.limit);
      const now = clock.now();
      return {
        rows: shown.map(row => ({
          ...summaryOf(row),
          schoolName: row.schoolName,
          mayRecall: mayRecall(row, now),
        })),
        next,
        states: [...flowNamed(query.flow).places.values()].flatMap(({ id, label }) => {
          const count = counts.find(({ state }) => state === id)?.count ?? 0;
          return count > 0 ? [{ state: id, label, count }] : [];
        }),
      };
    }),
    serve(contract.inviteGraduate, async ({ body, actor, scope, key, addressPrefix }) =>
      scope.employerId === null
        ? refuse('not-found')
        : inviteGraduate(platform, { form: body, actor, employerId: scope.employerId, key, addressPrefix }),
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
        fileName: `就业协议书-${document.agreementNumber ?? params.ref}.pdf`,
        bytes: document.bytes,
        inline: true,
      };
    }),
  ];
}
