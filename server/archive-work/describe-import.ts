import type { z } from 'zod';
import type { getTransferImport } from '#contract/routes/archive-work.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { openFileName } from '#server/platform/files/file-name.ts';
import { describeSheetRefusal, isSheetRefusal } from '#server/platform/sheets/refused-file.ts';
import type { ImportRow } from './import-store.ts';

type Described = z.input<(typeof getTransferImport)['answer']>;
type State = Described['state'];
const labels: Readonly<Record<State, string>> = {
  waiting: '排队中',
  reading: '正在读取和检查',
  writing: '正在写入',
  done: '导入完成',
  failed: '未能完成',
  stopped: '已停止',
  refused: '文件未被接受',
};

/** How it ended, or how far it is: its job knows whether somebody has stopped it. */
function stateOf({ phase, jobState }: ImportRow): State {
  if (phase === 'done' || phase === 'refused') return phase;
  return jobState === 'stopped' || jobState === 'failed' ? jobState : phase;
}
function whyOf({ refusal, refusalDetail, why }: ImportRow): string | null {
  if (refusal === null) return why;
  return isSheetRefusal(refusal) ? describeSheetRefusal({ refused: refusal, detail: refusalDetail ?? {} }) : refusal;
}

export function describeImport(row: ImportRow, vault: Vault): Described {
  const { id, fileNameSealed, rowsRead, written, added, changed, same, faulty, jobId, startedBy, createdAt, finishedAt } = row;
  const state = stateOf(row);
  const fileName = openFileName(vault, fileNameSealed);
  return {
    ...{ id, fileName, state, stateLabel: labels[state], rowsRead, rowsWritten: written },
    counts: { added, changed, same, faulty },
    why: whyOf(row),
    jobId,
    hasRefusedRows: faulty > 0 && row.fileId !== null,
    ...{ startedBy, startedAt: createdAt, finishedAt },
  };
}
