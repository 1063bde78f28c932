/** 下载当前查询数据 of 登记确认情况: the list as it is narrowed, with what was called wrong. */
import type { ConfirmationFilter } from '#contract/routes/confirmation.ts';
import { type WrongPart, wrongPartWords } from '#domain/confirmation/answer.ts';
import { asksForWork } from '#domain/confirmation/states.ts';
import { beijingDay } from '#domain/dates.ts';
import type { DeskSheet } from '#server/desk-jobs/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { eachRows } from '#server/platform/postgres/cursor.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import type { SheetColumn } from '#server/platform/sheets/write.ts';
import { confirmationPage, countWalk, rowInWords, walkOf } from './list.ts';

/** No list is longer. */
const mostRows = 2_000_000;

const columns: readonly SheetColumn[] = [
  { header: '姓名', width: 16 },
  { header: '学号', width: 16 },
  { header: '考生号', width: 18 },
  { header: '届别', width: 8, type: 'number' },
  { header: '院系', width: 24 },
  { header: '专业', width: 22 },
  { header: '班级', width: 16 },
  { header: '学历层次', width: 12 },
  { header: '登记确认状态', width: 14 },
  { header: '数据来源', width: 18 },
  { header: '有误的部分', width: 24 },
  { header: '有误的内容', width: 40 },
  { header: '更新时间', width: 18, type: 'moment' },
];

interface Wrong {
  readonly graduateId: number;
  readonly parts: readonly WrongPart[] | null;
  readonly textSealed: Buffer | null;
}
/** What each of them said last. */
const selectLast = statement<Wrong>(
  'confirmation-desk.export_wrong',
  `select distinct on (graduate_id) graduate_id, parts, text_sealed from confirmation_history
   where school_id = $1 and graduate_id = any($2::bigint[]) order by graduate_id, id desc`,
);

export interface Asking {
  readonly filter: ConfirmationFilter;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly addressPrefix: string;
}
export async function confirmationSheet(
  { database, vault, clock }: Platform,
  { filter, actor, scope, addressPrefix }: Asking,
): Promise<DeskSheet> {
  const { schoolId } = schoolOf(scope);
  const today = beijingDay(clock.now());
  const walk = await walkOf(database, scope, filter, today);
  return {
    title: '下载当前查询数据 · 登记确认情况',
    fileName: `登记确认情况-${today}.xlsx`,
    columns,
    audited: { action: 'confirmations-exported', actor, addressPrefix, detail: { list: '登记确认情况', ...filter } },
    count: (reads, bound) => countWalk(reads, walk, bound),
    async *rows(tx) {
      for (const stretch of walk.stretches) {
        const page = confirmationPage({ ...walk, ...stretch }, { after: undefined, limit: mostRows });
        for await (const rows of eachRows(tx, page.statement, page.values)) {
          const wrong = rows.filter(({ confirmation }) => asksForWork(confirmation)).map(({ graduateId }) => graduateId);
          const said = wrong.length > 0 ? await tx.query(selectLast, [schoolId, wrong]) : [];
          const last = new Map(said.map(one => [one.graduateId, one]));
          yield rows.map(row => {
            const { name, studentNumber, examNumber, departmentName, major, className, educationLevel, ...it } = rowInWords(row);
            const { parts, textSealed } = last.get(row.graduateId) ?? { parts: null, textSealed: null };
            return [
              ...[name, studentNumber, examNumber, it.cohort, departmentName, major, className, educationLevel],
              ...[it.label, it.source, parts?.map(part => wrongPartWords[part]).join('、') ?? null],
              ...[textSealed ? vault.open(textSealed) : null, row.since],
            ];
          });
        }
      }
    },
  };
}
