import type { z } from 'zod';
import type { casePage } from '#contract/routes/cases.ts';
import type { Section } from '#contract/shapes.ts';
import { actionWords } from '#domain/actions.ts';
import { formatBeijing } from '#domain/dates.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { waitingFor } from '#domain/flow/steps.ts';
import { flowNamed, labelOf, placeOf } from '#domain/flows/all.ts';
import { respondBy } from '#domain/forms/respond-by.ts';
import { maskIdNumber } from '#domain/identifiers/documents.ts';
import { sentenceOf } from '#domain/refusals.ts';
import { type Role, roleWords } from '#domain/roles.ts';
import { differences, type Snapshot, snapshotFields } from '#domain/rules/snapshot.ts';
import { documentsOfCase } from '#server/documents/index.ts';
import type { Actor, Scope } from '#server/platform/http/actor.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres.ts';
import { loadRegions } from '#server/platform/regions.ts';
import { type EmploymentRegistry, sourceWords } from '#server/registry/index.ts';
import { rolesOf } from './act-on-case.ts';
import { agreementSections } from './agreement-in-words.ts';
import { countEarlierAgreements, nextWaiting } from './queries.ts';
import { type CaseRef, findOpenedCase, type OpenedCase, refOf } from './read-case.ts';
import { reasonsFor } from './reasons.ts';
import { stepLine } from './step-line.ts';
import { type HistoryRow, selectHistory } from './store.ts';
import { noteShape } from './tell-parties.ts';

type Page = z.input<typeof casePage>;

/** Everything about one case, as far as this actor may see it; undefined out of scope. */
export async function findCasePage(
  platform: Platform,
  registry: EmploymentRegistry,
  ref: CaseRef,
  actor: Actor,
  scope: Scope,
): Promise<Page | undefined> {
  const { vault } = platform;
  const roles = rolesOf(actor);
  const isReviewer = roles.includes('department') || roles.includes('school');
  const found = await platform.database.together(async reads => {
    const opened = await findOpenedCase(platform, reads, ref, scope);
    if (!opened) return undefined;
    const [history, documents, review] = await Promise.all([
      reads.query(selectHistory, [ref.schoolId, ref.caseId]),
      reads.query(documentsOfCase, [ref.schoolId, ref.caseId]),
      isReviewer ? reviewOf(reads, registry, opened, roles, scope) : null,
    ]);
    return { opened, history, documents, review };
  });
  if (!found) return undefined;
  const { opened, history, documents, review } = found;
  const { row, facts } = opened;
  const place = placeOf(row.flow, row.state);
  const kase = { state: row.state, levels: row.levels, dueAt: row.dueAt ?? undefined };
  const noteOf = (step: HistoryRow | undefined) => (step?.noteSealed ? noteShape.parse(vault.openJson(step.noteSealed)) : null);
  const pastDue = row.dueAt !== null && facts.now >= row.dueAt;

  return {
    ref: refOf(row),
    flow: row.flow,
    flowTitle: flowNamed(row.flow).title,
    state: row.state,
    label: labelOf(row.flow, row.state, facts.lapsed),
    tone: facts.lapsed ? 'ended' : place.tone,
    version: row.version,
    employerName: row.employerName,
    jobTitle: row.jobTitle,
    respondBy: row.dueAt,
    createdAt: row.createdAt,
    since: row.updatedAt,
    graduateName: row.name,
    schoolName: row.schoolName,
    agreementNumber: row.agreementNumber,
    waitsFor: facts.lapsed || pastDue ? null : place.waitsFor.map(role => roleWords[role]).join('、') || null,
    mine: !facts.lapsed && !pastDue && place.waitsFor.some(role => roles.includes(role)),
    sections: await sectionsOf(platform, opened, history, roles),
    steps: stepLine(row.flow, row.state, row.levels.length > 0 ? row.levels : facts.levels, history),
    actions: actionsFor(flowNamed(row.flow), kase, roles, facts).map(({ action, asks, obstacle }) => ({
      action,
      word: actionWords[action],
      asks: asks ?? null,
      obstacle: obstacle ? { code: obstacle.code, sentence: sentenceOf(obstacle.code, obstacle.about) } : null,
    })),
    reason: noteOf(history.findLast(step => step.noteSealed !== null)),
    documents: documents.map(({ signatureLevel, signer, signerIsTest, fileId: _, caseId: __, kind: ___, ...document }) => ({
      ...document,
      title: '就业协议书',
      why: isReviewer ? document.why : null,
      signature: signatureLevel && signer ? { level: signatureLevel, signer, isTest: signerIsTest === true } : null,
    })),
    history: history.map(step => ({
      seq: step.seq,
      at: step.at,
      action: step.action,
      word: wordOfAction(step.action),
      who: whoDid(step, row.employerName, row.name, isReviewer),
      label: placeOf(row.flow, step.toState).label,
      reason: noteOf(step),
    })),
    review,
  };
}

