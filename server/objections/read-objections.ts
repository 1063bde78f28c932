/** Objections as lists and pages show them. */
import type { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import type { listObjections as listObjectionsRoute, objectionPage } from '#contract/routes/records.ts';
import { actionsFor, decide } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { objection } from '#domain/flows/objection.ts';
import { isRefused, type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { objectionStates } from '#domain/request-states.ts';
import { rolesOf } from '#domain/roles.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { findEntry } from '#server/records/index.ts';
import type { EmploymentRegistry, Whose } from '#server/registry/index.ts';
import type { CasesPort } from '#server/roster/index.ts';
import { factsOfObjection } from './facts.ts';
import {
  countObjections,
  findObjection,
  type ListedObjection,
  newestObjections,
  type ObjectionRow,
  objectionsOfGraduate,
  oldestObjections,
  openSaid,
} from './store.ts';

function placeOf(state: string) {
  const place = objection.places.get(state);
  if (!place) throw new Error(`an objection has no state ${state}`);
  return place;
}

/** What both sides read of one. */
function describeObjection(vault: Vault, row: ObjectionRow) {
  const { about, text } = openSaid(vault, row);
  const { label, tone } = placeOf(row.state);
  return {
    id: row.id,
    label,
    tone,
    about,
    text,
    filedAt: row.filedAt,
    answer: row.answerSealed ? vault.open(row.answerSealed) : null,
    answeredAt: row.answerSealed ? row.endedAt : null,
  };
}
const describeListed = (vault: Vault, row: ListedObjection) => ({
  ...describeObjection(vault, row),
  graduateName: row.graduateName,
  studentNumber: row.studentNumber ?? '',
  departmentName: row.departmentName,
});

/** What a page of one is read from. */
export interface Parts {
  readonly platform: Platform;
  readonly registry: EmploymentRegistry;
  readonly cases: Pick<CasesPort, 'headlinesOf'>;
}

export async function readObjection(
  { platform, registry, cases }: Parts,
  id: number,
  actor: Actor,
  scope: Scope,
): Promise<z.input<typeof objectionPage> | Refused> {
  const { database, vault, clock } = platform;
  const row = await database.first(...findObjection(scope, [id]));
  if (!row) return refuse('not-found');
  const facts = await factsOfObjection(database, row, clock.now());
  const roles = rolesOf(actor);
  const buttons = actionsFor(objection, { state: row.state, levels: [] }, roles, facts);
  const { schoolId, graduateId } = row;
  const [held] = await cases.headlinesOf(database, schoolId, [graduateId], roles);
  return {
    ...describeListed(vault, row),
    version: row.version,
    entry: row.about === null ? null : ((await findEntry(platform, registry, { schoolId, graduateId }, row.about)) ?? null),
    graduateId,
    held: held ? { ref: held.ref, flow: held.flow, label: held.label, tone: held.tone } : null,
    answeredBy: row.answeredByName,
    mayAnswer: buttons.some(({ action, obstacle }) => action === 'answer' && !obstacle),
  };
}

/** Why this graduate can file none now. */
export async function obstacleOfFiling(
  { database, clock }: Platform,
  { schoolId, cohort }: { readonly schoolId: number; readonly cohort: number },
): Promise<string | null> {
  const facts = await factsOfObjection(database, { schoolId, cohort }, clock.now());
  const decision = decide(objection, { state: start, levels: [] }, 'submit', ['graduate'], facts);
  return isRefused(decision) ? sentenceOf(decision.refused.code, decision.refused.about) : null;
}

/** Those of one graduate, the latest first, with the entry that each is about. */
export async function objectionsOf({ database, vault }: Platform, { schoolId, graduateId }: Whose) {
  const rows = await database.query(objectionsOfGraduate, [schoolId, graduateId]);
  return rows.map(row => ({ ...describeObjection(vault, row), entryKey: row.about }));
}

/** `milliseconds_id` of the last one that was shown. */
function parseCursor(text: string | undefined): readonly [Date, number] | undefined {
  const [, at, id] = /^(\d{1,15})_(\d{1,15})$/.exec(text ?? '') ?? [];
  return at === undefined ? undefined : [new Date(Number(at)), Number(id)];
}

/** What waits is listed oldest first, everything else newest first. */
export async function listObjections(
  { database, vault }: Platform,
  scope: Scope,
  { state, cursor, limit }: Received<typeof listObjectionsRoute, 'query'>,
) {
  const [at, id] = parseCursor(cursor) ?? [null, null];
  const asked = state === 'all' ? objectionStates : [state];
  const page = asked.every(one => placeOf(one).kind === 'waits') ? oldestObjections : newestObjections;
  const [rows, counts] = await Promise.all([
    database.query(...page(scope, [asked, at, id, limit + 1])),
    database.query(...countObjections(scope)),
  ]);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    rows: shown.map(row => describeListed(vault, row)),
    next: last ? `${last.filedAt.getTime()}_${last.id}` : null,
    states: objectionStates.map(one => ({
      state: one,
      label: placeOf(one).label,
      count: counts.find(row => row.state === one)?.count ?? 0,
    })),
  };
}
