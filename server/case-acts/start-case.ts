/** A graduate begins: a draft of an offline or paper signing, or of another destination. */
import { z } from 'zod';
import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { unitOf } from '#domain/rules/directed-unit.ts';
import { actorKey } from '#server/audit/index.ts';
import { findGraduate, gatherFacts, headlineOf, lockGraduate, openCase, refOf, snapshotOf } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { getSchoolSettings } from '#server/schools/index.ts';

const started = z.object({ ref: z.string(), version: z.number() });

export interface StartCase {
  readonly destinationType: string;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}

export async function startCase(
  platform: Platform,
  { destinationType, actor, key, addressPrefix }: StartCase,
): Promise<z.infer<typeof started> | Refused> {
  const { database, clock } = platform;
  const { graduate } = actor;
  const type = findEntry(destinationTypes, destinationType);
  if (!graduate || !type || type.flow === 'online-signing') return refuse('not-found');
  const now = clock.now();
  const command = { actor: actorKey(actor), key, content: ['start', destinationType], now };
  return once(database, command, started.parse, tx => start(platform, tx, { graduate, type, actor, addressPrefix, now }));
}

interface Starting {
  readonly graduate: NonNullable<Actor['graduate']>;
  readonly type: (typeof destinationTypes)[number];
  readonly actor: Actor;
  readonly addressPrefix: string;
  readonly now: Date;
}

async function start(platform: Platform, tx: Transaction, { graduate, type, actor, addressPrefix, now }: Starting) {
  const { vault, database } = platform;
  const whose = [graduate.schoolId, graduate.graduateId];
  const [, row] = await Promise.all([tx.execute(lockGraduate, whose), tx.first(findGraduate, whose)]);
  if (!row || type.flow === 'online-signing') return refuse('not-found');
  const roster = snapshotOf(row, vault, await loadRegions(database, tx));
  const settings = await getSchoolSettings(tx, row.schoolId);
  const facts = gatherFacts({ row, settings, flow: type.flow, destinationType: type.code, roster, now });
  const form = unitOf(type.code, row);
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
  return 'refused' in opened ? opened : { ref: refOf(opened), version: opened.version };
}
