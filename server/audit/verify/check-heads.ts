/** The heads by themselves: those in the file are signed by us and without gaps, and the database has the same. */

import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Statements } from '#server/platform/statements/statements.ts';
import { type Head, readHead } from '../tree/head.ts';
import type { Findings } from './finding.ts';

const heads = statement<{ number: number; size: number; root: string; settled: number; at: Date; signed: string }>(
  'audit.heads_to_verify',
  `select number, size, encode(root, 'hex') as root, settled, at, signed from audit_head where number > $1 order by number limit 1000`,
);

/** The heads of the file that hold, in order. Whatever is wrong with the others, or beside them, is found. */
export async function checkHeads(
  database: Queryable,
  statements: Statements,
  lines: readonly string[],
  findings: Findings,
): Promise<Head[]> {
  const held = await readFile(statements, lines, findings);
  const signedBy = new Map(held.map(({ head, signed }) => [head.number, signed]));
  const kept = new Set<number>();
  for (let after = 0; ; ) {
    const rows = await database.query(heads, [after]);
    const last = rows.at(-1);
    if (!last) break;
    for (const { signed, number, ...row } of rows) {
      kept.add(number);
      const inFile = signedBy.get(number);
      if (inFile === undefined)
        findings.add('head-missing', `树头文件中没有第 ${number} 个树头，数据库中有：文件被删改，或尚未写完。`);
      else if (inFile !== signed) findings.add('head-changed', `第 ${number} 个树头在数据库中与在文件中不同。`);
      const says = await readHead(statements, signed);
      if (
        says &&
        (says.size !== row.size || says.root !== row.root || says.settled !== row.settled || says.at !== row.at.toISOString())
      )
        findings.add('head-changed', `数据库中第 ${number} 个树头的数值与它的签名不符。`);
    }
    after = last.number;
  }
  for (const number of signedBy.keys())
    if (!kept.has(number))
      findings.add('head-missing', `数据库中没有第 ${number} 个树头，文件中有：数据库被删改，或从较早的备份恢复。`);
  return held.map(({ head }) => head);
}

interface Held {
  readonly head: Head;
  readonly signed: string;
}
async function readFile(statements: Statements, lines: readonly string[], findings: Findings): Promise<Held[]> {
  const held: Held[] = [];
  for (const [at, signed] of lines.entries()) {
    const head = await readHead(statements, signed);
    const before = held.at(-1)?.head;
    const due = (before?.number ?? 0) + 1;
    if (!head)
      findings.add('head-forged', `树头文件第 ${at + 1} 行不是本平台签名的树头：伪造、损坏，或签名密钥不在 STATEMENT_KEYS 中。`);
    else if (head.number < due || (before && (head.size < before.size || head.settled < before.settled)))
      findings.add('head-forged', `树头文件第 ${at + 1} 行（第 ${head.number} 个树头）不在它的次序上。`);
    else {
      if (head.number > due)
        findings.add(
          'head-missing',
          `树头文件中缺少第 ${due}${head.number - 1 > due ? ` 至第 ${head.number - 1}` : ''} 个树头。`,
        );
      held.push({ head, signed });
    }
  }
  return held;
}
