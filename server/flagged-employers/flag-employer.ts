/** Marking an employer, changing the mark, taking it back: each with a history row, the count of schools and the audit, or not at all. */
import { z } from 'zod';
import type { FlagKind } from '#domain/codes/flag-kinds.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { countFlag, deleteFlag, findPicture, insertFlag, insertFlagHistory, lockFlag, updateFlag } from './store.ts';

interface Command {
  readonly schoolId: number;
  readonly uscc: string;
  readonly version: number;
  readonly text: string;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
export interface FlagEmployer extends Command {
  readonly name: string;
  readonly kind: FlagKind;
  readonly evidenceFileId: string | null;
}
const done = z.object({ done: z.literal(true) });
type Done = z.output<typeof done>;

export function flagEmployer(platform: Platform, command: FlagEmployer): Promise<Done | Refused> {
  const { schoolId, uscc, name, kind, text, evidenceFileId, version } = command;
  const content = ['flag', uscc, name, kind, text, evidenceFileId, version];
  return inOnce(platform, command, content, async (tx, now) => {
    if (evidenceFileId !== null && !(await tx.first(findPicture, [evidenceFileId, schoolId])))
      return invalidFields({ evidenceFileId: '佐证材料没有找到，请重新上传' });
    const before = await tx.first(lockFlag, [schoolId, uscc]);
    if ((before?.version ?? 0) !== version) return refuse('changed-meanwhile');
    const sealed = platform.vault.seal(text);
    const values = [schoolId, uscc, name, kind, sealed, evidenceFileId, command.actor.accountId, now];
    if (before) await tx.execute(updateFlag, values);
    // Two at once: there was no row to lock, and the first is in.
    else if ((await tx.execute(insertFlag, values)) === 0) return refuse('changed-meanwhile');
    else await tx.execute(countFlag, [uscc, 1]);
    await remember(platform, tx, command, { action: before ? 'changed' : 'flagged', now, name, kind, sealed, evidenceFileId });
    return { done: true };
  });
}

export function unflagEmployer(platform: Platform, command: Command): Promise<Done | Refused> {
  const { schoolId, uscc, version, text } = command;
  return inOnce(platform, command, ['unflag', uscc, version, text], async (tx, now) => {
    const before = await tx.first(lockFlag, [schoolId, uscc]);
    if (!before) return refuse('not-found');
    if (before.version !== version) return refuse('changed-meanwhile');
    const { name, kind, evidenceFileId } = before;
    await tx.execute(deleteFlag, [schoolId, uscc]);
    const sealed = platform.vault.seal(text);
    await remember(platform, tx, command, { action: 'unflagged', now, name, kind, sealed, evidenceFileId });
    await tx.execute(countFlag, [uscc, -1]);
    return { done: true };
  });
}

const inOnce = (
  { database, clock }: Platform,
  { actor, key }: Command,
  content: unknown,
  work: (tx: Transaction, now: Date) => Promise<Done | Refused>,
): Promise<Done | Refused> => {
  const now = clock.now();
  return once(database, { actor: actorKey(actor), key, content, now }, done.parse, tx => work(tx, now));
};

const audited: Readonly<Record<Step['action'], string>> = {
  flagged: 'employer-flagged',
  changed: 'employer-flag-changed',
  unflagged: 'employer-unflagged',
};
interface Step {
  readonly action: 'flagged' | 'changed' | 'unflagged';
  readonly now: Date;
  readonly name: string;
  readonly kind: FlagKind;
  readonly sealed: Buffer;
  readonly evidenceFileId: string | null;
}

async function remember({ vault }: Platform, tx: Transaction, command: Command, step: Step): Promise<void> {
  const { schoolId, uscc, text, actor, addressPrefix } = command;
  const { action, now, name, kind, sealed, evidenceFileId } = step;
  const values = [schoolId, uscc, now, actor.accountId, action, name, kind, sealed, evidenceFileId];
  await tx.execute(insertFlagHistory, values);
  const event = {
    at: now,
    schoolId,
    actor: actorKey(actor),
    action: audited[action],
    object: `employer-code:${uscc}`,
    addressPrefix,
    detail: { name, kind, text },
  };
  await recordAuditEvent(tx, event, vault);
}
