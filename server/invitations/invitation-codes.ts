/** 签约码: with it an employer invites a graduate whose ID number it does not know. One at a time, 24 hours, withdrawn at any moment. */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { dayLength } from '#domain/dates.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { start } from '#domain/flow/table.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { groupInvitationCode, invitationCodeAlphabet, invitationCodeLength } from '#domain/identifiers/invitation-code.ts';
import { type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { findGraduate, gatherFacts, snapshotOf } from '#server/cases/index.ts';
import { getQualifiedEmployer } from '#server/employers/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { qrPath } from '#server/platform/base/qr-path.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { lookUp } from './look-ups.ts';

const validFor = dayLength;

const putCode = statement(
  'cases.put_invitation_code',
  `insert into invitation_code (school_id, graduate_id, code_hash, code_sealed, made_at, expires_at) values ($1, $2, $3, $4, $5, $6)
   on conflict (school_id, graduate_id) do update
   set code_hash = excluded.code_hash, code_sealed = excluded.code_sealed, made_at = excluded.made_at, expires_at = excluded.expires_at`,
);
const removeCode = statement(
  'cases.remove_invitation_code',
  'delete from invitation_code where school_id = $1 and graduate_id = $2',
);
const ownCode = statement<{ codeSealed: Buffer; expiresAt: Date }>(
  'cases.own_invitation_code',
  'select code_sealed, expires_at from invitation_code where school_id = $1 and graduate_id = $2 and expires_at > $3',
);
const whoseCode = statement<{
  schoolId: number;
  graduateId: number;
  name: string;
  schoolName: string;
  cohort: number;
  expiresAt: Date;
}>(
  'cases.whose_invitation_code',
  `select g.school_id, g.id as graduate_id, g.name, s.name as school_name, g.cohort, c.expires_at
   from invitation_code c
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   join school s on s.id = g.school_id
   where c.code_hash = $1 and c.expires_at > $2 and g.lapsed_at is null`,
);

/** What a code is found by. */
export const invitationCodeHash = (vault: Vault, code: string): Buffer => vault.keyedHash(`invitation-code:${code}`);

const drawCode = (): string =>
  Array.from({ length: invitationCodeLength }, () => invitationCodeAlphabet[randomInt(invitationCodeAlphabet.length)]).join('');

type Own = NonNullable<Actor['graduate']>;

/** Why an employer could not invite this graduate now, whichever employer it is. */
async function obstacleOf({ database, vault, clock }: Platform, { schoolId, graduateId }: Pick<Own, 'schoolId' | 'graduateId'>) {
  const row = await database.first(findGraduate, [schoolId, graduateId]);
  if (!row) return refuse('not-found').refused;
  const facts = gatherFacts({
    row,
    settings: await getSchoolSettings(database, schoolId),
    flow: 'online-signing',
    destinationType: '',
    opening: { isEmployerQualified: true },
    roster: snapshotOf(row, vault, await loadRegions(database)),
    now: clock.now(),
  });
  const buttons = actionsFor(flowNamed('online-signing'), { state: start, levels: [] }, ['employer'], facts);
  return buttons.find(({ action }) => action === 'invite')?.obstacle;
}

/** The graduate's own live code, and what it leads to. */
export async function showInvitationCode(platform: Platform, own: Own) {
  const { database, vault, clock, publicUrl } = platform;
  const row = await database.first(ownCode, [own.schoolId, own.graduateId, clock.now()]);
  const obstacle = await obstacleOf(platform, own);
  const code = row && vault.open(row.codeSealed);
  const url = `${publicUrl}/desk/employer/invite#${code}`;
  return {
    live: row && code ? { code: groupInvitationCode(code), url, qr: qrPath(url), expiresAt: row.expiresAt } : null,
    obstacle: obstacle ? sentenceOf(obstacle.code, obstacle.about) : null,
  };
}

interface OwnCommand {
  readonly own: Own;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const done = z.object({ done: z.literal(true) });

/** A fresh code; the one before is dead. What is kept of the command does not hold it. */
export async function makeInvitationCode(platform: Platform, { own, actor, key, addressPrefix }: OwnCommand) {
  const { database, vault, clock } = platform;
  const obstacle = await obstacleOf(platform, own);
  if (obstacle) return refuse(obstacle.code, obstacle.about);
  const now = clock.now();
  const { schoolId, graduateId } = own;
  return once(database, { actor: actorKey(actor), key, content: ['invitation-code', graduateId], now }, done.parse, async tx => {
    const code = drawCode();
    const expiresAt = new Date(now.getTime() + validFor);
    await tx.execute(putCode, [schoolId, graduateId, invitationCodeHash(vault, code), vault.seal(code), now, expiresAt]);
    const object = `graduate:${schoolId}-${graduateId}`;
    const event = { at: now, schoolId, actor: actorKey(actor), action: 'invitation-code-made', object, addressPrefix } as const;
    await recordAuditEvent(tx, event, vault);
    return { done: true as const };
  });
}

/** Dead at once. Withdrawing what is not there changes nothing. */
export async function withdrawInvitationCode({ database, vault, clock }: Platform, { own, actor, addressPrefix }: OwnCommand) {
  const { schoolId, graduateId } = own;
  await database.transaction(async tx => {
    if ((await tx.execute(removeCode, [schoolId, graduateId])) === 0) return;
    const at = clock.now();
    const object = `graduate:${schoolId}-${graduateId}`;
    const event = { at, schoolId, actor: actorKey(actor), action: 'invitation-code-withdrawn', object, addressPrefix } as const;
    await recordAuditEvent(tx, event, vault);
  });
}

/** The graduate's code for an employer that they asked to invite them: the live one, so that none that they gave away dies; else a fresh one. */
export async function codeForInvitation(
  platform: Platform,
  {
    schoolId,
    graduateId,
    actor,
    addressPrefix,
  }: Pick<OwnCommand, 'actor' | 'addressPrefix'> & Pick<Own, 'schoolId' | 'graduateId'>,
): Promise<string | Refused> {
  const { database, vault, clock } = platform;
  const now = clock.now();
  const obstacle = await obstacleOf(platform, { schoolId, graduateId });
  if (obstacle) return refuse(obstacle.code, obstacle.about);
  return database.transaction(async tx => {
    const live = await tx.first(ownCode, [schoolId, graduateId, now]);
    if (live) return vault.open(live.codeSealed);
    const code = drawCode();
    const expiresAt = new Date(now.getTime() + validFor);
    await tx.execute(putCode, [schoolId, graduateId, invitationCodeHash(vault, code), vault.seal(code), now, expiresAt]);
    const object = `graduate:${schoolId}-${graduateId}`;
    const event = { at: now, schoolId, actor: actorKey(actor), action: 'invitation-code-made', object, addressPrefix } as const;
    await recordAuditEvent(tx, event, vault);
    return code;
  });
}

interface Reading {
  readonly code: string;
  readonly employerId: number;
  readonly actor: Actor;
  readonly addressPrefix: string;
}
interface Whose {
  readonly graduateName: string;
  readonly schoolName: string;
  readonly cohort: number;
  readonly expiresAt: Date;
}

/** Whose code it is, for an employer that may invite. Wrong, run out and withdrawn are one answer, and count as a miss. */
export const readInvitationCode = (platform: Platform, { code, employerId, actor, addressPrefix }: Reading) =>
  lookUp(platform, employerId, async (): Promise<Whose | Refused> => {
    const { database, vault, clock } = platform;
    if (!(await getQualifiedEmployer(database, vault, employerId))) return refuse('employer-not-qualified');
    const at = clock.now();
    const row = await database.first(whoseCode, [invitationCodeHash(vault, code), at]);
    if (!row) return refuse('invitation-code-unknown');
    const { schoolId, graduateId, name: graduateName, schoolName, cohort, expiresAt } = row;
    const object = `graduate:${schoolId}-${graduateId}`;
    const event = { at, schoolId, actor: actorKey(actor), action: 'invitation-code-read', object, addressPrefix } as const;
    await recordAuditEvent(database, event, vault);
    return { graduateName, schoolName, cohort, expiresAt };
  });
