/** 培养方式修改 as the runner of requests reads it: a department asks its school, the school files it, the province decides. */

import { reasonsFor } from '#domain/actions/reasons.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { trainingMode } from '#domain/codes/training-mode.ts';
import type { Facts } from '#domain/facts.ts';
import type { Place } from '#domain/flow/table.ts';
import { trainingModeChange } from '#domain/flows/training-mode-change.ts';
import type { About } from '#domain/message-links.ts';
import { refuse } from '#domain/refusals.ts';
import { losesSigning } from '#domain/rules/training-mode.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { defineRequest } from '#server/requests/index.ts';
import { type CasesPort, changeTrainingMode } from '#server/roster/index.ts';
import { insertStep, lockRequest, modeRequestAudit, type RequestRow, waitingIn, writeState } from './store.ts';

/** The facts of the graduate, and whether the change would take from them what they have. */
export async function factsOfRequest(
  cases: CasesPort,
  queryable: Queryable,
  { schoolId, graduateId, fromMode, toMode }: Pick<RequestRow, 'schoolId' | 'graduateId' | 'fromMode' | 'toMode'>,
): Promise<Facts> {
  const facts = await cases.factsOf(queryable, schoolId, graduateId);
  if (!facts) throw new Error(`graduate ${schoolId}-${graduateId} is gone`);
  return { ...facts, losesSigning: losesSigning(fromMode, toMode) };
}

export const modeName = (mode: string): string => nameOf(trainingMode, mode) ?? mode;
const askedFor = ({ toMode, toUnit }: RequestRow): string =>
  [modeName(toMode), ...(toUnit ? [`单位：${toUnit}`] : [])].join('，');

/** The province has it from here on. */
export const isFiledIn = ({ waitsFor }: Place): boolean => waitsFor.includes('province');

const aboutOf = ({ schoolId, id }: RequestRow): About => `trainingMode:${schoolId}-${id}`;

export type ModeKind = ReturnType<typeof modeKind>;
export const modeKind = ({ vault }: Platform, cases: CasesPort) =>
  defineRequest<RequestRow>({
    flow: trainingModeChange,
    lock: (tx, { schoolId, id }, scope) => tx.first(...lockRequest(scope, [schoolId, id])),
    facts: (tx, row) => factsOfRequest(cases, tx, row),
    reasons: reasonsFor(trainingModeChange.name, 'reject'),
    write: (tx, { row, to, at, actor }) => {
      const values = [row.schoolId, row.id, row.version, to.id, at, row.state, to.kind === 'waits'];
      return tx.execute(writeState, [...values, isFiledIn(to) ? actor.accountId : null]);
    },
    keep: (tx, { row: { schoolId, id }, version, at, action, by, actor, to, reason }) => {
      const step = [schoolId, id, version, at, action, by, actor.accountId ?? null, to.id];
      return tx.execute(insertStep, [...step, reason ? vault.sealJson(reason) : null]);
    },
    audit: {
      object: modeRequestAudit,
      actions: {
        submit: 'mode-change-moved',
        approve: 'mode-change-moved',
        reject: 'mode-change-moved',
        discard: 'mode-change-moved',
        close: 'mode-change-moved',
      },
      detail: ({ action, to }) => ({ action, to: to.id }),
    },
    tells: {
      graduate: {
        to: (_tx, { personId }) => [{ personId }],
        words: ({ row }) => ({
          title: '您的培养方式已修改',
          text: `您的培养方式已修改为${askedFor(row)}。如有疑问，请联系学校就业部门。`,
          about: aboutOf(row),
        }),
      },
      // Who asked, and who filed it for the school; nobody is told of what they did.
      otherParty: {
        to: (_tx, { accountId, filedBy }, { actor }) =>
          [...new Set([accountId, filedBy ?? accountId])].filter(id => id !== actor.accountId).map(accountId => ({ accountId })),
        words: ({ row, to: { label }, reason }) => {
          const because = reason ? `原因：${reason.reason}，${reason.text.replace(/。+$/, '')}。` : '';
          return {
            title: `培养方式修改申请：${label}`,
            text: `${row.graduateName}的培养方式修改申请（${askedFor(row)}）：${label}。${because}`,
            about: aboutOf(row),
            push: 'none',
          };
        },
      },
    },
    effects: {
      // Cases follow the roster, and invitations that nobody may accept any more end.
      changeTrainingMode: async (tx, { row, actor, at }) => {
        const { schoolId, graduateId, trainingMode: before, toMode } = row;
        await changeTrainingMode(tx, vault, {
          ...{ schoolId, graduateId, accountId: actor.accountId ?? null, now: at },
          from: { mode: before, unit: row.directedUnitName, region: row.directedUnitRegion },
          to: { mode: toMode, unit: row.toUnit, region: row.toRegion },
        });
        await cases.follow(tx, schoolId, [graduateId]);
        if (losesSigning(before, toMode))
          await cases.endInvitations(tx, schoolId, graduateId, `毕业生的培养方式已修改为${modeName(toMode)}`);
        return undefined;
      },
    },
    waitingIn,
    refreshesDesks: true,
    unique: { training_mode_request_one_open: refuse('mode-request-open') },
  });
