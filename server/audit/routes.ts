import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { xlsxMediaType } from '#contract/parts/media-types.ts';
import * as contract from '#contract/routes/audit.ts';
import { beijingDay } from '#domain/dates.ts';
import { isRefused } from '#domain/refusals.ts';
import { type Download, type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { isInSchool } from '#server/platform/scope/scope.ts';

import { exportAudit } from './export/export-audit.ts';
import { logSheet } from './log-sheet.ts';
import { type LogWords, readLog, readLogDetail } from './read-log.ts';
import { actorKey, recordAuditEvent } from './record-audit-event.ts';
import type { HeadsFile } from './tree/heads-file.ts';
import { proveEvent } from './tree/prove-event.ts';
import { readTree } from './tree/read-tree.ts';

export const auditRoutes = (platform: Platform, words: LogWords, heads: HeadsFile): Served[] => [
  serve(contract.listAuditEvents, async ({ query, scope }) => readLog(platform, words, scope, query)),
  serve(contract.downloadAuditEvents, async ({ query, scope, actor, addressPrefix }) => {
    const at = platform.clock.now();
    const { q, employer, ...plain } = query;
    // What was sought is a name: that something was is enough.
    const filter = { ...plain, ...(q || employer ? { what: '按姓名或单位查找' } : {}) };
    const schoolId = isInSchool(scope) ? scope.schoolId : undefined;
    const event = {
      at,
      schoolId,
      actor: actorKey(actor),
      action: 'audit-downloaded',
      object: 'audit-log',
      addressPrefix,
    } as const;
    await recordAuditEvent(platform.database, { ...event, detail: { filter } }, platform.vault);
    return {
      stream: logSheet(platform, words, scope, query),
      mediaType: xlsxMediaType,
      fileName: `操作日志-${beijingDay(at)}.xlsx`,
    };
  }),
  serve(contract.getAuditEvent, async ({ params, scope, actor, addressPrefix }) =>
    readLogDetail(platform, scope, params.id, { actor, addressPrefix }),
  ),
  serve(contract.proveAuditEvent, async ({ params, scope }) => {
    const proof = await proveEvent(platform, scope, params.id);
    if (isRefused(proof)) return proof;
    const stream = Buffer.from(proof);
    return { stream, mediaType: 'application/json', fileName: `操作日志-${params.id}-存在证明.json`, bytes: stream.length };
  }),
  serve(contract.getAuditTree, () => readTree(platform, heads)),
  serve(contract.exportAudit, () => sendExport(platform, heads)),
];

/** Written whole before it is sent: a browser that takes its time does not keep a transaction open. */
async function sendExport({ database, vault, statements, clock }: Platform, heads: HeadsFile): Promise<Download> {
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-audit-'));
  const path = join(folder, 'export.jsonl');
  const forget = () => rm(folder, { recursive: true, force: true });
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      const exporting = { vault, statements, heads: await heads.lines(), now: clock.now() };
      await exportAudit(database, exporting, text => file.appendFile(text));
    } finally {
      await file.close();
    }
    const { size: bytes } = await stat(path);
    const stream = createReadStream(path).once('close', () => void forget());
    return { stream, mediaType: 'application/jsonl', fileName: `审计导出-${beijingDay(clock.now())}.jsonl`, bytes };
  } catch (error) {
    await forget();
    throw error;
  }
}
