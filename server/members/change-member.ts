/** Who administers and who may sign in. One administrator always remains. */
import { z } from 'zod';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { endSessionsOfAccount } from '#server/sessions/index.ts';
import { lockMembers, type MemberKind, setMember } from './store.ts';

export const memberChanges = ['disable', 'enable', 'promote', 'demote', 'handOver'] as const;
export type MemberChange = (typeof memberChanges)[number];

interface Standing {
  readonly id: number;
  readonly kind: MemberKind;
  readonly disabledAt: Date | null;
}
type Change = (member: Standing, at: { readonly target: number; readonly self: number; readonly now: Date }) => Standing;

const toTarget =
  (change: (member: Standing, now: Date) => Partial<Standing>): Change =>
  (member, { target, now }) =>
    member.id === target ? { ...member, ...change(member, now) } : member;

/** What each does to every member; a member who did not change stays untouched. */
const changes: Readonly<Record<MemberChange, Change>> = {
  disable: toTarget((_, now) => ({ disabledAt: now })),
  enable: toTarget(() => ({ disabledAt: null })),
  promote: toTarget(() => ({ kind: 'employerAdmin' })),
  demote: toTarget(() => ({ kind: 'employerStaff' })),
  handOver: (member, { target, self }) =>
    member.id === target
      ? { ...member, kind: 'employerAdmin' }
      : member.id === self
        ? { ...member, kind: 'employerStaff' }
        : member,
};
const isAdministrator = ({ kind, disabledAt }: Standing): boolean => kind === 'employerAdmin' && disabledAt === null;
/** A session ends as soon as its account may do less than when it began. */
const losesRights = (before: Standing, after: Standing): boolean =>
  (after.disabledAt !== null && before.disabledAt === null) || (isAdministrator(before) && !isAdministrator(after));

export interface ChangeMember {
  readonly employerId: number;
  readonly accountId: number;
  readonly change: MemberChange;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const done = z.object({ done: z.literal(true) });

export function changeMember(
  { database, vault, clock }: Platform,
  { employerId, accountId, change, actor, key, addressPrefix }: ChangeMember,
): Promise<{ readonly done: true } | Refused> {
  const now = clock.now();
  const content = ['change-member', employerId, accountId, change];
  return once(database, { actor: actorKey(actor), key, content, now }, done.parse, async tx => {
    const before = await tx.query(lockMembers, [employerId]);
    const target = before.find(({ id }) => id === accountId);
    if (!target) return refuse('not-found');
    // Nobody who may not sign in becomes the one who decides.
    if (target.disabledAt !== null && change !== 'enable') return refuse('not-possible-here');
    // Somebody else may have taken the right away since the request was let in.
    if (!before.some(member => member.id === actor.accountId && isAdministrator(member))) return refuse('not-allowed');
    const at = { target: accountId, self: actor.accountId ?? 0, now };
    const after = before.map(member => changes[change](member, at));
    if (!after.some(isAdministrator)) return refuse('last-employer-admin');
    for (const [place, member] of after.entries()) {
      const was = before[place];
      if (!was || was === member) continue;
      await tx.execute(setMember, [employerId, member.id, member.kind, member.disabledAt]);
      if (losesRights(was, member)) await tx.execute(endSessionsOfAccount, [member.id, now, null]);
    }
    const object = `account:${accountId}`;
    const event = {
      at: now,
      actor: actorKey(actor),
      action: 'member-changed',
      object,
      addressPrefix,
      detail: { change },
    } as const;
    await recordAuditEvent(tx, event, vault);
    return { done: true as const };
  });
}
