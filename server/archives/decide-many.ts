/** 批量审核: the ticked rows of a page, each under the rules of a single one, with an outcome of its own. */
import { isRefused, type Refused, refuse, sentenceOf } from '#domain/refusals.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { type Asking, moveRequest } from '#server/requests/index.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import type { Archives } from './read-form.ts';
import { findRequest } from './request-store.ts';
import { type Given, labelIn, type TransferRequestKind } from './transfer-request-kind.ts';

export interface Ticked {
  readonly id: number;
  readonly version: number;
}
export interface DecideMany extends Asking {
  readonly kind: TransferKind;
  readonly action: 'approve' | 'reject';
  readonly reason: Given['reason'];
  readonly ticked: readonly Ticked[];
}

/** One after the other: each in a transaction of its own, under a key of its own, so that sent again it does only what was left. */
export async function decideMany(archives: Archives, requests: TransferRequestKind, command: DecideMany) {
  const { platform } = archives;
  const { kind, action, reason, ticked, actor, scope, key, addressPrefix } = command;
  const { batchReview } = await getSchoolSettings(platform.database, schoolOf(scope).schoolId);
  if (!batchReview) return refuse('batch-off');
  const rows = [];
  for (const { id, version } of ticked) {
    const before = await platform.database.first(...findRequest(scope, [id, kind]));
    const outcome = before
      ? await moveRequest(platform, requests, {
          ...{ ref: { schoolId: before.schoolId, id }, action, version, given: { reason } },
          ...{ actor, scope, key: `${key}-${id}`, addressPrefix },
        })
      : refuse('not-found');
    // A reason that is missing or not of the list is everybody's fault at once.
    if (isRefused(outcome) && outcome.refused.code === 'invalid-input') return outcome;
    const after = before && (await platform.database.first(...findRequest(scope, [id, kind])));
    rows.push({
      id,
      graduateName: before?.name ?? '',
      studentNumber: before?.studentNumber ?? '',
      ...outcomeOf(outcome),
      label: after ? labelIn(kind, after.state) : '',
    });
  }
  return { passed: rows.filter(({ outcome }) => outcome === 'done').length, rows };
}

function outcomeOf(outcome: object | Refused): { readonly outcome: 'done' | 'refused'; readonly sentence: string | null } {
  if (!isRefused(outcome)) return { outcome: 'done', sentence: null };
  return { outcome: 'refused', sentence: sentenceOf(outcome.refused.code, outcome.refused.about) };
}
