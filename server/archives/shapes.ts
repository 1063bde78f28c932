/** Records and requests as pages read them. */
import type { z } from 'zod';
import type { Section } from '#contract/parts/shapes.ts';
import type { getTransferRecord, getTransferRequest } from '#contract/routes/desk-archives.ts';
import { actions, detailsOf, isAction } from '#domain/actions/all.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { type RegionTable, regionChain, regionPath } from '#domain/codes/regions.ts';
import type { Button, Obstacle } from '#domain/flow/decide.ts';
import { sentenceOf } from '#domain/refusals.ts';
import { type PartContent, partNotes, recordParts } from '#domain/reported/parts.ts';
import { linesOf } from '#domain/reported/record-in-words.ts';
import { transferRequestStates } from '#domain/request-states.ts';
import { isRole, roleWords } from '#domain/roles.ts';
import { formOf } from '#domain/transfers/content.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { modificationWaits, recordStateWords, transferSources } from '#domain/transfers/record.ts';
import { noteShape, stepLineIn } from '#server/cases/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { OriginOffice } from '#server/receivers/index.ts';
import { openContent } from './open-content.ts';
import type { StepRow, TransferRequestRow } from './request-store.ts';
import { type GraduateRow, keptState, type RecordRow } from './store.ts';
import { flowOf, placeIn } from './transfer-request-kind.ts';

type RecordPage = z.input<(typeof getTransferRecord)['answer']>;
type RequestPage = z.input<(typeof getTransferRequest)['answer']>;

export const sectionOfContent = (kind: TransferKind, content: PartContent, regions: RegionTable, title?: string): Section => ({
  title: title ?? recordParts[kind].title,
  rows: linesOf(kind, content, regions).map(line => ({ ...line, value: line.value || '--' })),
});

export const typeName = (kind: TransferKind, code: string | null): string =>
  code ? (nameOf(transferDetails[kind].types, code) ?? code) : '';

/** 毕业去向登记（厦门第七座桥软件技术有限公司）. */
export const sourceInWords = (source: keyof typeof transferSources, name: string | null): string =>
  name ? `${transferSources[source]}（${name}）` : transferSources[source];

/** How the record is: as the roster's row says, and lapsed with its graduate. */
export function stateOf(kind: TransferKind, graduate: Pick<GraduateRow, 'archiveState' | 'hukouState' | 'lapsedAt'>) {
  const kept = keptState(kind, graduate);
  const state = graduate.lapsedAt ? ('lapsed' as const) : kept === 'modifying' ? ('registered' as const) : kept;
  return { state, ...recordStateWords[state], tags: kept === 'modifying' ? [modificationWaits] : [] };
}

export function describeRecord(
  kind: TransferKind,
  graduate: GraduateRow,
  row: RecordRow | undefined,
  { vault, regions }: { readonly vault: Vault; readonly regions: RegionTable },
): RecordPage['record'] {
  const isThere = row?.state === 'registered' || (row?.state === 'lapsed' && graduate.lapsedAt !== null);
  const shown = isThere ? row : undefined;
  return {
    ...stateOf(kind, graduate),
    section: shown ? sectionOfContent(kind, openContent(vault, shown.contentSealed), regions) : null,
    source: shown ? sourceInWords(shown.source, shown.sourceName) : null,
    note: shown?.note ? partNotes[shown.note] : null,
    updatedAt: shown?.updatedAt ?? null,
    version: row?.state === 'registered' ? row.version : 0,
  };
}

export const describeOrigin = (
  kind: TransferKind,
  { originRegion }: Pick<GraduateRow, 'originRegion'>,
  office: OriginOffice | undefined,
  regions: RegionTable,
): RecordPage['origin'] => {
  const { receiverRegionKey } = transferDetails[kind];
  const filled = receiverRegionKey ? office : undefined;
  return {
    regionCode: originRegion,
    regionName: regionPath(regions, originRegion),
    provinceCode: filled ? (regionChain(regions, filled.regionCode)[0]?.code ?? null) : null,
    receiver: filled ? { ...formOf(kind, contentOfOffice(filled)) } : null,
  };
};

/** An office as the content of a record names a receiver; the type is the graduate's choice. */
export function contentOfOffice({ name, regionCode, address, postcode, contact, phone }: OriginOffice): PartContent {
  const all = {
    receiverName: name,
    receiverRegionCode: regionCode,
    receiverAddress: address,
    receiverPostcode: postcode,
    receiverContact: contact,
    receiverPhone: phone,
  };
  return Object.fromEntries(Object.entries(all).flatMap(([key, value]) => (value ? [[key, value]] : [])));
}

