/** A graduate begins: a draft of an offline or paper signing, or of another destination. */
import { z } from 'zod';
import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import { decide } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { draftStates, flowNamed } from '#domain/flows/all.ts';
import { refillOf } from '#domain/flows/refill.ts';
import { destinationFields } from '#domain/forms/destination-fields.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { unitOf } from '#domain/rules/directed-unit.ts';
import { actorKey } from '#server/audit/index.ts';
import { copyEvidence } from '#server/case-files/index.ts';
import {
  type CaseForm,
  findDraft,
  findGraduate,
  findOpenedCase,
  gatherFacts,
  headlineOf,
  lockGraduate,
  openCase,
  parseRef,
  refOf,
  snapshotOf,
} from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { getSchoolSettings } from '#server/schools/index.ts';

const started = z.object({ ref: z.string(), version: z.number() });

export interface StartCase {
  readonly destinationType: string;
  readonly from?: string | undefined;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly key: string;
  readonly addressPrefix: string;
}

export async function startCase(
  platform: Platform,
  { destinationType, from, actor, scope, key, addressPrefix }: StartCase,
): Promise<z.infer<typeof started> | Refused> {
  const { database, clock } = platform;
  const { graduate } = actor;
  const type = findEntry(destinationTypes, destinationType);
  if (!graduate || !type || type.flow === 'online-signing') return refuse('not-found');
  const now = clock.now();
  const command = { actor: actorKey(actor), key, content: ['start', destinationType, from ?? ''], now };
  return once(database, command, started.parse, tx =>
    begin(platform, tx, { graduate, type, from, actor, scope, addressPrefix, now }),
  );
}

interface Starting {
  readonly graduate: NonNullable<Actor['graduate']>;
  readonly type: (typeof destinationTypes)[number];
  readonly from: string | undefined;
  readonly actor: Actor;
  readonly scope: Scope;
  readonly addressPrefix: string;
  readonly now: Date;
}

async function begin(platform: Platform, tx: Transaction, { graduate, type, from, actor, scope, addressPrefix, now }: Starting) {
  const { vault, database } = platform;
  const whose = [graduate.schoolId, graduate.graduateId];
  const [, row] = await Promise.all([tx.execute(lockGraduate, whose), tx.first(findGraduate, whose)]);
  if (!row || type.flow === 'online-signing') return refuse('not-found');
  const roster = snapshotOf(row, vault, await loadRegions(database, tx));
  const settings = await getSchoolSettings(tx, row.schoolId);
  const facts = gatherFacts({ row, settings, flow: type.flow, destinationType: type.code, roster, now });
  const decision = decide(flowNamed(type.flow), { state: start, levels: [] }, 'save', ['graduate'], facts);
  if (isRefused(decision)) return decision;
  // Begun before and never handed in, it is gone on with: looking twice makes no second one.
  const begun = from === undefined ? await tx.first(findDraft, [...whose, type.code, draftStates]) : undefined;
  if (begun) return { ref: refOf(begun), version: begun.version };
  const before = from === undefined ? undefined : await findOpenedCase(platform, tx, parseRef(from), scope);
  if (from !== undefined && (!before || refillOf(before.row, [type.code])?.type !== type.code)) return refuse('not-found');
  const form = { ...(before ? answersOf(type.code, before.form()) : {}), ...unitOf(type.code, row) };
  const headline = headlineOf(type.code, form);
  const opened = await openCase(tx, {
    platform,
    facts,
    who: { roles: ['graduate'], name: actor.name, auditedAs: actorKey(actor), addressPrefix },
    flow: type.flow,
    action: 'save',
    schoolId: row.schoolId,
    graduateId: row.graduateId,
    cohort: row.cohort,
    destinationType: type.code,
    employer: { id: null, name: headline.employerName, uscc: headline.uscc },
    jobTitle: headline.jobTitle,
    validityDays: null,
    dueAt: null,
    form,
  });
  if (!('refused' in opened) && before) await tx.execute(copyEvidence, [row.schoolId, before.row.id, opened.id, now]);
  return 'refused' in opened ? opened : { ref: refOf(opened), version: opened.version };
}

/** Of another form, what this type asks too. */
function answersOf(type: string, form: CaseForm): CaseForm {
  const known = new Set(destinationFields(type, { hukouAtSchool: true }).map(({ key }) => key));
  return Object.fromEntries(Object.entries(form).filter(([key]) => known.has(key)));
}
