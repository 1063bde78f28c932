/** A picture or PDF for a case: taken in, made upright and small, freed of metadata, read for QR, seal and sharpness, kept. */
import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { caseFile } from '#contract/routes/cases.ts';
import type { Action } from '#domain/actions.ts';
import { decide } from '#domain/flow/decide.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import type { Role } from '#domain/roles.ts';
import { documentsOfCase, parseAgreementQr } from '#server/documents/index.ts';
import { receive } from '#server/platform/images/receive.ts';
import { type Intake, takeIn } from '#server/platform/images/take-in.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Queryable } from '#server/platform/postgres.ts';
import { type FilePurpose, filesAtMost, filesOfCase, insertCaseFile, whileItStands } from './case-files.ts';
import { describeFile, type ScanChecks } from './describe-files.ts';
import type { OpenedCase } from './read-case.ts';

/** The step that each purpose is gathered for: who may take it may add and remove. */
const stepFor: Readonly<Record<FilePurpose, Action>> = { evidence: 'submit', scan: 'upload', letter: 'submit', help: 'passOn' };
const maxBytes = 20 * 1024 * 1024;
const kinds = ' JPEG、PNG、WebP、HEIC 图片或 PDF';

const refusals = {
  kind: refuse('file-kind', { kinds }),
  broken: refuse('file-broken'),
  'too-large': refuse('file-too-large', { limit: '20 MB（PDF 为 5 MB）' }),
  'too-many-pages': refuse('file-pages', { limit: 10 }),
  scripts: refuse('file-scripts'),
  encrypted: refuse('file-encrypted'),
} as const;

/** Whether this actor may add to or take from what is gathered; the version is no matter, the state is. */
export function mayGather({ row, facts }: OpenedCase, purpose: FilePurpose, roles: readonly Role[]): Refused | undefined {
  const kase = { state: row.state, levels: row.levels, dueAt: row.dueAt ?? undefined };
  const decision = decide(flowNamed(row.flow), kase, stepFor[purpose], roles, facts);
  return isRefused(decision) ? decision : undefined;
}

export interface Gathering {
  readonly opened: OpenedCase;
  readonly purpose: FilePurpose;
  readonly item: number;
  readonly stream: Readable;
  readonly name: string;
  readonly by: string;
}

export async function uploadCaseFile(platform: Platform, gathering: Gathering): Promise<z.input<typeof caseFile> | Refused> {
  const { vault, database, clock } = platform;
  const { opened, purpose, item, stream, name, by } = gathering;
  const { row } = opened;
  const isFull = async (queryable: Queryable): Promise<boolean> =>
    (await queryable.query(filesOfCase, [row.schoolId, row.id])).filter(file => file.purpose === purpose).length >= filesAtMost;
  const full = refuse('too-many-files', { limit: filesAtMost });
  if (await isFull(database)) return full;

  // What was received is read and thrown away; only the cleaned copies are kept.
  const taken = await receive(stream, async ({ path, sha256 }) => {
    const intake = await takeIn(path, { readScan: purpose === 'scan' });
    return 'refused' in intake ? intake : { intake, sha256 };
  });
  if ('refused' in taken) return refusals[taken.refused];
  const { intake, sha256 } = taken;
  const [evidence, shown] = [await keep(platform, intake.evidence), await keep(platform, intake.shown)];
  const checks = purpose === 'scan' ? await checksOf(platform, opened, intake) : {};
  const values = [
    row.schoolId,
    row.id,
    purpose,
    item,
    vault.seal(name || '未命名'),
    intake.mediaType,
    intake.pages,
    intake.evidence.length,
  ];
  const kept = [...values, evidence, shown, sha256, JSON.stringify(checks), by, clock.now()];
  return whileItStands(database, row, async tx =>
    (await isFull(tx)) ? full : describeFile(vault, await tx.one(insertCaseFile, kept)),
  );
}

async function keep({ files }: Platform, content: Buffer): Promise<string> {
  const stored = await files.put(
    (async function* () {
      yield content;
    })(),
    { maxBytes },
  );
  if ('refused' in stored) throw new Error(`a picture could not be stored: ${stored.refused}`);
  return stored.id;
}

/** The scan against the agreement it should be of. Informs the reviewer. */
async function checksOf({ database }: Platform, { row }: OpenedCase, { scan }: Intake): Promise<ScanChecks> {
  const codes = scan.qr.map(parseAgreementQr).filter(code => code !== undefined);
  const own = codes.find(code => code.agreementNumber === row.agreementNumber);
  const versions = (await database.query(documentsOfCase, [row.schoolId, row.id])).map(({ version }) => version);
  const qr = own ? (own.version < Math.max(...versions) ? 'older' : 'same') : codes.length > 0 ? 'other' : 'none';
  return { qr, redSeal: scan.redSeal, blurred: scan.blurred };
}
