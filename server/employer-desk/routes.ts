import { PassThrough, type Readable } from 'node:stream';
import { xlsxMediaType } from '#contract/parts/media-types.ts';
import * as contract from '#contract/routes/employer-cases.ts';
import { beijingDay, formatBeijing } from '#domain/dates.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { cursorOf, parseCursor } from '#server/cases/index.ts';
import { summaryOf } from '#server/desk/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { withEmployer } from '#server/platform/scope/scope.ts';
import { type SheetColumn, type SheetValue, writeRows } from '#server/platform/sheets/write.ts';
import {
  type EmployerFilter,
  type EmployerRow,
  employerHome,
  employerPage,
  employerStates,
  employerValues,
  mayRecall,
} from './employer-lists.ts';

interface SheetField extends SheetColumn {
  readonly of: (row: EmployerRow) => SheetValue;
}
const moment = (at: Date | null): string => (at ? formatBeijing(at, 'minute') : '');
const fields: readonly SheetField[] = [
  { header: '毕业生', width: 16, of: row => row.graduateName },
  { header: '毕业院校', width: 24, of: row => row.schoolName },
  { header: '岗位名称', width: 24, of: row => row.jobTitle },
  { header: '状态', width: 30, of: row => summaryOf(row, ['employer']).label },
  { header: '协议编号', width: 24, of: row => row.agreementNumber ?? '' },
  { header: '发起时间', width: 22, of: row => moment(row.createdAt) },
  { header: '应约截止时间', width: 22, of: row => moment(row.dueAt) },
  { header: '到此状态时间', width: 22, of: row => moment(row.updatedAt) },
];
const perRead = 500;

/** Every row of the filter, page after page as the list reads them. */
async function* rowsOf({ database, clock }: Platform, employerId: number, filter: EmployerFilter): AsyncGenerator<SheetValue[]> {
  let cursor: ReturnType<typeof parseCursor>;
  for (;;) {
    const values = employerValues(employerId, filter, { cursor, limit: perRead, now: clock.now() });
    const rows = await database.query(employerPage, values);
    for (const row of rows) yield fields.map(({ of }) => of(row));
    const last = rows.at(-1);
    if (!last || rows.length < perRead) return;
    cursor = { at: last.updatedAt, id: last.id };
  }
}

function sheetOf(platform: Platform, employerId: number, filter: EmployerFilter): Readable {
  const sheet = new PassThrough();
  const columns = fields.map(({ header, width }) => ({ header, width: width ?? 14 }));
  writeRows(flowNamed(filter.flow).title, columns, rowsOf(platform, employerId, filter), sheet).catch(error =>
    sheet.destroy(error instanceof Error ? error : new Error('the list could not be written')),
  );
  return sheet;
}

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
        database.query(
          employerPage,
          employerValues(scope.employerId, filter, { cursor: parseCursor(cursor), limit: limit + 1, now }),
        ),
        employerStates(database, scope.employerId, filter.flow),
      ]);
      const shown = rows.slice(0, limit);
      const last = rows.length > limit ? shown.at(-1) : undefined;
      return {
        rows: shown.map(row => ({ ...summaryOf(row, ['employer']), schoolName: row.schoolName, mayRecall: mayRecall(row, now) })),
        next: last ? cursorOf(last) : null,
        states,
      };
    }),
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
      return { stream: sheetOf(platform, employerId, query), mediaType: xlsxMediaType, fileName };
    }),
  ];
}
