/** 审计员任免 as the runner of requests reads it. */
import { type Facts, nothingInTheWay } from '#domain/facts.ts';
import { auditorAppointment } from '#domain/flows/auditor-appointment.ts';
import { refuse } from '#domain/refusals.ts';
import { storeAccount } from '#server/accounts/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { defineRequest, type RequestRow } from '#server/requests/index.ts';
import { endSessionsOfAccount } from '#server/sessions/index.ts';
import { type AuditorRow, disableAccount, insertStep, lockAuditor, writeAccount, writeDecision, writeProposal } from './store.ts';

/** For the account that a confirmation makes. No part of the command: sent again, it is the same command. */
export interface Password {
  readonly hash: string;
  readonly sealed: Buffer;
}
type Row = RequestRow & AuditorRow;
export type AuditorKind = ReturnType<typeof auditorKind>;

export const factsFor = (now: Date, row: Pick<AuditorRow, 'proposedBy'>, actor: Actor): Facts => ({
  ...nothingInTheWay(now),
  isOwnProposal: row.proposedBy === actor.accountId,
});

/** For one who asks: whether a proposal is their own is a fact. */
export const auditorKind = ({ vault }: Platform, actor: Actor, password?: Password) =>
  defineRequest<Row>({
    flow: auditorAppointment,
    lock: async (tx, { id }, scope) => {
      const row = await tx.first(...lockAuditor(scope, [id]));
      return row && { ...row, schoolId: null };
    },
    facts: (_tx, row, now) => factsFor(now, row, actor),
    write: (tx, { row, to, at, action }) => {
      const step = [row.id, row.version, row.state, to.id];
      if (action === 'submit') return tx.execute(writeProposal, [...step, actor.accountId, at]);
      return tx.execute(writeDecision, [...step, action === 'approve' ? actor.accountId : null, at]);
    },
    keep: (tx, { row, version, at, action, to }) => tx.execute(insertStep, [row.id, version, at, action, actor.accountId, to.id]),
    audit: {
      object: { kind: 'auditor', word: '审计员' },
      actions: { submit: 'auditor-proposed', approve: 'auditor-confirmed', discard: 'auditor-declined' },
      detail: ({ to }) => ({ state: to.label }),
    },
    effects: {
      appointAuditor: async (tx, { row, at }) => {
        if (!password) throw new Error('a confirmation has no password for the account');
        const { hash: passwordHash, sealed } = password;
        const account = {
          kind: 'auditor',
          login: row.login,
          name: row.name,
          passwordHash,
          initialPassword: true,
          now: at,
        } as const;
        await tx.execute(writeAccount, [row.id, await storeAccount(tx, vault, account), sealed]);
        return undefined;
      },
      dismissAuditor: async (tx, { row, at }) => {
        await tx.execute(disableAccount, [row.accountId, at]);
        await tx.execute(endSessionsOfAccount, [row.accountId, at, null]);
        return undefined;
      },
    },
    unique: { auditor_login: refuse('login-taken'), account_login: refuse('login-taken') },
  });