type Named = Pick<
  GraduateRow,
  | 'graduateId'
  | 'name'
  | 'studentNumber'
  | 'examNumber'
  | 'cohort'
  | 'departmentName'
  | 'majorName'
  | 'className'
  | 'educationLevel'
>;
export function graduateInWords(row: Named) {
  return {
    graduateId: row.graduateId,
    name: row.name,
    studentNumber: row.studentNumber ?? '',
    examNumber: row.examNumber,
    cohort: row.cohort,
    departmentName: row.departmentName,
    major: row.majorName,
    className: row.className ?? '',
    educationLevel: nameOf(educationLevel, row.educationLevel) ?? row.educationLevel,
  };
}
const line = (key: string, label: string, value: string) => ({ key, label, value: value || '--' });
const yesNo = (value: boolean | null): string => (value === null ? '未知' : value ? '是' : '否');
export function graduateSection(row: GraduateRow, regions: RegionTable): Section {
  const {
    name,
    studentNumber,
    examNumber,
    cohort,
    departmentName,
    major,
    className,
    educationLevel: level,
  } = graduateInWords(row);
  return {
    title: '学生信息',
    rows: [
      ...[line('name', '姓名', name), line('studentNumber', '学号', studentNumber), line('examNumber', '考生号', examNumber)],
      ...[line('cohort', '届别', `${cohort} 届`), line('department', '院系', departmentName), line('major', '专业', major)],
      ...[line('class', '班级', className), line('level', '学历层次', level)],
      line('origin', '生源所在地', regionPath(regions, row.originRegion)),
      line('hukouAtSchool', '户口是否转入学校', yesNo(row.hukouTransferred)),
    ],
  };
}

const isState = (text: string): text is (typeof transferRequestStates)[number] =>
  transferRequestStates.some(state => state === text);

export type SummarisedRow = Pick<
  TransferRequestRow,
  'id' | 'kind' | 'action' | 'state' | 'version' | 'transferType' | 'submittedAt' | 'updatedAt'
>;
export function summaryOf(row: SummarisedRow) {
  const { kind, id, action, version, transferType, submittedAt, updatedAt: since } = row;
  const { id: state, label, tone } = placeIn(kind, row.state);
  if (!isState(state)) throw new Error(`a request has the state ${state}`);
  const shown = { state, label, tone, version, transferType: typeName(kind, transferType), submittedAt, since };
  return { id, action, word: actions[action].word, ...shown };
}

const officeOf = (role: string): string => (isRole(role) ? roleWords[role] : role);
const noteOf = (vault: Vault, step: StepRow) => {
  if (!step.noteSealed) return null;
  return noteShape.parse(vault.openJson(step.noteSealed));
};

/** How far it is: whose turn, the line of its steps, why it was rejected. */
export function progressOf(vault: Vault, row: TransferRequestRow, steps: readonly StepRow[]) {
  const { waitsFor, tone } = placeIn(row.kind, row.state);
  const last = steps.at(-1);
  return {
    waitsFor: waitsFor.map(role => roleWords[role]).join('、') || null,
    steps: stepLineIn(flowOf(row.kind), row.state, row.levels, steps),
    decision: tone === 'refused' && last ? noteOf(vault, last) : null,
  };
}

export const buttonOf = ({ action, word, asks, obstacle }: Button) => ({
  action,
  word,
  asks: asks ?? null,
  obstacle: obstacleOf(obstacle),
});
export const obstacleOf = (obstacle: Obstacle | undefined) =>
  obstacle ? { code: obstacle.code, sentence: sentenceOf(obstacle.code, obstacle.about) } : null;

const wordOf = (kind: TransferKind, { action, byRole }: StepRow): string =>
  isAction(action) ? detailsOf(action, { flow: transferDetails[kind].flow, role: byRole }).word : action;

/** A person is named to staff, to the graduate the office alone. */
export function historyOf(
  vault: Vault,
  row: Pick<TransferRequestRow, 'kind' | 'name'>,
  steps: readonly StepRow[],
  isStaff: boolean,
): RequestPage['history'] {
  return steps.map(step => {
    const note = noteOf(vault, step);
    const office = step.byRole === 'graduate' ? row.name : officeOf(step.byRole);
    return {
      at: step.at,
      word: wordOf(row.kind, step),
      who: isStaff && step.who ? `${office}（${step.who}）` : office,
      label: placeIn(row.kind, step.toState).label,
      text: note ? [note.reason, note.text].filter(Boolean).join('：') : '',
    };
  });
}
