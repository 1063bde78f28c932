import { z } from 'zod';
import type { OwnReasons } from '#domain/actions/reasons.ts';
import type { Facts } from '#domain/facts.ts';
import { placeOf } from '#domain/flows/all.ts';
import { type Snapshot, snapshotFields } from '#domain/rules/snapshot.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Everything } from '#server/platform/scope/everything.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { findSchoolSettings } from '#server/schools/index.ts';
import { gatherFacts } from './gather-facts.ts';
import { snapshotOf } from './graduate-snapshot.ts';
import { type CaseRow, findCase, lockCase, lockGraduateOfCase } from './store.ts';

export interface CaseRef {
  readonly schoolId: number;
  readonly caseId: number;
}
/** The two numbers of a reference that the contract has checked. */
export function parseRef(ref: string): CaseRef {
  const [schoolId = 0, caseId = 0] = ref.split('-').map(Number);
  return { schoolId, caseId };
}
export const refOf = ({ schoolId, id }: { schoolId: number; id: number }): string => `${schoolId}-${id}`;

/** What was filled in, by the keys of the form's fields; a draft holds what was typed so far. */
export type CaseForm = Readonly<Record<string, string>>;
export const caseForm = z
  .record(z.string(), z.unknown())
  .transform(
    (fields): CaseForm =>
      Object.fromEntries(Object.entries(fields).flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : []))),
  );

export const openForm = (vault: Vault, sealed: Uint8Array): CaseForm => caseForm.parse(vault.openJson(sealed));

/** A case as a decision or a page needs it: the row, what it keeps of the graduate, today's roster, the facts. */
export interface OpenedCase {
  readonly row: CaseRow;
  /** Opened when asked for: a decision does without. */
  readonly form: () => CaseForm;
  readonly snapshot: Snapshot | undefined;
  readonly roster: Snapshot;
  readonly facts: Facts;
  /** The lists of reasons that the school has made its own. */
  readonly ownReasons: OwnReasons;
}

// The type of the document is printed, though no row of the comparison.
const kept = [...snapshotFields.map(({ key }) => key), 'documentType'] as const;
const blank = z.object(Object.fromEntries(kept.map(key => [key, z.string().default('')])));
/** A snapshot as it was sealed; a field that did not exist on that day reads as empty. */
export function openSnapshot(vault: Vault, sealed: Uint8Array, roster: Snapshot): Snapshot {
  return { ...roster, ...blank.parse(vault.openJson(sealed)) };
}

async function readCase(
  platform: Platform,
  queryable: Queryable,
  ref: CaseRef,
  scope: Scope | Everything,
  lock: boolean,
): Promise<OpenedCase | undefined> {
  const { database, vault, clock } = platform;
  const whose = [ref.schoolId, ref.caseId];
  // Sent together; each sees what was committed when its turn came, so what follows the locks is read under them.
  const [, row, settings] = await Promise.all([
    lock && queryable.execute(lockGraduateOfCase, whose),
    queryable.first(...(lock ? lockCase : findCase)(scope, whose)),
    findSchoolSettings(queryable, ref.schoolId),
  ]);
  if (!row || !settings || !isSeenFrom(scope, row)) return undefined;
  const roster = snapshotOf(row, vault, await loadRegions(database, queryable));
  // A termination prints what its signing printed, and is never stopped by a difference.
  const sealedSnapshot = row.snapshotSealed ?? row.signingSnapshotSealed;
  const snapshot = sealedSnapshot ? openSnapshot(vault, sealedSnapshot, roster) : undefined;
  const form = () => openForm(vault, row.signingFormSealed ?? row.formSealed);
  const facts = gatherFacts({
    row,
    form,
    settings,
    flow: row.flow,
    destinationType: row.destinationType,
    kase: row,
    snapshot,
    roster,
    now: clock.now(),
  });
  return { row, form, snapshot, roster, facts, ownReasons: settings.reasons };
}

/** What has not been handed in yet is its owner's alone. */
const isSeenFrom = ({ kind }: Scope | Everything, row: CaseRow): boolean =>
  kind === 'graduate' || kind === 'everything' || !placeOf(row.flow, row.state).unseen;

/** Undefined when it does not exist or lies outside the scope: nobody can tell which. */
export const findOpenedCase = (platform: Platform, queryable: Queryable, ref: CaseRef, scope: Scope | Everything) =>
  readCase(platform, queryable, ref, scope, false);
/** The same, with the graduate's row and the case locked until the transaction ends: nobody else moves any case of this graduate meanwhile. */
export const lockOpenedCase = (platform: Platform, tx: Queryable, ref: CaseRef, scope: Scope | Everything) =>
  readCase(platform, tx, ref, scope, true);
