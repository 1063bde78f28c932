import type { Effect } from '#domain/flow/effects.ts';
import type { ReasonForm } from '#domain/forms/reason-form.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Vault } from '#server/platform/crypto.ts';
import type { Transaction } from '#server/platform/postgres.ts';
import { accountsOfEmployer } from './store.ts';

interface Outcome {
  readonly employerId: number;
  /** The version of the employer after the decision: it names the event. */
  readonly version: number;
  readonly label: string;
  readonly reason: ReasonForm | undefined;
}

/** What follows from a decision about an employer: all of its accounts are told. */
export async function carryOut(
  tx: Transaction,
  { vault, now }: { readonly vault: Vault; readonly now: Date },
  effects: readonly Effect[],
  { employerId, version, label, reason }: Outcome,
): Promise<void> {
  if (!effects.some(effect => effect.kind === 'tell')) return;
  const text = reason
    ? `贵单位的资质审核被退回。原因：${reason.reason}。${reason.text} 请修改单位信息后重新提交。`
    : '贵单位已通过资质审核，可以向毕业生发送签约邀请。';
  for (const { id } of await tx.query(accountsOfEmployer, [employerId])) {
    const eventKey = `employer:${employerId}:${version}`;
    await postMessage(tx, { vault, now }, { eventKey, to: { accountId: id }, title: `单位资质审核：${label}`, text });
  }
}
