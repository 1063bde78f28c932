import { checkUscc } from '#domain/identifiers/uscc.ts';
import type { EmployerFlag } from '#domain/rules/employer-flag.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { findFlag, flagsOfMany } from './store.ts';

/** What a school and the country know of these employers, by their code; codes about which nothing is known are left out. */
export async function flagsOf(
  queryable: Queryable,
  schoolId: number,
  usccs: readonly string[],
): Promise<ReadonlyMap<string, EmployerFlag>> {
  const asked = [...new Set(usccs.filter(code => checkUscc(code) !== 'length'))];
  if (asked.length === 0) return new Map();
  const found = await queryable.query(flagsOfMany, [schoolId, asked]);
  return new Map(found.map(({ uscc, kind, schools }) => [uscc, { kind, schools }]));
}

export const unflagged: EmployerFlag = { kind: null, schools: 0 };
export const flagOf = async (queryable: Queryable, schoolId: number, uscc: string): Promise<EmployerFlag> =>
  (await flagsOf(queryable, schoolId, [uscc])).get(uscc) ?? unflagged;

/** The same with what the own school wrote, for those who review; null where nothing is known. */
export async function flagForReview(
  queryable: Queryable,
  vault: Vault,
  schoolId: number,
  uscc: string,
): Promise<(EmployerFlag & { readonly text: string | null }) | null> {
  const [flag, mark] = await Promise.all([flagOf(queryable, schoolId, uscc), queryable.first(findFlag, [schoolId, uscc])]);
  if (!flag.kind && flag.schools === 0) return null;
  return { ...flag, text: mark ? vault.open(mark.textSealed) : null };
}
