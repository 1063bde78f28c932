/** A form of archive or hukou, typed by a graduate or by staff: checked, and as a content. */
import { beijingDay } from '#domain/dates.ts';
import { isRefused, type Refused } from '#domain/refusals.ts';
import type { PartContent } from '#domain/reported/parts.ts';
import { contentOf, type TransferForm } from '#domain/transfers/content.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { regionFaults, transferForm } from '#domain/transfers/transfer-form.ts';
import { fieldsOf, invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { type OriginOffice, originOffice } from '#server/receivers/index.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import type { CasesPort } from '#server/roster/index.ts';
import type { GraduateRow } from './store.ts';

/** What every part of this matter is composed from. */
export interface Archives {
  readonly platform: Platform;
  readonly registry: EmploymentRegistry;
  readonly cases: Pick<CasesPort, 'headlinesOf'>;
}

/** The receiver that holds today for the graduate's origin; undefined where nobody has entered one. */
export const originOf = (
  { platform: { database, clock } }: Archives,
  queryable: Queryable,
  { schoolId, originRegion: origin }: Pick<GraduateRow, 'schoolId' | 'originRegion'>,
): Promise<OriginOffice | undefined> => originOffice(database, { schoolId, origin, day: beijingDay(clock.now()) }, queryable);

export interface ReadForm {
  readonly content: PartContent;
  readonly explanation: string;
}
interface Typed {
  readonly kind: TransferKind;
  readonly form: unknown;
  readonly withExplanation: boolean;
  readonly explanationRequired?: boolean;
}

/** Faults are told at `form.` and the field. */
export async function readForm(
  archives: Archives,
  queryable: Queryable,
  graduate: Pick<GraduateRow, 'schoolId' | 'originRegion'>,
  { kind, form, withExplanation, explanationRequired = false }: Typed,
): Promise<ReadForm | Refused> {
  const parsed = transferForm(kind, { withExplanation, explanationRequired }).safeParse(form);
  if (!parsed.success) return invalidFields(fieldsOf(parsed.error, 'form.'));
  const faults = await faultsOf(archives, queryable, graduate, kind, parsed.data);
  if (isRefused(faults)) return faults;
  const { explanation = '' } = parsed.data;
  return { content: contentOf(kind, parsed.data), explanation };
}

async function faultsOf(
  archives: Archives,
  queryable: Queryable,
  graduate: Pick<GraduateRow, 'schoolId' | 'originRegion'>,
  kind: TransferKind,
  form: TransferForm,
): Promise<Refused | undefined> {
  const regions = await loadRegions(archives.platform.database, queryable);
  const office = await originOf(archives, queryable, graduate);
  const faults = Object.entries(regionFaults(kind, form, office?.regionCode, regions));
  if (faults.length === 0) return undefined;
  return invalidFields(Object.fromEntries(faults.map(([key, message]) => [`form.${key}`, message])));
}
