import * as uploads from '#contract/routes/uploads.ts';
import { isRefused } from '#domain/refusals.ts';
import { appendPiece, beginUpload, finishUpload, mayGather, takenBefore, uploadStanding } from '#server/case-files/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { findUpload, follow, ownerOf } from './follow-link.ts';

/** As the files say it. */
const uploaderAt = (sender: string) => ({ by: '单位经办人（短信链接）', byAgent: true, sender: `address:${sender}` }) as const;
const roles = ['agent'] as const;

/** The stamped agreement, sent in pieces by whom a link was sent to. */
export const agentUploadRoutes = (platform: Platform): Served[] => [
  serve(uploads.beginAgentUpload, async ({ request, body, sender }) => {
    const linked = await follow(platform, request);
    if (isRefused(linked)) return linked;
    const { opened } = linked;
    const gathering = { opened, purpose: 'scan', item: 0, name: body.name, ...uploaderAt(sender) } as const;
    return mayGather(opened, 'scan', roles) ?? beginUpload(platform, gathering, body, ownerOf(linked));
  }),
  serve(uploads.getAgentUpload, async ({ request, params }) => {
    const found = await findUpload(platform, request, params.id);
    return isRefused(found) ? found : uploadStanding(platform, found.row);
  }),
  serve(uploads.putAgentPiece, async ({ request, params, file }) => {
    const found = await findUpload(platform, request, params.id);
    return isRefused(found) ? found : appendPiece(platform, found.row, params.offset, file.stream);
  }),
  serve(uploads.finishAgentUpload, async ({ request, params, sender }) => {
    const found = await findUpload(platform, request, params.id);
    if (isRefused(found)) return found;
    const { opened, row } = found;
    const gathering = {
      opened,
      purpose: 'scan',
      item: 0,
      name: platform.vault.open(row.nameSealed),
      ...uploaderAt(sender),
    } as const;
    return (await takenBefore(platform, row)) ?? mayGather(opened, 'scan', roles) ?? finishUpload(platform, row, gathering);
  }),
];
