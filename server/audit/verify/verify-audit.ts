/** The whole audit against its heads: every leaf made anew from its row, every head from the leaves. Reads only. */
import type { Vault } from '#server/platform/base/crypto.ts';
import { eachRows } from '#server/platform/postgres/cursor.ts';
import { type Database, statement, type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import type { Statements } from '#server/platform/statements/statements.ts';
import { type CanonicalEvent, eventColumns, leafOf } from '../tree/canonical-event.ts';
import type { Head } from '../tree/head.ts';
import { edgeOf } from '../tree/merkle.ts';
import { keptLevels } from '../tree/seal-audit.ts';
import { checkHeads } from './check-heads.ts';
import { checkHistories } from './check-histories.ts';
import { checkHistory } from './check-history.ts';
import { checkWitnessed } from './check-witnessed.ts';
import { diagnose, type Suspect } from './diagnose.ts';
import { collectFindings, type Finding, type Findings } from './finding.ts';

export interface Verifying {
  readonly statements: Statements;
  readonly vault: Vault;
  /** The lines of the file of heads. */
  readonly heads: readonly string[];
  /** The lines of the file of what witnesses have answered. */
  readonly witnessed?: readonly string[];
  readonly now: Date;
}
export interface Report {
  readonly findings: readonly Finding[];
  readonly count: number;
  /** Events in the tree, heads that hold, proofs of witnesses that hold, steps of cases, rows of other histories, events that wait for the next head. */
  readonly size: number;
  readonly heads: number;
  readonly witnessed: number;
  readonly steps: number;
  readonly rows: number;
  readonly waiting: number;
}

interface Leaf extends Omit<CanonicalEvent, 'id'> {
  readonly index: number;
  readonly eventId: number;
  readonly hash: Buffer;
  /** Null: the event is gone. */
  readonly id: number | null;
}
const leaves = unnamed<Leaf>(
  `select l.index, l.event_id, l.hash, ${eventColumns} from audit_leaf l left join audit_event e on e.id = l.event_id order by l.index`,
);
const loose = unnamed<CanonicalEvent>(
  `select ${eventColumns} from audit_event e where not exists (select from audit_leaf l where l.event_id = e.id) order by e.id`,
);
const schoolIds = statement<{ id: number }>('audit.school_ids', 'select id from school order by id');
const keptNodes = unnamed<{ level: number; index: number; hash: Buffer }>('select level, index, hash from audit_node');
const steady = unnamed('set transaction isolation level repeatable read, read only');

const hour = 3_600_000;
const minute = 60_000;
const suspectsKept = 1_000;
const atOnce = 2_000;

/** Of one moment: what is written meanwhile is not seen. */
export const verifyAudit = (database: Database, verifying: Verifying): Promise<Report> =>
  database.transaction(async tx => {
    await tx.execute(steady);
    return verifyWithin(tx, verifying);
  });

export async function verifyWithin(
  tx: Transaction,
  { statements, vault, heads: lines, witnessed = [], now }: Verifying,
): Promise<Report> {
  const findings = collectFindings();
  const heads = await checkHeads(tx, statements, lines, findings);
  const seen = checkWitnessed(witnessed, lines, findings);
  const history = checkHistory(tx, vault, findings);
  const others = checkHistories(vault, findings);
  const tree = checkTree(heads, findings);
  for await (const rows of eachRows(tx, leaves, [], { atOnce })) {
    for (const row of rows) {
      if (isThere(row)) others.look(row, tree.before());
      tree.look(row);
    }
    await history.look(rows.flatMap(row => (isThere(row) ? [row] : [])));
  }
  await tree.end(tx);
  let waiting = 0;
  for await (const rows of eachRows(tx, loose, [], { atOnce })) {
    for (const row of rows) {
      others.look(row, heads.at(-1));
      waiting += lookAtLoose(row, heads, now, findings);
    }
    await history.look(rows);
  }
  const steps = await history.end();
  const sealedRows = await others.end(tx, now);
  const { count } = findings;
  return {
    findings: findings.told(),
    count,
    size: tree.size(),
    heads: heads.length,
    witnessed: seen,
    steps,
    rows: sealedRows,
    waiting,
  };
}

const isThere = (leaf: Leaf): leaf is Leaf & CanonicalEvent => leaf.id !== null;

function checkTree(heads: readonly Head[], findings: Findings) {
  const nodes = new Map<string, Buffer>();
  const edge = edgeOf(0, Buffer.alloc(0), (level, index, hash) => {
    if (level > 0 && level % keptLevels === 0) nodes.set(`${level} ${index}`, hash);
  });
  const suspects: Suspect[] = [];
  let nth = 0;
  let isBroken = false;
  /** The heads are signed: once a root differs, it is the leaves that were changed, and all later roots differ too. */
  const compare = (): void => {
    for (let head = heads[nth]; head && head.size <= edge.size; head = heads[++nth]) {
      if (isBroken || head.root === edge.root().toString('hex')) continue;
      isBroken = true;
      const from = heads[nth - 1]?.size ?? 0;
      findings.add(
        'leaves-changed',
        `第 ${from + 1} 条至第 ${head.size} 条的封存内容被改动：算出的树根与第 ${head.number} 个树头不符。`,
      );
    }
  };
  const lookAtRow = (leaf: Leaf): void => {
    const { index, eventId, hash } = leaf;
    if (!isThere(leaf)) {
      findings.add('lost', `第 ${index + 1} 条（编号 ${eventId}）已丢失：树中有，操作日志中没有。`);
      return;
    }
    const before = heads[nth - 1];
    if (!leafOf(leaf).equals(hash)) {
      const suspect = { index, leaf: hash, row: leaf, sealedBy: heads[nth], before };
      if (suspects.length < suspectsKept) suspects.push(suspect);
      else findings.add('changed', `第 ${index + 1} 条（编号 ${eventId}）被改动：内容与封存时不同。`);
    } else if (before && Date.parse(leaf.at) < Date.parse(before.at) - hour)
      findings.add(
        'backdated',
        `第 ${index + 1} 条（编号 ${eventId}）所写时间 ${leaf.at} 早于它前一个树头（${before.at}）一小时以上：事后补写。`,
      );
  };
  return {
    size: () => edge.size,
    /** The head before the leaf that comes next. */
    before: () => heads[nth - 1],
    look(leaf: Leaf): void {
      if (leaf.index !== edge.size && !isBroken) {
        isBroken = true;
        findings.add('leaves-lost', `第 ${edge.size + 1} 条在树中的位置缺失：封存内容被删除。`);
      }
      lookAtRow(leaf);
      edge.append(leaf.hash);
      compare();
    },
    async end(tx: Transaction): Promise<void> {
      const last = heads.at(-1);
      if (last && last.size > edge.size)
        findings.add(
          'leaves-lost',
          `树头文件记有 ${last.size} 条，数据库中只有 ${edge.size} 条：末尾被删除，或从较早的备份恢复。`,
        );
      if (edge.size > (last?.size ?? 0)) findings.add('leaves-changed', `第 ${(last?.size ?? 0) + 1} 条之后的封存内容没有树头。`);
      diagnose(suspects, [null, ...(await tx.query(schoolIds)).map(({ id }) => id)], findings);
      if (isBroken) return;
      const kept = await tx.query(keptNodes);
      const isSame =
        kept.length === nodes.size && kept.every(({ level, index, hash }) => nodes.get(`${level} ${index}`)?.equals(hash));
      if (!isSame) findings.add('nodes-changed', '用于出具证明的中间节点被改动：算出的与保存的不同。');
    },
  };
}

/** Answers 1 for an event that waits for the next head. */
function lookAtLoose(row: CanonicalEvent, heads: readonly Head[], now: Date, findings: Findings): number {
  const last = heads.at(-1);
  if (last && row.id <= last.settled) {
    findings.add('inserted', `编号 ${row.id} 的记录是事后插入的：编号 ${last.settled} 及以前早已封存完毕，其中没有它。`);
    return 0;
  }
  if (Date.parse(row.at) < now.getTime() - 10 * minute)
    findings.add('unsealed', `编号 ${row.id} 的记录（${row.at}）超过十分钟仍未封存：封存已停止，或时间被改早。`);
  return 1;
}
