import * as contract from '#contract/routes/drafts.ts';
import { refuse } from '#domain/refusals.ts';
import { rolesOf } from '#domain/roles.ts';
import { isFiled, mayOpenFile, mayTakeBack } from '#domain/rules/case-files.ts';
import { actorKey } from '#server/audit/index.ts';
import { findOpenedCase, parseRef } from '#server/cases/index.ts';
import { ok, type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { findCaseFile, ifStateIsUnchanged, removeCaseFile } from './store.ts';
import { addingLevel, isOfEmployer, mayGather, uploadCaseFile } from './upload-case-file.ts';

/** Files of a case: sent whole, taken back, opened. */
export function fileRoutes(platform: Platform): Served[] {
  const { database, clock, files } = platform;
  return [
    serve(contract.uploadCaseFile, async ({ params, file, actor, scope, key }) => {
      const { ref, purpose, item } = params;
      const opened = await findOpenedCase(platform, database, parseRef(ref), scope);
      if (!opened) return refuse('not-found');
      return (
        mayGather(opened, purpose, rolesOf(actor)) ??
        uploadCaseFile(
          platform,
          {
            opened,
            purpose,
            item,
            name: file.name,
            by: actor.name,
            sender: actorKey(actor),
            key,
            byLevel: addingLevel(purpose, actor),
            byAgent: isOfEmployer(actor),
          },
          file.stream,
        )
      );
    }),
    serve(contract.deleteCaseFile, async ({ params, actor, scope }) => {
      const opened = await findOpenedCase(platform, database, parseRef(params.ref), scope);
      const file = opened && (await database.first(findCaseFile, [opened.row.schoolId, opened.row.id, params.id]));
      if (!opened || !file || !mayOpenFile(file, rolesOf(actor))) return refuse('not-found');
      const closed =
        isFiled(file) || !mayTakeBack(file, rolesOf(actor))
          ? refuse('not-possible-here')
          : mayGather(opened, file.purpose, rolesOf(actor));
      if (closed) return closed;
      return ifStateIsUnchanged(database, opened.row, async tx => {
        await tx.execute(removeCaseFile, [opened.row.schoolId, opened.row.id, file.id, clock.now()]);
        return ok;
      });
    }),
    serve(contract.downloadCaseFile, async ({ params, actor, scope }) => {
      const opened = await findOpenedCase(platform, database, parseRef(params.ref), scope);
      const file = opened && (await database.first(findCaseFile, [opened.row.schoolId, opened.row.id, params.id]));
      if (!file || !mayOpenFile(file, rolesOf(actor))) return refuse('not-found');
      const isShown = params.size === 'shown';
      const mediaType = isShown ? 'image/jpeg' : file.mediaType;
      const stored = isShown ? file.shownFileId : file.evidenceFileId;
      if (!stored) return refuse('file-deleted');
      return {
        stream: await files.get(stored),
        mediaType,
        fileName: `${file.purpose}-${file.id}.${mediaType === 'image/jpeg' ? 'jpg' : 'pdf'}`,
        // An original PDF is saved, never opened beside the program: what is reviewed are pictures of its pages.
        inline: mediaType === 'image/jpeg',
      };
    }),
  ];
}
