import { type EmployerRegistration, employerRegistration } from '#domain/forms/employer-registration.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { employerByUscc, type RegisteredEmployer } from './queries.ts';
import { findEmployer } from './store.ts';

export interface QualifiedEmployer {
  readonly id: number;
  readonly name: string;
  readonly uscc: string;
  readonly qualifiedAt: Date;
  /** As it was certified; what has been submitted since does not count yet. */
  readonly organisation: EmployerRegistration;
}

/** An employer that may invite; undefined when its data have never been certified. */
export async function getQualifiedEmployer(
  queryable: Queryable,
  vault: Vault,
  employerId: number,
): Promise<QualifiedEmployer | undefined> {
  const row = await queryable.first(findEmployer, [employerId]);
  if (!row?.certifiedSealed || !row.qualifiedAt) return undefined;
  const organisation = openOrganisation(vault, row.certifiedSealed);
  return { id: row.id, name: organisation.name, uscc: organisation.uscc, qualifiedAt: row.qualifiedAt, organisation };
}

export const findEmployerByUscc = (queryable: Queryable, uscc: string): Promise<RegisteredEmployer | undefined> =>
  queryable.first(employerByUscc, [uscc]);

export const openOrganisation = (vault: Vault, sealed: Buffer): EmployerRegistration =>
  employerRegistration.parse(vault.openJson(sealed));
