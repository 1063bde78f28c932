import type { Effect } from '#domain/flow/effects.ts';
import type { Refused } from '#domain/refusals.ts';
import { postMessage } from '#server/messages/index.ts';
import { addJob, type Job } from '#server/platform/jobs/jobs.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { type Carrier, objectOf, type Reasoned, type RequestKind, type RequestRow, type Step } from './request-kind.ts';

/** Everything that the table names, in its order; the first refusal ends it. `defineRequest` has seen to it that nothing is left out. */
export async function carryOut<Row extends RequestRow, Given extends Reasoned>(
  platform: Platform,
  kind: RequestKind<Row, Given>,
  tx: Transaction,
  step: Step<Row, Given>,
  effects: readonly Effect[],
): Promise<Refused | undefined> {
  for (const effect of effects) {
    const refused =
      effect.kind === 'tell'
        ? await tell(platform, kind, tx, step, effect.whom)
        : await kind.effects?.[effect.kind]?.(tx, step, effect);
    if (refused) return refused;
  }
  return undefined;
}

/** One message per step and recipient. */
async function tell<Row extends RequestRow, Given extends Reasoned>(
  { vault }: Platform,
  kind: RequestKind<Row, Given>,
  tx: Transaction,
  step: Step<Row, Given>,
  whom: keyof NonNullable<typeof kind.tells>,
): Promise<undefined> {
  const telling = kind.tells?.[whom];
  if (!telling) return;
  const words = telling.words(step);
  const eventKey = `${objectOf(kind, step.row)}-${step.version}`;
  for (const to of await telling.to(tx, step.row, step))
    await postMessage(tx, { vault, now: step.at }, { eventKey, to, ...words });
}

interface StepRef {
  readonly schoolId: number;
  readonly id: number;
  readonly version: number;
}
/** For an effect that may come later: one job per step, on the graduate's queue so that steps of one graduate keep their order. */
export const asJob =
  <Row extends RequestRow & { readonly schoolId: number; readonly graduateId: number }>(
    job: Job<StepRef>,
  ): Carrier<Row, unknown> =>
  async (tx, { row: { schoolId, graduateId, id }, version }) => {
    const queue = `graduate-${schoolId}-${graduateId}`;
    await addJob(tx, job, { schoolId, id, version }, { key: `${schoolId}-${id}-${version}`, queue });
    return undefined;
  };
