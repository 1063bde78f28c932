import type { z } from 'zod';
import type { changeRequestPage } from '#contract/routes/corrections.ts';
import { reasonsFor } from '#domain/actions/reasons.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { flowNamed, labelOf } from '#domain/flows/all.ts';
import { changeRequest } from '#domain/flows/change-request.ts';
import { type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { changeRequestStates } from '#domain/request-states.ts';
import { rolesOf, roleWords } from '#domain/roles.ts';
import { describeFiles, filesOfCase } from '#server/case-files/index.ts';
import { type Cursor, cursorOf, findOpenedCase, noteShape, type OpenedCase } from '#server/cases/index.ts';
import { hasFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { correctForm } from './correct-form.ts';
import { obstacleOfCorrection } from './file-change-request.ts';
import { countRequests, findRequest, type ListedRequest, newestRequests, oldestRequests, wanted } from './store.ts';

type State = (typeof changeRequestStates)[number];
/** A button says what it does to the record, not that something was reviewed. */
const words = { approve: '同意变更', reject: '不予变更' } as const;
const isAction = (action: string): action is keyof typeof words => Object.hasOwn(words, action);

const placeOf = (state: string) => {
  const place = changeRequest.places.get(state);
  if (!place) throw new Error(`a change request has no state ${state}`);
  return place;
};

function rowOf({ vault }: Platform, row: ListedRequest) {
  const { changes } = wanted.parse(vault.openJson(row.wantedSealed));
  const { label, tone } = placeOf(row.state);
  return {
    id: row.id,
    ref: `${row.schoolId}-${row.caseId}`,
    flow: row.flow,
    flowTitle: flowNamed(row.flow).title,
    graduateName: row.graduateName,
    departmentName: row.departmentName,
    employerName: row.employerName,
    label,
    tone,
    fields: changes.map(({ label: field }) => field),
    filedBy: row.filedByName,
    filedAt: row.filedAt,
    decidedAt: row.endedAt,
  };
}

interface Page {
  readonly state: State | 'all';
  readonly cursor: Cursor | undefined;
  readonly limit: number;
}
/** A department's own requests; the school's all. What waits is listed oldest first, everything else newest first. */
export async function listChangeRequests(platform: Platform, scope: Scope, { state, cursor, limit }: Page) {
  const { database } = platform;
  const asked = state === 'all' ? changeRequestStates : [state];
  const page = asked.every(one => placeOf(one).kind === 'waits') ? oldestRequests : newestRequests;
  const [rows, counts] = await Promise.all([
    database.query(...page(scope, [asked, cursor?.at ?? null, cursor?.id ?? null, limit + 1])),
    database.query(...countRequests(scope)),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(row => rowOf(platform, row)),
    next: last ? cursorOf({ updatedAt: last.filedAt, id: last.id }) : null,
    states: changeRequestStates.map(one => ({
      state: one,
      label: placeOf(one).label,
      count: counts.find(row => row.state === one)?.count ?? 0,
    })),
  };
}

/** One request with what it would change today or, decided, with what it asked for. */
export async function readChangeRequest(
  platform: Platform,
  id: number,
  actor: Actor,
  scope: Scope,
): Promise<z.input<typeof changeRequestPage> | Refused> {
  const { database, vault } = platform;
  const row = await database.first(...findRequest(scope, [id]));
  const opened = row && (await findOpenedCase(platform, database, { schoolId: row.schoolId, caseId: row.caseId }, scope));
  if (!row || !opened) return refuse('not-found');
  const asked = wanted.parse(vault.openJson(row.wantedSealed));
  const kase = { state: row.state, levels: [] };
  const buttons = actionsFor(changeRequest, kase, rolesOf(actor), opened.facts);
  const isOpen = placeOf(row.state).kind === 'waits';
  const today = isOpen ? correctForm(opened, asked.fields, await loadRegions(database), 'fields.') : undefined;
  const files = (await database.query(filesOfCase, [row.schoolId, row.caseId])).filter(file => row.fileIds.includes(file.id));
  return {
    ...rowOf(platform, row),
    version: row.version,
    destinationType: opened.row.destinationType,
    caseLabel: labelOf(opened.row.flow, opened.row.state, opened.facts.isLapsed),
    caseVersion: opened.row.version,
    text: asked.text,
    changes: today && !('refused' in today) ? [...today.changes] : asked.changes,
    files: describeFiles(vault, files),
    // Past its year nobody has decided.
    decidedBy: row.decidedByName ?? (row.endedAt ? roleWords.clock : null),
    decision: row.decisionSealed ? noteShape.parse(vault.openJson(row.decisionSealed)) : null,
    actions: buttons.flatMap(({ action, obstacle }) => {
      if (!isAction(action)) return [];
      const own = obstacle ? sentenceOf(obstacle.code, obstacle.about) : null;
      return [{ action, word: words[action], obstacle: own ?? (action === 'approve' ? closedBy(opened, today) : null) }];
    }),
    reasons: [...reasonsFor(changeRequest.name, 'reject')],
  };
}

/** Why the record cannot be changed so today, though it could on the day of filing. */
function closedBy(opened: OpenedCase, today: ReturnType<typeof correctForm> | undefined): string | null {
  const obstacle = obstacleOfCorrection(opened);
  if (obstacle) return sentenceOf(obstacle.refused.code, obstacle.refused.about);
  if (!today || !('refused' in today)) return null;
  const [fault = sentenceOf(today.refused.code)] = hasFields(today) ? Object.values(today.fields) : [];
  return `该登记在申请之后又有变动：${fault}。`;
}
