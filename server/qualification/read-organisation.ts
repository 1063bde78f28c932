import { reasonForm } from '#domain/forms/reason-form.ts';
import { refuse } from '#domain/refusals.ts';
import { findEmployer, openOrganisation } from '#server/employers/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import { placeAt } from './state.ts';
import { type HistoryRow, historyOfEmployer, otherClaims } from './store.ts';

export const noteOf = (vault: Vault, { noteSealed }: HistoryRow) =>
  noteSealed ? reasonForm.parse(vault.openJson(noteSealed)) : undefined;

/** The organisation's data as last handed in, and the state of their qualification. */
export async function readOrganisation({ database, vault }: Platform, employerId: number) {
  const employer = await database.first(findEmployer, [employerId]);
  if (!employer) return refuse('not-found');
  const place = employer.state === null ? undefined : placeAt(employer.state);
  const [last] = await database.query(historyOfEmployer, [employerId]);
  const note = last && noteOf(vault, last);
  const claims = employer.certifiedSealed ? [] : await database.query(otherClaims, [employer.uscc, employerId]);
  return {
    version: employer.version,
    state: employer.state,
    stateLabel: place?.label ?? '未提交',
    tone: place?.tone ?? ('waiting' as const),
    qualified: employer.certifiedSealed !== null,
    takenUscc: claims.some(({ isCertified }) => isCertified) ? employer.uscc : null,
    returned: note ? { reason: note.reason, text: note.text, at: last.at } : null,
    form: employer.submittedSealed ? { ...openOrganisation(vault, employer.submittedSealed) } : null,
    licenceFileId: employer.submittedLicenceFileId,
    certified: employer.certifiedSealed ? { ...openOrganisation(vault, employer.certifiedSealed) } : null,
    qualifiedAt: employer.qualifiedAt,
  };
}
