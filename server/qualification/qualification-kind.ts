/** 单位资质审核 as the runner of requests reads it: an employer hands its data in, its qualifier certifies or returns them. */

import { reasonsFor } from '#domain/actions/reasons.ts';
import { employerQualification } from '#domain/flows/employer-qualification.ts';
import type { EmployerRegistration } from '#domain/forms/employer-registration.ts';
import { refuse } from '#domain/refusals.ts';
import { accountsOfEmployer, type EmployerRow, findLicence, openOrganisation, pairsOf } from '#server/employers/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { pinyinOf } from '#server/receivers/index.ts';
import { defineRequest, flowFirst, type Reasoned, type RequestRow, versionFirst } from '#server/requests/index.ts';
import { caseOf, factsAt } from './state.ts';
import { insertHistory, lockEmployer, otherClaims, writeCertified, writeDecision, writeSubmission } from './store.ts';

interface Row extends RequestRow, Omit<EmployerRow, 'state'> {
  /** As it is stored: null before anything was handed in. */
  readonly stored: string | null;
}
export interface HandedIn {
  readonly organisation: EmployerRegistration;
  readonly licenceFileId: string;
}
interface Given extends Reasoned {
  readonly handedIn?: HandedIn;
}
export type QualificationKind = ReturnType<typeof qualificationKind>;
export const qualificationReasons = reasonsFor('employer-qualification', 'return');

export const qualificationKind = ({ vault }: Platform) =>
  defineRequest<Row, Given>({
    flow: employerQualification,
    lock: async (tx, { id }, scope) => {
      const row = await tx.first(...lockEmployer(scope, [id]));
      // Its qualifier does not see an employer that has handed nothing in.
      if (!row || (scope.kind !== 'employer' && !row.submittedSealed)) return undefined;
      return { ...row, schoolId: null, stored: row.state, state: caseOf(row.state).state };
    },
    facts: (_tx, _row, now) => factsAt(now),
    // Of two who decide, the second finds another state, or other data than they have read.
    overtaken: (tx, seen) => {
      if (seen.action === 'submit') return versionFirst(tx, seen);
      return seen.refusal ? { ...seen.refusal, refused: { code: 'already-qualified' } } : flowFirst(tx, seen);
    },
    reasons: qualificationReasons,
    check: async (tx, row, _, { handedIn }) => {
      if (!handedIn) return undefined;
      const { organisation, licenceFileId } = handedIn;
      // Another code is another organisation; agreements have been signed in the name of this one.
      if (row.certifiedSealed !== null && row.uscc !== organisation.uscc)
        return invalidFields({ 'organisation.uscc': '已通过资质审核的单位不能更换统一社会信用代码，请用另一手机号码重新注册' });
      // An uncertified claim blocks nobody: who is certified first has the code.
      if ((await tx.query(otherClaims, [organisation.uscc, row.id])).some(({ isCertified }) => isCertified))
        return refuse('uscc-taken');
      const licence = await tx.first(...findLicence({ kind: 'employer', employerId: row.id }, [licenceFileId]));
      return licence ? undefined : refuse('file-missing');
    },
    write: (tx, { row, to, at, given }) => {
      const written = [row.id, row.version, row.stored, to.id, at];
      if (!given?.handedIn) return tx.execute(writeDecision, written);
      const { organisation, licenceFileId } = given.handedIn;
      const { uscc, name } = organisation;
      return tx.execute(writeSubmission, [...written, vault.sealJson(organisation), licenceFileId, uscc, name]);
    },
    keep: (tx, { row, at, action, actor, to, reason }) =>
      tx.execute(insertHistory, [row.id, at, action, actor.accountId, to.id, reason ? vault.sealJson(reason) : null]),
    audit: {
      object: { kind: 'employer', word: '单位' },
      actions: { submit: 'organisation-submitted', approve: 'qualification-decided', return: 'qualification-decided' },
      detail: ({ action }) => ({ action }),
    },
    tells: {
      employer: {
        to: async (tx, { id }) => (await tx.query(accountsOfEmployer, [id])).map(account => ({ accountId: account.id })),
        words: ({ to, reason }) => ({
          title: `单位资质审核：${to.label}`,
          text: reason
            ? `贵单位的资质审核被退回。原因：${reason.reason}。${reason.text} 请修改单位信息后重新提交。`
            : '贵单位已通过资质审核，可以向毕业生发送签约邀请。',
          about: 'qualification',
        }),
      },
    },
    effects: {
      certify: async (tx, { row, at }) => {
        if (!row.submittedSealed) throw new Error(`employer ${row.id} has handed nothing in`);
        const { name } = openOrganisation(vault, row.submittedSealed);
        const { letters, initials } = pinyinOf(name);
        await tx.execute(writeCertified, [row.id, at, name, letters, initials, pairsOf(name)]);
        if (row.certifiedSealed === null) await tellOtherClaimants(tx, vault, row, at);
        return undefined;
      },
    },
    unique: { employer_uscc_certified: refuse('uscc-taken') },
  });

/** Who has handed in the same code hears that it is another's now, and how to get in. */
async function tellOtherClaimants(
  tx: Transaction,
  vault: Vault,
  { id, uscc }: Pick<Row, 'id' | 'uscc'>,
  now: Date,
): Promise<void> {
  for (const other of await tx.query(otherClaims, [uscc, id]))
    for (const account of await tx.query(accountsOfEmployer, [other.id]))
      await postMessage(
        tx,
        { vault, now },
        {
          eventKey: `uscc-certified-${id}-${other.id}-${account.id}`,
          to: { accountId: account.id },
          title: '该统一社会信用代码已由另一账号通过资质审核',
          text: '您提交的统一社会信用代码已有账号通过资质审核。请在「单位信息」中申请加入该单位；如有异议，请联系平台运维。',
          about: 'qualification',
        },
      );
}
