import { placeOf } from '#domain/flows/all.ts';
import { reportOf } from '#domain/reported/report-of-form.ts';
import { findOpenedCase, type StepRef } from '#server/cases/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { everything } from '#server/platform/scope/everything.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';

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
  // A report that failed before may come after the destination has ended and was cleared. A case that waits to be voided still counts; a
  // graduate off the roster has nothing reported.
  if (row.frozenAt !== null || placeOf(row.flow, row.state).kind === 'ends') return;
  await registry.write({
    schoolId: row.schoolId,
    graduateId: row.graduateId,
    caseId: row.id,
    version,
    destinationType: row.destinationType,
    employerName: row.employerName,
    uscc: row.uscc,
    parts: reportOf(row.destinationType, opened.form()),
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
