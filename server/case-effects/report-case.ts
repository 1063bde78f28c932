import { findEntry } from '#domain/codes/code-table.ts';
import { destinationTypes } from '#domain/codes/destination-types.ts';
import type { RegionTable } from '#domain/codes/regions.ts';
import { placeOf } from '#domain/flows/all.ts';
import { addressOf, reportedFields, wordOf } from '#server/cases/form-in-words.ts';
import { type CaseForm, findOpenedCase } from '#server/cases/read-case.ts';
import { everything } from '#server/platform/everything.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/regions.ts';
import type { EmploymentRegistry, RegistryPart, Reported } from '#server/registry/index.ts';
import type { StepRef } from './tell-parties.ts';

/** The parts of a graduate's record that a case in force fills. */
export function reportedParts(
  destinationType: string,
  form: CaseForm,
  regions: RegionTable,
): Partial<Record<RegistryPart, Reported>> & { readonly destination: Reported } {
  const archive: Reported = {
    转递类型: wordOf(form, 'archiveType', regions),
    转递单位名称: form.archiveReceiverName ?? '',
    地址: addressOf(form, 'archiveRegionCode', 'archiveAddress', regions),
    邮编: form.archivePostcode ?? '',
    联系人: form.archiveContact ?? '',
    联系电话: form.archivePhone ?? '',
  };
  const hukou: Reported = {
    迁移类型: wordOf(form, 'hukouType', regions),
    迁移地址: addressOf(form, 'hukouRegionCode', 'hukouAddress', regions),
  };
  return {
    destination: { ...typeAsReported(destinationType), ...reportedFields(destinationType, form, regions) },
    ...(form.archiveType ? { archive } : {}),
    ...(form.hukouType ? { hukou } : {}),
  };
}

/** Writes the destination, and the archive and hukou choices that came with it, into the registry. */
export async function reportCase(
  platform: Platform,
  registry: EmploymentRegistry,
  step: StepRef,
  version: number,
): Promise<void> {
  const { database, clock } = platform;
  const opened = await findOpenedCase(platform, database, step, everything);
  if (!opened) return;
  const { row } = opened;
  const form = opened.form();
  // A report that failed before may come after the destination has fallen away, and after its clearing. What waits to be voided counts still; a graduate off the roster has nothing reported.
  if (row.frozenAt !== null || placeOf(row.flow, row.state).kind === 'ends') return;
  const regions = await loadRegions(database);
  await registry.write({
    schoolId: row.schoolId,
    graduateId: row.graduateId,
    caseId: row.id,
    version,
    destinationType: row.destinationType,
    employerName: row.employerName,
    uscc: row.uscc,
    parts: reportedParts(row.destinationType, form, regions),
    now: clock.now(),
  });
}

export async function clearReportedCase(
  platform: Platform,
  registry: EmploymentRegistry,
  step: StepRef,
  version: number,
): Promise<void> {
  const opened = await findOpenedCase(platform, platform.database, step, everything);
  if (!opened) return;
  const { schoolId, graduateId, id } = opened.row;
  await registry.clear({ schoolId, graduateId, caseId: id, version, now: platform.clock.now() });
}

/** By the authority's own name; ours beside it where it says more. */
function typeAsReported(code: string): Record<string, string> {
  const { name = code, parentName = code } = findEntry(destinationTypes, code) ?? {};
  return { 毕业去向: parentName, ...(name === parentName ? {} : { 登记类型: name }) };
}
