import { z } from 'zod';
import { type AgreementForm, agreementFields } from '#domain/forms/agreement-form.ts';
import type { EmployerRegistration } from '#domain/forms/employer-registration.ts';
import { reasonForm } from '#domain/forms/reason-form.ts';
import { refuse } from '#domain/refusals.ts';
import type { Vault } from '#server/platform/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import { placeAt } from './qualification.ts';
import { getQualifiedEmployer, openOrganisation } from './qualified-employer.ts';
import { type HistoryRow, historyOfEmployer, lastAgreement } from './queries.ts';
import { findEmployer } from './store.ts';

export const noteOf = (vault: Vault, { noteSealed }: HistoryRow) =>
  noteSealed ? reasonForm.parse(vault.openJson(noteSealed)) : undefined;

/** The organisation's data as last handed in, and where their qualification stands. */
export async function readOrganisation({ database, vault }: Platform, employerId: number) {
  const employer = await database.first(findEmployer, [employerId]);
  if (!employer) return refuse('not-found');
  const place = employer.state === null ? undefined : placeAt(employer.state);
  const [last] = await database.query(historyOfEmployer, [employerId]);
  const note = last && noteOf(vault, last);
  return {
    version: employer.version,
    state: employer.state,
    stateLabel: place?.label ?? '未提交',
    tone: place?.tone ?? ('waiting' as const),
    qualified: employer.certifiedSealed !== null,
    returned: note ? { reason: note.reason, text: note.text, at: last.at } : null,
    form: employer.submittedSealed ? { ...openOrganisation(vault, employer.submittedSealed) } : null,
    licenceFileId: employer.submittedLicenceFileId,
  };
}

/** What the agreement form takes from the certified data: these win over anything written earlier. */
const certifiedTerms = (it: EmployerRegistration): Partial<AgreementForm> => ({
  employerName: it.name,
  uscc: it.uscc,
  ...(it.usccConfirmed ? { usccConfirmed: true } : {}),
  employerNature: it.nature,
  employerIndustry: it.industry,
  employerRegionCode: it.regionCode,
  employerAddress: it.address,
  contactName: it.contactName,
  contactMobile: it.contactMobile,
  ...(it.contactPhone ? { contactPhone: it.contactPhone } : {}),
  ...(it.contactEmail ? { contactEmail: it.contactEmail } : {}),
});

const keptKeys: ReadonlySet<string> = new Set(agreementFields.map(({ key }) => key));
const anyForm = z.record(z.string(), z.unknown());

/** What an invitation begins with: the last one's terms, under the employer's certified data. */
export async function readInvitationDefaults({ database, vault }: Platform, employerId: number) {
  const employer = await getQualifiedEmployer(database, vault, employerId);
  if (!employer) return refuse('employer-not-qualified');
  const last = await database.first(lastAgreement, [employerId]);
  const terms = last ? Object.entries(anyForm.parse(vault.openJson(last.formSealed))) : [];
  const kept = Object.fromEntries(terms.filter(([key]) => keptKeys.has(key)));
  return { agreement: { ...kept, ...certifiedTerms(employer.organisation) } };
}
