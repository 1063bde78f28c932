import type { z } from 'zod';
import type { casePage } from '#contract/routes/cases.ts';
import { reasonAbout } from '#domain/actions/reasons.ts';
import { levelOf, type Role } from '#domain/roles.ts';
import { isSameOrganisation } from '#domain/rules/organisation-name.ts';
import { differences, snapshotFields } from '#domain/rules/snapshot.ts';
import {
  countEarlierAgreements,
  countWaiting,
  fieldsToReturnOf,
  type OpenedCase,
  reasonsOf,
  sameContact,
} from '#server/cases/index.ts';
import { obstacleOfCorrection, openRequestOf } from '#server/corrections/index.ts';
import { employerNotes } from '#server/employer-notes/index.ts';
import { findEmployerByUscc } from '#server/employers/index.ts';
import { flagForReview } from '#server/flagged-employers/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { maskedValue } from './case-sections.ts';

type Page = z.input<typeof casePage>;
type SamePhone = Awaited<ReturnType<typeof sameContact>>;

/** 预警单位: told to the graduate and to reviewers, never to the employer. What the school wrote of it is for its own people. */
export async function flagFor(
  reads: Queryable,
  vault: Vault,
  { row }: OpenedCase,
  isReviewer: boolean,
  roles: readonly Role[],
): Promise<Page['flag']> {
  if (!row.uscc || (!isReviewer && !roles.includes('graduate'))) return null;
  const flag = await flagForReview(reads, vault, row.schoolId, row.uscc);
  return flag && { ...flag, text: isReviewer ? flag.text : null };
}

/** What a return of this case may name, with what is proposed to be said. */
function returnableIn(opened: OpenedCase) {
  const reasons = reasonsOf(opened, 'return');
  return fieldsToReturnOf(opened, 'return').map(({ key, label, group, sentence }) => ({
    ...{ key, label, sentence },
    reason: reasonAbout(reasons, group) ?? null,
  }));
}

/** What a reviewer reads beside the case: the employer, what differs from the roster, and what waits next. */
export async function reviewOf(
  reads: Queryable,
  vault: Vault,
  opened: OpenedCase,
  roles: readonly Role[],
  scope: Scope,
): Promise<Omit<NonNullable<Page['review']>, 'reported' | 'line' | 'sinceReturn'> & { samePhone: SamePhone }> {
  const { row, roster } = opened;
  const snapshot = opened.snapshot ?? roster;
  const differing = new Map(differences(snapshot, roster).map(difference => [difference.key, difference]));
  const [earlier, registered, waiting, request, notes, samePhone] = await Promise.all([
    reads.one(countEarlierAgreements, [row.schoolId, row.uscc, row.id]),
    row.uscc ? findEmployerByUscc(reads, row.uscc) : undefined,
    countWaiting(reads, scope, row.flow, levelOf(roles)),
    reads.first(openRequestOf, [row.schoolId, row.id]),
    employerNotes(reads, vault, row.schoolId, row.uscc),
    sameContact(reads, vault, scope, row, opened.form()),
  ]);
  return {
    graduateId: row.graduateId,
    employer: {
      uscc: row.uscc,
      registered: row.employerId !== null || registered?.qualifiedAt != null,
      qualified: row.employerQualified || registered?.qualifiedAt != null,
      qualifiedAt: row.qualifiedAt ?? registered?.qualifiedAt ?? null,
      certifiedName:
        registered?.qualifiedAt && registered.name && !isSameOrganisation(registered.name, row.employerName)
          ? registered.name
          : null,
      notes,
      earlierAgreements: earlier.count,
    },
    comparison: snapshotFields.map(({ key, label, isKey = false }) => ({
      key,
      label,
      isKey,
      snapshot: maskedValue(snapshot, key) || '--',
      roster: maskedValue(roster, key) || '--',
      differs: differing.has(key),
    })),
    changeRequest: {
      mayFile: roles.includes('department') && !request && !obstacleOfCorrection(opened),
      open: request?.id ?? null,
    },
    reasons: [...reasonsOf(opened, 'reject')],
    returnable: returnableIn(opened),
    waiting,
    samePhone,
  };
}
