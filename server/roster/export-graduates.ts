/** 学生名单管理 as a sheet: the rows that the list is narrowed to. */
import { z } from 'zod';
import { type GraduateListing, graduateListing } from '#contract/routes/graduates.ts';
import { mostRowsAtOnce } from '#contract/routes/jobs.ts';
import * as contract from '#contract/routes/roster-exports.ts';
import { beijingDay } from '#domain/dates.ts';
import { maskIdNumber } from '#domain/identifiers/documents.ts';
import { maskPhone } from '#domain/identifiers/phone.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { mayExportInFull } from '#domain/rules/export-rights.ts';
import { actorKey } from '#server/audit/index.ts';
import { type DeskSheet, describeJob, findJob, keepSheet, sendSheet, startDeskJob } from '#server/desk-jobs/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import { type DeskJobHandler, defineDeskJob, handleDeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import type { SheetColumn } from '#server/platform/sheets/write.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import type { CasesPort } from './cases-port.ts';
import { countFound, graduatePages, inWords } from './list-graduates.ts';

const rosterExport = defineDeskJob(
  'roster.export',
  'roster.read',
  z.object({ filter: graduateListing, addressPrefix: z.string() }),
);
const started = z.object({ jobId: z.number() });

const selectNumbers = statement<{ id: number; documentNumberSealed: Buffer; phoneSealed: Buffer | null }>(
  'roster.export_numbers',
  'select id, document_number_sealed, phone_sealed from graduate where school_id = $1 and id = any($2::bigint[])',
);
const columns: readonly SheetColumn[] = [
  { header: '姓名', width: 16 },
  { header: '学号', width: 16 },
  { header: '考生号', width: 18 },
  { header: '证件号码', width: 22 },
  { header: '手机号码', width: 14 },
  { header: '院系', width: 24 },
  { header: '专业', width: 22 },
  { header: '班级', width: 16 },
  { header: '学历层次', width: 12 },
  { header: '培养方式', width: 16 },
  { header: '是否登录过', width: 12 },
  { header: '毕业去向状态', width: 32 },
];

interface Asking {
  readonly filter: GraduateListing;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly addressPrefix: string;
}
async function rosterSheet(
  platform: Platform,
  cases: CasesPort,
  { filter, actor, scope, addressPrefix }: Asking,
): Promise<DeskSheet> {
  const { database, vault, clock } = platform;
  const { schoolId } = schoolOf(scope);
  const { fullIdInExports } = await getSchoolSettings(database, schoolId);
  const full = mayExportInFull(fullIdInExports, actor.kind);
  return {
    title: `下载学生名单 · ${filter.cohort} 届`,
    fileName: `学生名单-${filter.cohort}届-${beijingDay(clock.now())}.xlsx`,
    columns,
    async count(reads, bound) {
      const total = await countFound(reads, scope, filter);
      return { total: Math.min(total, bound), over: total > bound };
    },
    async *rows(tx) {
      for await (const rows of graduatePages(tx, scope, filter, filter.sort ? 1000 : 200)) {
        const ids = rows.map(({ id }) => id);
        const [numbers, holds] = await Promise.all([
          tx.query(selectNumbers, [schoolId, ids]),
          cases.headlinesOf(tx, schoolId, ids, []),
        ]);
        const byId = new Map(numbers.map(one => [one.id, one]));
        const labels = new Map(holds.map(({ graduateId, label }) => [graduateId, label]));
        yield rows.map(row => {
          const words = inWords(row);
          const sealed = byId.get(row.id);
          const number = sealed ? vault.open(sealed.documentNumberSealed) : '';
          const phone = sealed?.phoneSealed ? vault.open(sealed.phoneSealed) : '';
          return [
            ...[words.name, words.studentNumber, words.examNumber],
            ...[full ? number : maskIdNumber(number), full ? phone : maskPhone(phone)],
            ...[words.departmentName, words.major, words.className, words.educationLevel, words.trainingMode],
            ...[words.signedIn ? '是' : '否', labels.get(row.id) ?? null],
          ];
        });
      }
    },
    audited: { action: 'roster-exported', actor, addressPrefix, detail: { ...filter, full } },
  };
}

export function rosterExportRoutes(platform: Platform, cases: CasesPort): Served[] {
  const { database, clock } = platform;
  return [
    serve(contract.startRosterExport, async ({ body, actor, scope, key, addressPrefix }) => {
      const sheet = await rosterSheet(platform, cases, { filter: body, actor, scope, addressPrefix });
      const { total: rows, over } = await sheet.count(database, mostRowsAtOnce);
      if (rows === 0) return refuse('nothing-to-export');
      if (!over) return { rows, over, job: null };
      const command = { actor: actorKey(actor), key, content: ['roster-export', body], now: clock.now() };
      const begun = await once(database, command, started.parse, async (tx): Promise<{ jobId: number } | Refused> => {
        const job = { actor, title: sheet.title, parameters: { filter: body, addressPrefix } };
        const jobId = await startDeskJob(platform, tx, rosterExport, job);
        return isRefused(jobId) ? jobId : { jobId };
      });
      if (isRefused(begun)) return begun;
      const job = await findJob(database, actor, scope, begun.jobId);
      return job ? { rows, over, job: describeJob(job) } : refuse('not-found');
    }),
    serve(contract.downloadRosterExport, async ({ query, actor, scope, addressPrefix }) =>
      sendSheet(platform, await rosterSheet(platform, cases, { filter: query, actor, scope, addressPrefix })),
    ),
  ];
}

export const rosterDeskJobs = (platform: Platform, cases: CasesPort): DeskJobHandler[] => [
  handleDeskJob(rosterExport, async ({ filter, addressPrefix }, task) => {
    const asking = { filter, actor: task.actor, scope: task.scope, addressPrefix };
    return keepSheet(platform, await rosterSheet(platform, cases, asking), task);
  }),
];
