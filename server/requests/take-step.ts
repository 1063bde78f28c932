import type { Effect } from '#domain/flow/effects.ts';
import type { Refused } from '#domain/refusals.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Transaction } from '#server/platform/postgres/postgres.ts';
import { carryOut } from './carry-out.ts';
import { recordStep } from './record-step.ts';
import { objectOf, type Reasoned, type RequestKind, type RequestRow, type Step } from './request-kind.ts';

/** A step of a locked request that the flow has decided: written, recorded, carried out. A refusal takes it back as a whole. */
export async function takeStep<Row extends RequestRow, Given extends Reasoned>(
  platform: Platform,
  kind: RequestKind<Row, Given>,
  tx: Transaction,
  step: Step<Row, Given>,
  effects: readonly Effect[],
): Promise<Refused | undefined> {
  if ((await kind.write(tx, step)) !== 1) throw new Error(`${objectOf(kind, step.row)} was written although it was locked`);
  await recordStep(platform, kind, tx, step);
  return carryOut(platform, kind, tx, step, effects);
}
