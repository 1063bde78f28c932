import { xlsxMediaType } from '#contract/parts/media-types.ts';
import * as contract from '#contract/routes/employer-cases.ts';
import { beijingDay } from '#domain/dates.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { mayInviteAgain } from '#domain/flows/invite-again.ts';
import { refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { cursorOf, parseCursor } from '#server/cases/index.ts';
import { summaryOf } from '#server/desk/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { withEmployer } from '#server/platform/scope/scope.ts';
import { employerFilters, employerHome, employerPage, employerStates, mayRecall } from './employer-lists.ts';
import { employerSheet } from './employer-sheet.ts';

/** 首页, 签约管理, 解约管理. */
export function employerCaseRoutes(platform: Platform): Served[] {
  const { database, vault, clock } = platform;
  return [
    serve(contract.getEmployerHome, ({ scope }) =>
      withEmployer(scope, employerId => employerHome(database, employerId, clock.now())),
    ),
    serve(contract.listEmployerCases, async ({ query, scope }) => {
      if (scope.kind !== 'employer') return refuse('not-found');
      const { cursor, limit, ...filter } = query;
      const now = clock.now();
      const [rows, states] = await Promise.all([
        database.query(...employerPage(scope.employerId, filter, { cursor: parseCursor(cursor), limit: limit + 1, now })),
        employerStates(database, scope.employerId, filter.flow),
      ]);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        rows: shown.map(row => ({
          ...summaryOf(row, ['employer']),
          schoolName: row.schoolName,
          mayRecall: mayRecall(row, now),
          mayInviteAgain: row.lapsedAt === null && mayInviteAgain(row),
          hasAgreement: row.agreementNumber !== null,
        })),
        next: last ? cursorOf(last) : null,
        states,
      };
    }),
    serve(contract.listEmployerFilters, ({ query, scope }) =>
      withEmployer(scope, employerId => employerFilters(database, employerId, query.flow)),
    ),
    serve(contract.downloadEmployerCases, async ({ query, scope, actor, addressPrefix }) => {
      if (scope.kind !== 'employer') return refuse('not-found');
      const { employerId } = scope;
      const at = clock.now();
      const detail = { flow: query.flow, state: query.state ?? null };
      const event = {
        at,
        actor: actorKey(actor),
        action: 'cases-exported',
        object: `employer:${employerId}`,
        addressPrefix,
        detail,
      } as const;
      await recordAuditEvent(database, event, vault);
      const fileName = `${flowNamed(query.flow).title}-${beijingDay(at)}.xlsx`;
      return { stream: employerSheet(platform, employerId, query), mediaType: xlsxMediaType, fileName };
    }),
  ];
}
