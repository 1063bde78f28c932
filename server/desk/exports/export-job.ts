import { z } from 'zod';
import { exportColumns } from '#contract/parts/export-columns.ts';
import { exportAsked } from '#contract/routes/exports.ts';
import { keepSheet } from '#server/desk-jobs/index.ts';
import { type DeskTask, defineDeskJob, type Worked } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { exportSheet } from './export-sheets.ts';

/** Once more as it was asked for, with the columns as a list: what was parsed from an address is not parsed from it again. */
const asked = exportAsked.extend({ columns: z.array(z.enum(exportColumns.map(({ key }) => key))).optional() });
export const exportJob = defineDeskJob('cases.export', 'cases.export', z.object({ asked, addressPrefix: z.string() }));

export async function runExport(
  platform: Platform,
  { asked, addressPrefix }: z.output<typeof exportJob.parameters>,
  task: DeskTask,
): Promise<Worked> {
  return keepSheet(platform, await exportSheet(platform, { asked, actor: task.actor, scope: task.scope, addressPrefix }), task);
}
