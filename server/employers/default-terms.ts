/** 默认条款: what the invitations of an employer begin with. */
import { z } from 'zod';
import { type AgreementTerms, agreementTerms } from '#domain/forms/agreement-form.ts';
import { type DefaultTerms, defaultTerms } from '#domain/forms/default-terms.ts';
import type { EmployerRegistration } from '#domain/forms/employer-registration.ts';
import { validityDays } from '#domain/forms/invitation-form.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { getQualifiedEmployer } from './qualified-employer.ts';
import { lastAgreement } from './queries.ts';

const findTerms = statement<{ termsSealed: Buffer; version: number; updatedAt: Date }>(
  'employers.find_terms',
  'select terms_sealed, version, updated_at from employer_terms where employer_id = $1',
);
/** Compare and set; version 0 is that there are none yet. */
const putTerms = statement<{ version: number }>(
  'employers.put_terms',
  `insert into employer_terms as t (employer_id, terms_sealed, version, account_id, updated_at)
   select $1, $2, 1, $3, $4 where $5 = 0 or exists (select from employer_terms where employer_id = $1)
   on conflict (employer_id) do update
   set terms_sealed = excluded.terms_sealed, version = t.version + 1, account_id = excluded.account_id, updated_at = excluded.updated_at
   where t.version = $5
   returning version`,
);

const nothing: DefaultTerms = { validityDays: validityDays.usual, agreement: {} };

async function savedTerms(queryable: Queryable, vault: Vault, employerId: number) {
  const row = await queryable.first(findTerms, [employerId]);
  return row && { ...defaultTerms.parse(vault.openJson(row.termsSealed)), version: row.version, updatedAt: row.updatedAt };
}

export async function readDefaultTerms({ database, vault }: Platform, employerId: number) {
  return (await savedTerms(database, vault, employerId)) ?? { ...nothing, version: 0, updatedAt: null };
}

export interface SaveDefaultTerms {
  readonly employerId: number;
  readonly version: number;
  readonly terms: DefaultTerms;
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}
const saved = z.object({ version: z.number() });

export function saveDefaultTerms(
  { database, vault, clock }: Platform,
  { employerId, version, terms, actor, key, addressPrefix }: SaveDefaultTerms,
): Promise<{ readonly version: number } | Refused> {
  const now = clock.now();
  const content = ['default-terms', employerId, version, terms];
  return once(database, { actor: actorKey(actor), key, content, now }, saved.parse, async tx => {
    const row = await tx.first(putTerms, [employerId, vault.sealJson(terms), actor.accountId, now, version]);
    if (!row) return refuse('changed-meanwhile');
    const object = `employer:${employerId}`;
    await recordAuditEvent(tx, { at: now, actor: actorKey(actor), action: 'default-terms-saved', object, addressPrefix }, vault);
    return row;
  });
}

/** What the agreement form takes from the certified data: these win over anything written earlier. */
const certifiedTerms = (it: EmployerRegistration) => ({
  employerName: it.name,
  uscc: it.uscc,
  ...(it.usccConfirmed ? { usccConfirmed: true } : {}),
  employerNature: it.nature,
  employerIndustry: it.industry,
  employerRegionCode: it.regionCode,
  employerAddress: it.address,
});
const certifiedContact = (it: EmployerRegistration): AgreementTerms => ({
  contactName: it.contactName,
  contactMobile: it.contactMobile,
  ...(it.contactLandline ? { contactLandline: it.contactLandline } : {}),
  ...(it.contactEmail ? { contactEmail: it.contactEmail } : {}),
});

/** The last invitation's terms, as far as they are terms. */
async function lastTerms(queryable: Queryable, vault: Vault, employerId: number): Promise<AgreementTerms> {
  const last = await queryable.first(lastAgreement, [employerId]);
  return (last && agreementTerms.safeParse(vault.openJson(last.formSealed)).data) ?? {};
}

/** What an invitation begins with: the saved terms, else those of the last one, with the employer's certified data. */
export async function readInvitationDefaults({ database, vault }: Platform, employerId: number) {
  const employer = await getQualifiedEmployer(database, vault, employerId);
  if (!employer) return refuse('employer-not-qualified');
  const own = await savedTerms(database, vault, employerId);
  const terms = own?.agreement ?? (await lastTerms(database, vault, employerId));
  const contact = own?.agreement.contactName ? {} : certifiedContact(employer.organisation);
  return {
    validityDays: own?.validityDays ?? validityDays.usual,
    agreement: { ...terms, ...contact, ...certifiedTerms(employer.organisation) },
  };
}
