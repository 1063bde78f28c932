/**
 * A file in pieces, for connections that break: begun with its length and SHA-256, sent from where it stopped, taken in when it is whole.
 * Begun again within a day by the same sender for the same slot, an upload continues where it stopped.
 */
import { z } from 'zod';
import { fileBytesAtMost, filePurposes, itemsAtMost } from '#domain/rules/file-limits.ts';
import { route } from '../parts/route.ts';
import { caseRef, instant } from '../parts/shapes.ts';
import { caseFile } from './cases.ts';

const content = z.object({
  name: z.string().max(200),
  bytes: z.number().int().min(1).max(fileBytesAtMost, '文件过大，最大 20 MB'),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
/** How much has come; what follows begins there. */
const standing = z.object({ id: z.string(), offset: z.number(), bytes: z.number(), expiresAt: instant });
const upload = z.object({ id: z.uuid() });
const piece = upload.extend({ offset: z.coerce.number().int().min(0).max(fileBytesAtMost) });
const inCase = z.object({ ref: caseRef });

export const beginUpload = route({
  method: 'POST',
  path: '/api/cases/{ref}/uploads',
  permission: 'cases.act',
  summary: '开始（或继续）上传一份材料，可断点续传',
  params: inCase,
  body: content.extend({ purpose: z.enum(filePurposes), item: z.number().int().min(0).max(itemsAtMost) }),
  answer: standing,
});
export const listUploads = route({
  method: 'GET',
  path: '/api/cases/{ref}/uploads',
  permission: 'cases.act',
  summary: '本人没有传完的材料：再次选择同一文件，从中断处继续',
  params: inCase,
  answer: z.object({
    uploads: z.array(
      z.object({
        name: z.string(),
        purpose: z.enum(filePurposes),
        item: z.number(),
        bytes: z.number(),
        offset: z.number(),
        expiresAt: instant,
      }),
    ),
  }),
});
export const getUpload = route({
  method: 'GET',
  path: '/api/cases/{ref}/uploads/{id}',
  permission: 'cases.act',
  summary: '这份材料已上传到哪里',
  params: inCase.extend(upload.shape),
  answer: standing,
});
export const putPiece = route({
  method: 'PUT',
  path: '/api/cases/{ref}/uploads/{id}/{offset}',
  permission: 'cases.act',
  summary: '从 offset 起上传后面的内容',
  medium: 'upload',
  maxBytes: fileBytesAtMost,
  params: inCase.extend(piece.shape),
  answer: standing,
});
export const finishUpload = route({
  method: 'POST',
  path: '/api/cases/{ref}/uploads/{id}/file',
  permission: 'cases.act',
  summary: '上传完毕，检查并留存',
  params: inCase.extend(upload.shape),
  answer: caseFile,
});

export const beginAgentUpload = route({
  method: 'POST',
  path: '/api/agent-link/uploads',
  permission: 'public.read',
  summary: '凭短信链接开始（或继续）上传盖章后的协议书图像，可断点续传',
  body: content,
  answer: standing,
});
export const getAgentUpload = route({
  method: 'GET',
  path: '/api/agent-link/uploads/{id}',
  permission: 'public.read',
  summary: '这份图像已上传到哪里',
  params: upload,
  answer: standing,
});
export const putAgentPiece = route({
  method: 'PUT',
  path: '/api/agent-link/uploads/{id}/{offset}',
  permission: 'public.read',
  summary: '从 offset 起上传后面的内容',
  medium: 'upload',
  maxBytes: fileBytesAtMost,
  params: piece,
  answer: standing,
});
export const finishAgentUpload = route({
  method: 'POST',
  path: '/api/agent-link/uploads/{id}/file',
  permission: 'public.read',
  summary: '上传完毕，检查并留存',
  params: upload,
  answer: caseFile,
});
