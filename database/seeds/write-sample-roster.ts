import { existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { rosterColumns } from '#domain/forms/roster-row.ts';
import { writeRows } from '#server/platform/sheets/write.ts';
import { sampleRosterRows } from './sample-roster.ts';

/** Writes the demo's roster of 2,000 rows as an xlsx, once. */
export async function writeSampleRoster(path: string): Promise<void> {
  if (existsSync(path)) return;
  await mkdir(dirname(path), { recursive: true });
  const columns = rosterColumns.map(({ header, width }) => ({ header, width }));
  const rows = sampleRosterRows().map(cells => rosterColumns.map(({ key }) => cells[key] ?? null));
  await writeRows('学生名单', columns, rows, `${path}.new`);
  await rename(`${path}.new`, path);
}
