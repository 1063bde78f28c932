import type { z } from 'zod';
import type { casePage } from '#contract/routes/cases.ts';
import { actions as actionTable, detailsOf } from '#domain/actions/all.ts';
import { reasonsFor } from '#domain/actions/reasons.ts';
import { offeredTypes } from '#domain/codes/destination-types.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { flowNamed, labelOf, labelTo, placeOf, terminationOf, toneTo } from '#domain/flows/all.ts';
import { milestonesOf } from '#domain/flows/milestones.ts';
import { refillOf } from '#domain/flows/refill.ts';
import { readsNote, stepWord } from '#domain/flows/step-words.ts';
import { sentenceOf } from '#domain/refusals.ts';
import { sectionOf } from '#domain/reported/record-in-words.ts';
import { type Role, rolesOf, roleWords } from '#domain/roles.ts';
import { evidenceName, mayOpenFile } from '#domain/rules/case-files.ts';
import { linkOnCase } from '#server/agents/index.ts';
import { type CaseFileRow, describeFiles, filesOfCase } from '#server/case-files/index.ts';
import {
  type CaseRef,
  changesOfCase,
  findOpenedCase,
  type HistoryRow,
  noteShape,
  type OpenedCase,
  openEvidence,
  reasonsOf,
  refOf,
  selectHistory,
} from '#server/cases/index.ts';
import { type DocumentRow, documentsOfCase } from '#server/documents/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { flagFor, reviewOf } from './case-review.ts';
import { employerSees, sectionsOf } from './case-sections.ts';
import { voidableHold } from './give-up-hold.ts';
import { lineOf, sinceReturnOf } from './review-facts.ts';
import { lastMove, whyOf } from './why.ts';

type Page = z.input<typeof casePage>;

interface Reader {
  readonly roles: readonly Role[];
  readonly isReviewer: boolean;
  readonly scope: Scope;
}
/** All that a page shows of our own, read at one moment. */
const readAll = (platform: Platform, ref: CaseRef, { roles, isReviewer, scope }: Reader) =>
  platform.database.together(async reads => {
    const opened = await findOpenedCase(platform, reads, ref, scope);
    if (!opened) return undefined;
    const [history, changed, documents, files, flag, review, link] = await Promise.all([
      reads.query(selectHistory, [ref.schoolId, ref.caseId]),
      reads.query(changesOfCase, [ref.schoolId, ref.caseId]),
      reads.query(documentsOfCase, [ref.schoolId, ref.caseId]),
      reads.query(filesOfCase, [ref.schoolId, ref.caseId]),
      flagFor(reads, platform.vault, opened, isReviewer, roles),
      isReviewer ? reviewOf(reads, platform.vault, opened, roles, scope) : null,
      linkOnCase(reads, platform, opened, roles),
    ]);
    return { opened, history, changed, documents, files, flag, review, link };
  });

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
  const found = await readAll(platform, ref, { roles, isReviewer, scope });
  if (!found) return undefined;
  const { opened, history, changed, documents, files, flag, review, link } = found;
  const { row, facts } = opened;
  const kase = { state: row.state, levels: row.levels, dueAt: row.dueAt ?? undefined };
  const actions = actionsFor(flowNamed(row.flow), kase, roles, facts);
  const place = placeOf(row.flow, row.state);
  const noteOf = (step: HistoryRow | undefined) =>
    step?.noteSealed && readsNote({ ...step, flow: row.flow }, roles) ? noteShape.parse(vault.openJson(step.noteSealed)) : null;
  const said = history.findLast(step => step.action !== 'correct' && noteOf(step) !== null);
  const lastNote = noteOf(said);
  const evidence = new Map(changed.map(({ seq, evidenceSealed }) => [seq, openEvidence(vault, evidenceSealed)]));
  const wordOf = (step: HistoryRow): string =>
    stepWord({ ...step, flow: row.flow, witnessed: evidence.get(step.seq)?.witnessed ?? false });
  const [reader = 'system'] = roles;
  const changesAt = ({ action, seq }: HistoryRow) => {
    const changes = evidence.get(seq)?.changes ?? [];
    return action === 'refreshSnapshot' && reader === 'employer' ? changes.filter(({ key }) => employerSees.has(key)) : changes;
  };
  const regions = await loadRegions(platform.database);
  const labelBy = (state: string, by: string | undefined, lapsed: boolean) => labelTo(reader, row.flow, state, { lapsed, by });
  const label = labelBy(row.state, lastMove(history)?.byRole, facts.isLapsed);
  const [sections, recorded] = await Promise.all([
    sectionsOf(platform, opened, history, { roles, label }),
    // Outside of the reads above: they hold a connection, and the registry may be somebody else's.
    review ? registry.read({ schoolId: row.schoolId, graduateId: row.graduateId }) : [],
  ]);
  const pastDue = row.dueAt !== null && facts.now >= row.dueAt;

  return {
    ref: refOf(row),
    flow: row.flow,
    flowTitle: flowNamed(row.flow).title,
    state: row.state,
    topic: place.topic ?? null,
    witnessed: facts.isWitnessed,
    label,
    tone: toneTo(roles, row.flow, row.state, facts.isLapsed),
    version: row.version,
    employerName: row.employerName,
    jobTitle: row.jobTitle,
    respondBy: row.dueAt,
    createdAt: row.createdAt,
    since: row.updatedAt,
    destinationType: row.destinationType,
    graduateName: row.name,
    schoolName: row.schoolName,
    agreementNumber: row.agreementNumber,
    waitsFor: facts.isLapsed || pastDue ? null : place.waitsFor.map(role => roleWords[role]).join('、') || null,
    mine: !facts.isLapsed && !pastDue && place.waitsFor.some(role => roles.includes(role)),
    sections,
    steps: milestonesOf(row.flow, row.state, row.levels.length > 0 ? row.levels : facts.levels, history),
    actions: actions
      .filter(({ action }) => !actionTable[action].hasNoButton)
      .map(({ action, word, asks, obstacle }) => ({
        action,
        word: facts.isWitnessed
          ? detailsOf(action, { flow: row.flow, topic: place.topic, role: reader, witnessed: true }).word
          : word,
        asks: asks ?? null,
        obstacle: obstacle ? { code: obstacle.code, sentence: sentenceOf(obstacle.code, obstacle.about) } : null,
      })),
    why: whyOf(vault, row.flow, history, row.signingCaseId !== null),
    reason: said && lastNote ? { ...lastNote, word: wordOf(said) } : null,
    documents: documents.map(document => documentShape(document, isReviewer)),
    employerLink: link,
    files: describeFiles(
      vault,
      files.filter(file => mayOpenFile(file, roles)),
    ).map(file => ({ ...file, kind: evidenceName(row.destinationType, file) ?? null })),
    refill: reader === 'graduate' && !facts.isLapsed ? (refillOf(row, offeredCodes(row)) ?? null) : null,
    signing:
      row.signingCaseId === null || !row.signingFlow || !row.signingState
        ? null
        : { ref: `${row.schoolId}-${row.signingCaseId}`, label: labelOf(row.signingFlow, row.signingState, facts.isLapsed) },
    termination: terminationFor(opened, roles),
    reasons: Object.fromEntries(actions.map(({ action }) => [action, [...reasonsOf(opened, action)]])),
    voidable: roles.includes('graduate') ? voidableHold(opened) : null,
    history: history.map(step => ({
      seq: step.seq,
      at: step.at,
      action: step.action,
      word: wordOf(step),
      who: whoDid(step, row.employerName, row.name, isReviewer, roles),
      label: labelBy(step.toState, step.byRole, false),
      reason: noteOf(step),
      changes: changesAt(step),
    })),
    flag,
    review:
      review &&
      reviewShown(review, {
        opened,
        files,
        isFlagged: flag !== null,
        since: sinceReturnOf(vault, history, evidence, roles),
        reported: recorded.map(part => sectionOf(part, regions)),
      }),
  };
}

