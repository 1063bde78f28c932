import type { Vault } from '#server/platform/base/crypto.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { keepHistory } from './graduate-record.ts';

const writeMode = statement(
  'roster.write_mode',
  `update graduate set training_mode = $3, directed_unit_name = $4, directed_unit_region = $5, updated_at = $6, version = version + 1
   where school_id = $1 and id = $2`,
);

export interface TrainingMode {
  readonly mode: string;
  readonly unit: string | null;
  readonly region: string | null;
}
export interface ModeChange {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly from: TrainingMode;
  readonly to: TrainingMode;
  readonly accountId: number | null;
  readonly now: Date;
}
/** The roster row, which the caller has locked, with its history. */
export async function changeTrainingMode(tx: Transaction, vault: Vault, change: ModeChange): Promise<void> {
  const { schoolId, graduateId: id, from, to, accountId, now } = change;
  await tx.execute(writeMode, [schoolId, id, to.mode, to.unit, to.region, now]);
  const fields = [
    ['trainingMode', from.mode, to.mode],
    ['directedUnit', from.unit, to.unit],
    ['directedRegion', from.region, to.region],
  ] as const;
  const changes = Object.fromEntries(
    fields.flatMap(([field, before, after]) => (before === after ? [] : [[field, [before, after] as const]])),
  );
  await keepHistory(tx, vault, { schoolId, id, source: 'training-mode', accountId, changes, now });
}