const wordOfAction = (name: string): string => Object.entries(actionWords).find(([action]) => action === name)?.[1] ?? name;

/** Parties see which office decided; staff see who. */
function whoDid(step: HistoryRow, employerName: string, graduateName: string, toStaff: boolean): string {
  if (step.byRole === 'employer') return employerName;
  if (step.byRole === 'graduate') return graduateName;
  const office = Object.entries(roleWords).find(([role]) => role === step.byRole)?.[1] ?? step.byRole;
  return toStaff && step.actorName ? `${office}（${step.actorName}）` : office;
}

async function sectionsOf(
  platform: Platform,
  opened: OpenedCase,
  history: readonly HistoryRow[],
  roles: readonly Role[],
): Promise<Section[]> {
  const { row } = opened;
  const place = placeOf(row.flow, row.state);
  const regions = await loadRegions(platform.database);
  const invitedAt = history[0]?.at ?? row.createdAt;
  const signing: Section = {
    title: '签约信息',
    rows: [
      { key: 'agreementNumber', label: '协议编号', value: row.agreementNumber ?? '签约信息生效后生成' },
      { key: 'kind', label: '签约类型', value: flowNamed(row.flow).title },
      { key: 'status', label: '签约状态', value: place.kind === 'waits' ? '暂未生效' : place.label },
      { key: 'invitedAt', label: '邀约时间', value: formatBeijing(invitedAt, 'second') },
      { key: 'validity', label: '应约有效期', value: row.validityDays ? `${row.validityDays} 天` : '--' },
      { key: 'respondBy', label: '应约截止时间', value: deadlineOf(row.validityDays, invitedAt) },
    ],
  };
  // An employer sees of the graduate what it knew when it invited, and the school's words on the agreement.
  const shown = opened.snapshot ?? opened.roster;
  const forEmployer = roles.includes('employer');
  const graduate: Section = {
    title: '学生信息',
    rows: snapshotFields
      .filter(({ key }) => !forEmployer || employerSees.has(key))
      .map(({ key, label }) => ({ key, label, value: mayBeMasked(key, shown, forEmployer) || '--' })),
  };
  return [signing, ...agreementSections(opened.form(), regions), graduate];
}
const employerSees: ReadonlySet<string> = new Set([
  'name',
  'documentNumber',
  'schoolName',
  'educationLevel',
  'major',
  'departmentName',
  'graduatesOn',
]);
const mayBeMasked = (key: keyof Snapshot, snapshot: Snapshot, masked: boolean): string =>
  masked && key === 'documentNumber' ? maskIdNumber(snapshot.documentNumber) : snapshot[key];

const deadlineOf = (days: number | null, invitedAt: Date): string =>
  days ? `${formatBeijing(respondBy(invitedAt, days), 'second')}（北京时间）` : '--';

async function reviewOf(
  reads: Queryable,
  registry: EmploymentRegistry,
  opened: OpenedCase,
  roles: readonly Role[],
  scope: Scope,
): Promise<Page['review']> {
  const { row, roster } = opened;
  const snapshot = opened.snapshot ?? roster;
  const differing = new Map(differences(snapshot, roster).map(difference => [difference.key, difference]));
  const states = waitingFor(flowNamed(row.flow), roles);
  const [reported, earlier, next] = await Promise.all([
    registry.read(reads, row.schoolId, row.graduateId),
    reads.one(countEarlierAgreements, [row.schoolId, row.employerId, row.id]),
    nextWaiting(reads, scope, row, states),
  ]);
  return {
    employer: {
      uscc: row.uscc,
      registered: row.employerId !== null,
      qualified: row.employerQualified,
      qualifiedAt: row.qualifiedAt,
      businessStatus: '未查询',
      earlierAgreements: earlier.count,
    },
    comparison: snapshotFields.map(({ key, label, isKey = false }) => ({
      key,
      label,
      isKey,
      snapshot: snapshot[key] || '--',
      roster: roster[key] || '--',
      differs: differing.has(key),
    })),
    reported: reported.map(({ part, source, content, note, reportedAt }) => ({
      title: `${partWords[part]}（${sourceWords[source]}，${formatBeijing(reportedAt, 'minute')}）`,
      ...(note ? { note } : {}),
      rows: Object.entries(content).map(([label, value]) => ({ key: label, label, value: value || '--' })),
    })),
    reasons: [...reasonsFor(row.flow, 'reject')],
    next: next.ref,
    waiting: next.waiting,
  };
}
const partWords = { destination: '毕业去向', archive: '档案转递', hukou: '户口迁移' } as const;
