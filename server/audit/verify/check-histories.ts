/** The histories against their batches, and the batches against the events that cover them. */
import { createHash, type Hash } from 'node:crypto';
import type { Vault } from '#server/platform/base/crypto.ts';
import { eachRows } from '#server/platform/postgres/cursor.ts';
import { type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import type { CanonicalEvent } from '../tree/canonical-event.ts';
import { canonicalRow, rowHash } from '../tree/canonical-row.ts';
import type { Head } from '../tree/head.ts';
import { batchNumber, type History, histories, latestHours } from '../tree/histories.ts';
import { type JoinedRow, sealedRows } from '../tree/sealed-rows.ts';
import type { Findings } from './finding.ts';

const sealedHashes = unnamed<{ batch: number; hash: Buffer }>('select batch, hash from audit_history order by batch, place');
const hour = 3_600_000;
const minute = 60_000;
const atOnce = 2_000;

interface Batch {
  readonly at: string;
  readonly count: number;
  readonly sha256: string;
  /** When the tree had its head before this event. The first batch takes what was there before there were batches. */
  readonly notBefore: number;
}
export interface HistoriesCheck {
  look(event: CanonicalEvent, before: Head | undefined): void;
  /** Answers how many rows are sealed. */
  end(tx: Transaction, now: Date): Promise<number>;
}

export function checkHistories(vault: Vault, findings: Findings): HistoriesCheck {
  const batches = new Map<number, Batch>();
  return {
    look: ({ object, at, historySeq, historySha256 }, before) => {
      const number = batchNumber(object);
      if (number === undefined || historySeq === null || historySha256 === null) return;
      const notBefore = before && number > 1 ? Date.parse(before.at) - latestHours * hour : 0;
      batches.set(number, { at, count: historySeq, sha256: historySha256, notBefore });
    },
    end: async (tx, now) => {
      const sealed = await checkBatches(tx, batches, findings);
      const last = Math.max(0, ...[...batches.values()].map(({ at }) => Date.parse(at)));
      for (const history of histories)
        for await (const rows of eachRows(tx, sealedRows(history), [], { atOnce }))
          for (const row of rows) lookAt({ history, row, vault, batches, last, now }, findings);
      return sealed;
    },
  };
}

/** The hashes of a batch, in order, are those that its event covers. */
async function checkBatches(tx: Transaction, batches: ReadonlyMap<number, Batch>, findings: Findings): Promise<number> {
  const found = new Map<number, { count: number; digest: Hash }>();
  let sealed = 0;
  for await (const rows of eachRows(tx, sealedHashes, [], { atOnce }))
    for (const { batch, hash } of rows) {
      const so = found.get(batch) ?? { count: 0, digest: createHash('sha256') };
      so.digest.update(hash);
      so.count += 1;
      found.set(batch, so);
      sealed += 1;
    }
  for (const [number, { count, sha256 }] of batches) {
    const so = found.get(number);
    if (so?.count !== count || so.digest.digest('hex') !== sha256)
      findings.add(
        'batch-changed',
        `历史记录第 ${number} 批的封存内容被改动：应有 ${count} 条，现有 ${so?.count ?? 0} 条或内容不同。`,
      );
  }
  for (const number of found.keys())
    if (!batches.has(number)) findings.add('batch-changed', `历史记录第 ${number} 批没有对应的操作日志：不是平台封存的。`);
  return sealed;
}

interface Look {
  readonly history: History;
  readonly row: JoinedRow;
  readonly vault: Vault;
  readonly batches: ReadonlyMap<number, Batch>;
  /** When the last batch was made. */
  readonly last: number;
  readonly now: Date;
}
function lookAt({ history, row, vault, batches, last, now }: Look, findings: Findings): void {
  const { batch, sealedKey, rowKey, hash } = row;
  const where = `${history.word} ${history.kind}:${rowKey ?? sealedKey}`;
  const at = Date.parse(String(row.at));
  if (rowKey === null) findings.add('history-lost', `${where} 已丢失：第 ${batch} 批封存了它，现在没有。`);
  else if (sealedKey === null || batch === null) {
    if (at < last - latestHours * hour)
      findings.add('history-inserted', `${where} 是事后插入的：所写时间 ${row.at} 早已封存完毕，其中没有它。`);
    else if (at < now.getTime() - 10 * minute)
      findings.add('unsealed', `${where}（${row.at}）超过十分钟仍未封存：封存已停止，或时间被改早。`);
  } else if (rowHash(canonicalRow(history, row, vault)).toString('hex') !== hash)
    findings.add('history-changed', `${where} 被改动：内容与第 ${batch} 批封存时不同。`);
  else if (at < (batches.get(batch)?.notBefore ?? 0))
    findings.add('history-backdated', `${where} 所写时间 ${row.at} 早于它被封存前 ${latestHours} 小时以上：事后补写。`);
}
