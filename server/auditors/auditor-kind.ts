/** 审计员任免 as the runner of requests reads it. */
import type { Action } from '#domain/actions/all.ts';
import { type Facts, nothingInTheWay } from '#domain/facts.ts';
import { auditorAppointment } from '#domain/flows/auditor-appointment.ts';
import { refuse } from '#domain/refusals.ts';
import { giveInitialPassword, storeAccount } from '#server/accounts/index.ts';
import { postMessage } from '#server/messages/index.ts';
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
const proposals = new Set<string>(['submit', 'requestPassword'] satisfies Action[]);

export type AuditorKind = ReturnType<typeof auditorKind>;

const labelOf = (state: string) => auditorAppointment.places.get(state)?.label ?? state;
export const factsFor = (now: Date, row: Pick<AuditorRow, 'proposedBy'>, actor: Actor): Facts => ({
  ...nothingInTheWay(now),
  isOwnProposal: row.proposedBy === actor.accountId,
});

function needed(password: Password | undefined): Password {
  if (!password) throw new Error('a confirmation has no password for the account');
  return password;
}
const renewed = {
  title: '密码已重置',
  text: '两位平台运维重设了您账号的密码，已登录的设备全部退出，初始密码由其告知您，首次登录须修改。如非您本人要求，请立即与平台运维联系。',
};

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
      if (proposals.has(action)) return tx.execute(writeProposal, [...step, actor.accountId, at]);
      return tx.execute(writeDecision, [...step, action === 'approve' ? actor.accountId : null, at]);
    },
    keep: (tx, { row, version, at, action, to }) => tx.execute(insertStep, [row.id, version, at, action, actor.accountId, to.id]),
    audit: {
      object: { kind: 'auditor', word: '审计员' },
      actions: {
        submit: 'auditor-proposed',
        requestPassword: 'auditor-password-proposed',
        approve: 'auditor-confirmed',
        discard: 'auditor-declined',
      },
      detail: ({ row, to }) => ({ from: labelOf(row.state), to: to.label }),
    },
    effects: {
      appointAuditor: async (tx, { row, at }) => {
        const { hash: passwordHash, sealed } = needed(password);
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
      renewAuditorPassword: async (tx, { row, at, version }) => {
        const { hash, sealed } = needed(password);
        const { id, accountId } = row;
        if (accountId === null) throw new Error('an auditor in office has no account');
        await giveInitialPassword(tx, accountId, hash, at);
        await tx.execute(writeAccount, [id, accountId, sealed]);
        await tx.execute(endSessionsOfAccount, [accountId, at, null]);
        const message = { eventKey: `auditor:${id}-${version}`, to: { accountId }, about: 'security', ...renewed } as const;
        await postMessage(tx, { vault, now: at }, message);
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
