/** What a case says, block by block, ready to be read. */
import type { Section } from '#contract/parts/shapes.ts';
import { typeName } from '#domain/codes/destination-types.ts';
import { formatBeijing } from '#domain/dates.ts';
import type { Place } from '#domain/flow/table.ts';
import { flowNamed, placeOf } from '#domain/flows/all.ts';
import { respondBy } from '#domain/forms/respond-by.ts';
import { maskIdNumber } from '#domain/identifiers/documents.ts';
import { maskPhone } from '#domain/identifiers/phone.ts';
import type { Role } from '#domain/roles.ts';
import { type Snapshot, snapshotFields } from '#domain/rules/snapshot.ts';
import { formSections, type HistoryRow, type OpenedCase } from '#server/cases/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { askedFor } from './why.ts';

type Row = Section['rows'][number];
const line = (key: string, label: string, value: string): Row => ({ key, label, value: value || '--' });

/** What an employer sees of the graduate: what it knew when it invited, and the school's words on the agreement. */
export const employerSees: ReadonlySet<string> = new Set([
  'name',
  'documentNumber',
  'schoolName',
  'educationLevel',
  'major',
  'departmentName',
  'graduatesOn',
]);

/** Numbers as everybody but the graduate reads them; a reviewer sees one in full by an act of its own. */
export function maskedValue(snapshot: Snapshot, key: keyof Snapshot): string {
  if (key === 'documentNumber') return maskIdNumber(snapshot[key]);
  return key === 'phone' && snapshot[key] ? maskPhone(snapshot[key]) : snapshot[key];
}

function graduateSection(snapshot: Snapshot, roles: readonly Role[]): Section {
  const forEmployer = roles.includes('employer');
  const shownValue = (key: keyof Snapshot): string => (roles.includes('graduate') ? snapshot[key] : maskedValue(snapshot, key));
  return {
    title: '学生信息',
    rows: snapshotFields
      .filter(({ key }) => !forEmployer || employerSees.has(key))
      .map(({ key, label }) => line(key, label, shownValue(key))),
  };
}

const deadlineOf = (days: number | null, invitedAt: Date): string =>
  days ? `${formatBeijing(respondBy(invitedAt, days), 'second')}（北京时间）` : '';

function invitationRows({ row }: OpenedCase, begunAt: Date): Row[] {
  return [
    line('invitedAt', '邀约时间', formatBeijing(begunAt, 'second')),
    line('validity', '应约有效期', row.validityDays ? `${row.validityDays} 天` : ''),
    line('respondBy', '应约截止时间', deadlineOf(row.validityDays, begunAt)),
  ];
}

/** Where it ended without one, none will come. */
function numberRow(agreementNumber: string | null, kind: Place['kind']): Row[] {
  if (agreementNumber === null && kind === 'ends') return [];
  return [line('agreementNumber', '协议编号', agreementNumber ?? '签约信息生效后生成')];
}

/** The first block: the kind of case, and its state in the words in which the reader is told it. */
function headSection(vault: Vault, opened: OpenedCase, history: readonly HistoryRow[], label: string): Section {
  const { row } = opened;
  const place = placeOf(row.flow, row.state);
  const begunAt = history[0]?.at ?? row.createdAt;
  const title = flowNamed(row.flow).title;
  if (row.signingCaseId !== null) {
    const asked = askedFor(vault, row.flow, history);
    return {
      title: '解约信息',
      rows: [
        line('kind', '解约类型', title),
        line('status', '解约状态', label),
        line('begunAt', '申请时间', formatBeijing(begunAt, 'second')),
        ...(asked?.reason ? [line('reason', '解约理由', asked.reason)] : []),
        ...(asked?.text ? [line('reasonText', '情况说明', asked.text)] : []),
      ],
    };
  }
  if (row.flow === 'other-destination')
    return {
      title: '去向信息',
      rows: [
        line('type', '去向类型', typeName(row.destinationType)),
        line('status', '登记状态', label),
        line('begunAt', '开始填写', formatBeijing(begunAt, 'second')),
      ],
    };
  return {
    title: '签约信息',
    rows: [
      ...numberRow(row.agreementNumber, place.kind),
      line('kind', '签约类型', title),
      line('status', '签约状态', place.kind === 'waits' ? '暂未生效' : label),
      ...(row.validityDays === null
        ? [line('begunAt', '开始填写', formatBeijing(begunAt, 'second'))]
        : invitationRows(opened, begunAt)),
    ],
  };
}

export async function sectionsOf(
  platform: Platform,
  opened: OpenedCase,
  history: readonly HistoryRow[],
  { roles, label }: { readonly roles: readonly Role[]; readonly label: string },
): Promise<Section[]> {
  const { row, form, snapshot, roster } = opened;
  const regions = await loadRegions(platform.database);
  return [
    headSection(platform.vault, opened, history, label),
    ...formSections(row.destinationType, form(), regions, {
      isToCome: placeOf(row.flow, row.state).kind === 'waits' && row.signingCaseId === null,
    }),
    graduateSection(snapshot ?? roster, roles),
  ];
}
