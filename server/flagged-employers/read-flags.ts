import { refuse } from '#domain/refusals.ts';
import { findEmployerByUscc } from '#server/employers/index.ts';
import type { Download } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { likeAnywhere } from '#server/platform/postgres/like.ts';
import { flagOf } from './flags-of.ts';
import { countAgreements, findEvidence, findFlag, historyOfFlag, listFlags, totalFlags } from './store.ts';

interface ListQuery {
  readonly q?: string | undefined;
  readonly kind?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Where the last page ended; a cursor of nobody's making begins at the beginning. */
function placeOf(cursor: string | undefined): readonly [Date | null, string | null] {
  const [, at, uscc] = /^(\d{1,13})_([0-9A-Z]{18})$/.exec(cursor ?? '') ?? [];
  return at !== undefined && uscc !== undefined ? [new Date(Number(at)), uscc] : [null, null];
}

export async function readFlags({ database, vault }: Platform, schoolId: number, { q, kind, cursor, limit }: ListQuery) {
  const narrowing = [schoolId, q ? likeAnywhere(q) : null, kind ?? null];
  const [found, { count }] = await Promise.all([
    database.query(listFlags, [...narrowing, ...placeOf(cursor), limit + 1]),
    database.one(totalFlags, narrowing),
  ]);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ textSealed, ...row }) => ({ ...row, text: vault.open(textSealed) })),
    next: last && found.length > limit ? `${last.updatedAt.getTime()}_${last.uscc}` : null,
    total: count,
  };
}

export async function readFlag({ database, vault }: Platform, schoolId: number, uscc: string) {
  const [mark, history, employer, agreements, flag] = await Promise.all([
    database.first(findFlag, [schoolId, uscc]),
    database.query(historyOfFlag, [schoolId, uscc]),
    findEmployerByUscc(database, uscc),
    database.one(countAgreements, [schoolId, uscc]),
    flagOf(database, schoolId, uscc),
  ]);
  return {
    uscc,
    knownName: employer?.name ?? null,
    version: mark?.version ?? 0,
    mark: mark
      ? { name: mark.name, kind: mark.kind, text: vault.open(mark.textSealed), evidenceFileId: mark.evidenceFileId }
      : null,
    schools: flag.schools,
    agreements: agreements.count,
    history: history.map(({ textSealed, ...step }) => ({ ...step, text: vault.open(textSealed) })),
  };
}

const suffixes: Readonly<Record<string, string>> = { 'image/jpeg': 'jpg', 'application/pdf': 'pdf' };

export async function openFlagEvidence(platform: Platform, schoolId: number, uscc: string, fileId: string) {
  const { database, files } = platform;
  const file = await database.first(findEvidence, [fileId, schoolId, uscc]);
  if (!file) return refuse('not-found');
  const stored = file.sha256.toString('hex');
  if (!(await files.has(stored))) return refuse('file-missing');
  const opened: Download = {
    stream: await files.get(stored),
    mediaType: file.mediaType,
    fileName: `预警单位佐证材料.${suffixes[file.mediaType] ?? 'bin'}`,
    bytes: file.bytes,
    // Browsers show no PDF inside the sandbox that foreign content gets.
    inline: file.mediaType === 'image/jpeg',
  };
  return opened;
}