type Review = NonNullable<Awaited<ReturnType<typeof readAll>>>['review'];
interface Beside {
  readonly opened: OpenedCase;
  readonly files: readonly CaseFileRow[];
  readonly isFlagged: boolean;
  readonly since: NonNullable<Page['review']>['sinceReturn'];
  readonly reported: NonNullable<Page['review']>['reported'];
}
function reviewShown({ samePhone, ...review }: NonNullable<Review>, { opened, files, isFlagged, since, reported }: Beside) {
  const line = lineOf(opened, { files, isFlagged, employer: review.employer, samePhone });
  return { ...review, line, sinceReturn: since, reported };
}

const offeredCodes = ({ educationLevel, trainingMode }: OpenedCase['row']): string[] =>
  offeredTypes(educationLevel, trainingMode).map(({ code }) => code);

export const documentTitles = { agreement: '就业协议书', terminationCertificate: '解约证明', changeNote: '变更记录' } as const;

function documentShape(document: DocumentRow, toStaff: boolean): Page['documents'][number] {
  const { signatureLevel, signer, signerIsTest, fileId: _, caseId: __, kind, requestedAt: ___, ...rest } = document;
  return {
    ...rest,
    title: documentTitles[kind],
    // An agreement has versions; of notes there is one for each change.
    nth: `第 ${rest.version} ${kind === 'changeNote' ? '次' : '版'}`,
    why: toStaff ? rest.why : null,
    signature: signatureLevel && signer ? { level: signatureLevel, signer, isTest: signerIsTest === true } : null,
  };
}

/** The button 申请解约 on a signing, by the table of its termination; nothing where the signing has none. */
function terminationFor({ row, facts, ownReasons }: OpenedCase, roles: readonly Role[]): Page['termination'] {
  const flow = terminationOf(row.flow);
  const open = row.terminationCaseId === null ? null : `${row.schoolId}-${row.terminationCaseId}`;
  if (!flow || placeOf(row.flow, row.state).kind !== 'inForce') return null;
  const opening = { ...facts, isSigningInForce: true, hasOpenTermination: open !== null };
  const [button] = actionsFor(flowNamed(flow), { state: start, levels: [] }, roles, opening);
  if (!button) return open ? { flow, open, obstacle: null, asksReason: false, reasons: [] } : null;
  const { action, obstacle, asks } = button;
  return {
    flow,
    open,
    obstacle: obstacle ? sentenceOf(obstacle.code, obstacle.about) : null,
    asksReason: asks !== undefined,
    reasons: [...reasonsFor(flow, action, ownReasons)],
  };
}

/** Parties see which office decided; staff see who, and an employer which of its own people. */
function whoDid(step: HistoryRow, employerName: string, graduateName: string, toStaff: boolean, roles: readonly Role[]): string {
  if (step.byRole === 'employer')
    return step.actorName && roles.includes('employer') ? `${employerName}（${step.actorName}）` : employerName;
  if (step.byRole === 'graduate') return graduateName;
  const office = Object.entries(roleWords).find(([role]) => role === step.byRole)?.[1] ?? step.byRole;
  return toStaff && step.actorName ? `${office}（${step.actorName}）` : office;
}
