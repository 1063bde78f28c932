/** What a review says first, and what has changed since the reader's own return. */
import { levelOf, type Role } from '#domain/roles.ts';
import { evidenceIsThere } from '#domain/rules/case-files.ts';
import { reviewLine } from '#domain/rules/review-line.ts';
import { sinceReturn } from '#domain/rules/since-return.ts';
import { differences } from '#domain/rules/snapshot.ts';
import type { CaseFileRow } from '#server/case-files/index.ts';
import { type HistoryRow, noteShape, type OpenedCase, type openEvidence } from '#server/cases/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { evidenceOf } from './offered-types.ts';

interface Known {
  readonly files: readonly CaseFileRow[];
  readonly isFlagged: boolean;
  readonly employer: { readonly uscc: string; readonly qualified: boolean; readonly certifiedName: string | null };
  readonly samePhone: { readonly others: number; readonly elsewhere: number };
}

/** Where evidence comes with the form. The scan of an offline signing comes later, as a step of its own. */
const isProved = ({ row }: OpenedCase): boolean =>
  row.signingCaseId === null && row.flow !== 'offline-signing' && evidenceOf(row.destinationType)?.mode !== 'none';

export function lineOf(opened: OpenedCase, { files, isFlagged, employer, samePhone }: Known) {
  const { row, roster } = opened;
  const differing = differences(opened.snapshot ?? roster, roster);
  const evidence = files.filter(({ purpose, submittedSeq }) => purpose === 'evidence' && submittedSeq !== null);
  return reviewLine({
    keyDiffers: differing.filter(({ isKey }) => isKey).map(({ label }) => label),
    differs: differing.length,
    ...(employer.uscc ? { employer: { certified: employer.qualified, nameFits: employer.certifiedName === null } } : {}),
    isFlagged,
    ...(isProved(opened) ? { evidenceIsThere: evidenceIsThere(row.destinationType, evidence) } : {}),
    samePhone,
  });
}

/** What changed since this reader's level returned it; null where it never did. */
export function sinceReturnOf(
  vault: Vault,
  history: readonly HistoryRow[],
  evidence: ReadonlyMap<number, ReturnType<typeof openEvidence>>,
  roles: readonly Role[],
) {
  const level = levelOf(roles);
  const steps = history.map(({ seq, action, byRole, at, noteSealed }) => ({
    ...{ action, byRole, at },
    fields: noteSealed ? (noteShape.parse(vault.openJson(noteSealed)).fields ?? []) : [],
    changes: evidence.get(seq)?.changes ?? [],
  }));
  const since = level && sinceReturn(steps, level);
  return since ? { at: since.at, changes: [...since.changes], named: [...since.named] } : null;
}
