import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { xlsxMediaType } from '#contract/parts/media-types.ts';
import * as contract from '#contract/routes/roster.ts';
import { beijingDay } from '#domain/dates.ts';
import { rosterColumn } from '#domain/forms/roster-row.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { isOpen, schoolWindow } from '#domain/rules/cohort-window.ts';
import { actorKey } from '#server/audit/index.ts';
import { drain } from '#server/platform/files/drain.ts';
import { recordStoredFile } from '#server/platform/files/stored-files.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { previewTable } from '#server/platform/sheets/open-table.ts';
import { receiveSheet } from '#server/platform/sheets/receive-sheet.ts';
import { describeSheetRefusal } from '#server/platform/sheets/refused-file.ts';
import { countGraduates, listDepartments } from '#server/roster/index.ts';
import { startRosterImport } from './import-roster.ts';
import { findImportRun, findRefusedRows, listImportRuns } from './queries.ts';
import { rosterTable } from './roster-table.ts';
import { makeRosterTemplate } from './roster-template.ts';
import { findUploader, type Uploader } from './uploader.ts';

const purpose = 'roster-upload';

/** Found by the hash of its content, which only somebody with the file can name. Two people may have the same file. */
const findUpload = statement<{ id: string }>(
  'roster-import.find_upload',
  `select id from stored_file where id = $1 and purpose = '${purpose}' and school_id = $2`,
);
const started = z.object({ runId: z.number() });

interface Asking {
  readonly actor: Actor;
  readonly scope: Scope;
}

/** The cohorts that can be worked on today, the nearest first. */
function openCohorts(now: Date): number[] {
  const today = beijingDay(now);
  const year = Number(today.slice(0, 4));
  return [year, year + 1, year - 1].filter(cohort => isOpen(schoolWindow(cohort), today));
}

/** With the file of a roster to try things out with, where the demonstration runs. */
export function rosterImportRoutes(platform: Platform, sampleFile: string | undefined): Served[] {
  const { database, files, clock, vault } = platform;
  const getRun = async ({ schoolId, imports }: Uploader, runId: number) =>
    (await findImportRun(platform, schoolId, runId, imports)) ?? refuse('not-found');
  /** Answers people who may upload. */
  async function uploading<T>({ actor, scope }: Asking, answer: (uploader: Uploader) => Promise<T>): Promise<T | Refused> {
    const uploader = await findUploader(database, actor, scope);
    return isRefused(uploader) ? uploader : answer(uploader);
  }
  const download = (stream: Awaited<ReturnType<typeof files.get>>, fileName: string) => ({
    stream,
    mediaType: xlsxMediaType,
    fileName,
  });

  return [
    serve(contract.downloadTemplate, ask =>
      uploading(ask, async ({ schoolId, scope }) => {
        const departments = await listDepartments(database, schoolId);
        const own = departments.filter(({ id }) => scope.kind === 'school' || scope.departmentIds.includes(id));
        const template = await makeRosterTemplate(own);
        return { stream: template, mediaType: xlsxMediaType, fileName: '学生名单模板.xlsx', bytes: template.length };
      }),
    ),
    serve(contract.downloadSample, async () => {
      if (!sampleFile) return refuse('not-found');
      const { size } = await stat(sampleFile);
      return { ...download(createReadStream(sampleFile), '演示名单（2000行，25行有误）.xlsx'), bytes: size };
    }),
    serve(contract.uploadRoster, async ({ file, actor, scope }) => {
      const uploader = await findUploader(database, actor, scope);
      if (isRefused(uploader)) {
        await drain(file.stream);
        return uploader;
      }
      const { maxBytes } = contract.uploadRoster;
      // Stored only when it can be read: what is refused does not stay.
      const received = await receiveSheet(
        platform,
        file.stream,
        { sender: actorKey(actor), bytesAtMost: maxBytes },
        async ({ path }) => {
          const mapping = await previewTable(path, rosterTable);
          if ('refused' in mapping) return refuse('sheet-refused', { why: describeSheetRefusal(mapping) });
          const stored = await files.put(createReadStream(path), { maxBytes });
          if ('refused' in stored) throw new Error(`a roster could not be stored: ${stored.refused}`);
          return { mapping, stored };
        },
      );
      if (isRefused(received)) {
        await drain(file.stream);
        return received;
      }
      const { mapping, stored } = received;
      const name = file.name || '学生名单.xlsx';
      const { schoolId, accountId } = uploader;
      const { id, bytes, sha256 } = stored;
      const kept = { id, purpose, schoolId, accountId, mediaType: xlsxMediaType, bytes, sha256 } as const;
      await recordStoredFile(database, kept, clock.now());
      return {
        fileId: stored.id,
        fileName: name,
        columns: mapping.headers.map(({ header, key }) => ({ header, label: key ? rosterColumn(key).header : null })),
        absent: mapping.absent,
      };
    }),
    serve(contract.startImport, async ({ body, actor, scope, key }) => {
      const uploader = await findUploader(database, actor, scope);
      if (isRefused(uploader)) return uploader;
      const { schoolId, accountId } = uploader;
      const now = clock.now();
      const { cohort, mode, fileId, fileName } = body;
      if (!openCohorts(now).includes(cohort)) return refuse('cohort-not-open');
      const command = { actor: actorKey(actor), key, content: body, now };
      const begun = await once(database, command, started.parse, async (tx): Promise<{ runId: number } | Refused> => {
        if (!(await tx.first(findUpload, [fileId, schoolId]))) return refuse('file-missing');
        return {
          runId: await startRosterImport(tx, vault, { schoolId, accountId, cohort, mode, fileId, fileName, now }),
        };
      });
      return isRefused(begun) ? begun : getRun(uploader, begun.runId);
    }),
    serve(contract.listImports, ask =>
      uploading(ask, async ({ schoolId, scope, imports }) => {
        const [runs, graduates] = await Promise.all([
          listImportRuns(platform, schoolId, imports),
          countGraduates(database, scope),
        ]);
        return { runs, graduates, cohorts: openCohorts(clock.now()) };
      }),
    ),
    serve(contract.getImport, ask => uploading(ask, uploader => getRun(uploader, ask.params.id))),
    serve(contract.downloadRefusedRows, ask =>
      uploading(ask, async ({ schoolId, imports }) => {
        const refusedRows = await findRefusedRows(platform, schoolId, ask.params.id, imports);
        return refusedRows ? download(await files.get(refusedRows.fileId), refusedRows.name) : refuse('not-found');
      }),
    ),
  ];
}
