import { placeOf } from '#domain/flows/all.ts';
import { reportOf } from '#domain/reported/report-of-form.ts';
import { findOpenedCase, type OpenedCase, type StepRef } from '#server/cases/index.ts';
import { compareWithRegistry } from '#server/confirmation/index.ts';
import { keepEmployerName } from '#server/employers/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { everything } from '#server/platform/scope/everything.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import type { TransfersPort } from './transfers-port.ts';

/** Where what is reported of a case goes. */
export interface Reporting {
  readonly registry: EmploymentRegistry;
  readonly transfers: TransfersPort;
}

/**
 * Whether a destination that was reported once counts now: jobs may come late, and in another order than what they tell of. A case that
 * waits to be voided still counts; a graduate off the roster has nothing reported.
 */
const mayBeReported = ({ frozenAt, flow, state }: OpenedCase['row']): boolean =>
  frozenAt === null && placeOf(flow, state).kind !== 'ends';

/** Writes the destination into the registry, and hands on the archive and hukou choices that came with it. */
export async function reportCase(
  platform: Platform,
  { registry, transfers }: Reporting,
  step: StepRef,
  version: number,
): Promise<void> {
  const { database, clock } = platform;
  const opened = await findOpenedCase(platform, database, step, everything);
  if (!opened) return;
  const { row } = opened;
  if (!mayBeReported(row)) return;
  const { schoolId, graduateId, id: caseId, destinationType, employerName, uscc } = row;
  const parts = reportOf(destinationType, opened.form());
  const content = parts.destination ?? {};
  await registry.write({ schoolId, graduateId, caseId, version, destinationType, employerName, uscc, content, now: clock.now() });
  await keepEmployerName(database, row);
  await transfers.take({ schoolId, graduateId, caseId, name: employerName, parts });
  await compareWithRegistry(platform, registry, { schoolId, graduateId });
}

export async function clearReportedCase(
  platform: Platform,
  { registry, transfers }: Reporting,
  step: StepRef,
  version: number,
): Promise<void> {
  const opened = await findOpenedCase(platform, platform.database, step, everything);
  if (!opened) return;
  const { schoolId, graduateId, id } = opened.row;
  await registry.clear({ schoolId, graduateId, caseId: id, version, now: platform.clock.now() });
  // Of a graduate who was off the roster and is back, the destination is in force.
  if (!mayBeReported(opened.row)) await transfers.leaveBehind({ schoolId, graduateId, caseId: id });
  await compareWithRegistry(platform, registry, { schoolId, graduateId });
}
