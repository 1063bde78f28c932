import { z } from 'zod';
import type { caseFile } from '#contract/routes/cases.ts';
import { roleWords } from '#domain/roles.ts';
import { isEarlier } from '#domain/rules/case-files.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { CaseFileRow } from './store.ts';

/** What was read from a scan: informs, never decides. */
export const scanChecks = z
  .object({
    qr: z.enum(['same', 'older', 'other', 'none']).optional(),
    redSeal: z.boolean().optional(),
    blurred: z.boolean().optional(),
  })
  .catch({});
export type ScanChecks = z.infer<typeof scanChecks>;

const qrWords = {
  same: { label: '与本协议一致', tone: 'inForce' },
  older: { label: '旧版本', tone: 'waiting' },
  other: { label: '二维码属于另一份协议', tone: 'refused' },
  none: { label: '未识别到二维码', tone: 'waiting' },
} as const;

function describeChecks(checks: ScanChecks) {
  return [
    ...(checks.qr ? [qrWords[checks.qr]] : []),
    ...(checks.redSeal === undefined
      ? []
      : [
          checks.redSeal
            ? ({ label: '有红色印章', tone: 'inForce' } as const)
            : ({ label: '未发现红色印章', tone: 'waiting' } as const),
        ]),
    ...(checks.blurred ? [{ label: '图像较模糊', tone: 'waiting' } as const] : []),
  ];
}

export const describeFile = (vault: Vault, file: CaseFileRow, earlier = false): z.input<typeof caseFile> => ({
  id: file.id,
  purpose: file.purpose,
  item: file.item,
  name: vault.open(file.nameSealed),
  mediaType: file.mediaType,
  pages: file.pages,
  bytes: file.bytes,
  uploadedBy: file.byLevel ? `${roleWords[file.byLevel]}（${file.uploadedBy}）` : file.uploadedBy,
  byLevel: file.byLevel,
  at: file.createdAt,
  submitted: file.submittedSeq !== null,
  earlier,
  explanation: file.isExplanation,
  deleted: file.evidenceFileId === null,
  // There is no agreement on it to be recognised.
  checks: file.isExplanation ? [] : describeChecks(scanChecks.parse(file.checks)),
});

/** What counts now comes first; scans that were handed in before the last ones are kept, and said to be so. */
export const describeFiles = (vault: Vault, files: readonly CaseFileRow[]): z.input<typeof caseFile>[] =>
  files
    .map(file => describeFile(vault, file, isEarlier(file, files)))
    .sort((one, other) => Number(one.earlier) - Number(other.earlier));
