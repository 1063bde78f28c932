/** 变更申请 as the runner of requests reads it: the school grants what a department asks, which corrects the record, or refuses it. */
import { reasonsFor } from '#domain/actions/reasons.ts';
import { changeRequest } from '#domain/flows/change-request.ts';
import { correctedOnRequest } from '#domain/forms/correction-form.ts';
import { isRefused, type Refused } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { actorKey } from '#server/audit/index.ts';
import { alreadyMoved, lockOpenedCase, moveCase, type OpenedCase } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { defineRequest, flowFirst, type Reasoned, type Step } from '#server/requests/index.ts';
import { readCorrected } from './read-correction.ts';
import { changeRequestAudit, decideRequest, lockRequest, type RequestRow, waitingIn, wanted } from './store.ts';

interface Row extends RequestRow {
  /** The record that it asks to change, locked with it. */
  readonly opened: OpenedCase;
}
interface Given extends Reasoned {
  /** The version of the record that was seen: what is granted is what was read. */
  readonly caseVersion: number;
}
export type ChangeRequestKind = ReturnType<typeof changeRequestKind>;

export const changeRequestKind = (platform: Platform) =>
  defineRequest<Row, Given>({
    flow: changeRequest,
    lock: async (tx, { schoolId, id }, scope) => {
      const row = await tx.first(lockRequest, [schoolId, id]);
      const opened = row && (await lockOpenedCase(platform, tx, { schoolId: row.schoolId, caseId: row.caseId }, scope));
      return opened && { ...row, opened };
    },
    facts: (_tx, { opened }) => opened.facts,
    overtaken: flowFirst,
    reasons: reasonsFor(changeRequest.name, 'reject'),
    write: (tx, { row, to, actor, at, reason }) =>
      tx.execute(decideRequest, [
        ...[row.schoolId, row.id, row.version, to.id, actor.accountId ?? null, actor.name || null, at],
        ...[reason ? platform.vault.sealJson(reason) : null, row.state],
      ]),
    audit: {
      object: changeRequestAudit,
      actions: {
        submit: 'change-request-filed',
        approve: 'change-request-decided',
        reject: 'change-request-decided',
        close: 'change-request-decided',
      },
      detail: ({ action }) => ({ action }),
    },
    tells: {
      // The department that asked.
      otherParty: {
        to: (_tx, { filedBy }) => [{ accountId: filedBy }],
        words: ({ row: { opened, schoolId, caseId }, action, to: { label }, reason }) => {
          const { name, employerName } = opened.row;
          const about = `case:${schoolId}-${caseId}` as const;
          const title = `变更申请：${label}`;
          if (action === 'close') {
            const text = `您为${name}（${employerName}）提交的变更申请未在本届办理时间内处理，${label}；该登记保持不变。`;
            return { title, text, about };
          }
          const because = reason
            ? `原因：${reason.reason}，${reason.text.replace(/。+$/, '')}。`
            : '毕业生和用人单位已收到通知。';
          return {
            title,
            text: `您为${name}（${employerName}）提交的变更申请，学校处理结果：${label}。${because}`,
            about,
          };
        },
      },
    },
    effects: { correctRecord: (tx, step) => correctRecord(platform, tx, step) },
    waitingIn,
    refreshesDesks: true,
  });

/** Against the record as it is today, which must be the one that the school has read. */
async function correctRecord(
  platform: Platform,
  tx: Transaction,
  { row: request, given, actor, addressPrefix }: Step<Row, Given>,
): Promise<Refused | undefined> {
  const { row, facts, snapshot, roster } = request.opened;
  const roles = rolesOf(actor);
  const version = row.version;
  if (given?.caseVersion !== version) return alreadyMoved(tx, row, roles);
  const { fields, text } = wanted.parse(platform.vault.openJson(request.wantedSealed));
  const note = { reason: correctedOnRequest, text };
  const read = await readCorrected(platform, request.opened, { fields, note, requestId: request.id }, 'fields.');
  if ('refused' in read) return read;
  const who = { roles, accountId: actor.accountId, name: actor.name, auditedAs: actorKey(actor), addressPrefix };
  const moved = await moveCase(tx, row, { platform, action: 'correct', version, facts, snapshot, roster, who, ...read });
  return isRefused(moved) ? moved : undefined;
}
