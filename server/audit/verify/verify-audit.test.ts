import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import { createStatements, freshStatementKeys } from '#server/platform/statements/statements.ts';
import { type AuditLog, startAuditLog } from '../testing/audit-log.ts';
import { tamperAtRandom } from '../testing/tamperings.ts';
import { signHead } from '../tree/head.ts';

let on: AuditLog;
before(async () => {
  on = await startAuditLog();
  await on.fill(6, 17);
  await on.skipId();
  await on.fill(3, 12);
});
after(() => on.stop());

const sql = (tx: Transaction, text: string, ...values: unknown[]) => tx.execute(unnamed(text), values);
/** Tampering with the database alone. */
const inDatabase = (text: string) => async (tx: Transaction, lines: readonly string[]) => {
  await sql(tx, text);
  return lines;
};
const finds = async (tamper: Parameters<AuditLog['whatIsFound']>[0], ours: RegExp, theirs: RegExp) => {
  const found = await on.whatIsFound(tamper);
  assert.match(found.ours.join('\n'), ours);
  assert.match(found.theirs, theirs);
  assert.equal(found.status, 1, found.theirs);
};

test('an untouched log is in order for both', async () => {
  const found = await on.whatIsFound(async (_, lines) => lines);
  assert.deepEqual([found.ours, found.status], [[], 0], found.theirs);
  assert.match(found.theirs, /^OK, 138 rows, 9 heads/);
  const { size, heads, steps, waiting } = await on.verify();
  assert.deepEqual([size, heads, steps, waiting], [138, 9, 46, 0]);
});

describe('found by both', () => {
  test('rows that were changed, each in another column', () =>
    finds(
      async (tx, lines) => {
        for (const [nth, column] of ['actor', 'action', 'object', 'address_prefix'].entries())
          await sql(tx, `update audit_event set ${column} = 'account:99' where id = ${20 + nth}`);
        await sql(tx, `update audit_event set detail_sealed = '\\x00' where id = 5`);
        await sql(tx, `update audit_event set history_hash = sha256('x') where id = 10`);
        return lines;
      },
      /^changed: 第 5 条[\s\S]*第 10 条[\s\S]*第 20 条（编号 20）[\s\S]*第 21 条[\s\S]*第 22 条[\s\S]*第 23 条/m,
      /row 4 .*changed[\s\S]*row 9 [\s\S]*row 19 [\s\S]*row 20 [\s\S]*row 21 [\s\S]*row 22 /,
    ));
  test('a row that is lost', () =>
    finds(inDatabase('delete from audit_event where id = 31'), /^lost: 第 31 条（编号 31）已丢失/m, /row 30 \(id 31\): lost/));
  test('a row that was moved to another school', () =>
    finds(
      inDatabase('update audit_event set school_id = 3 where id = 2'),
      /^moved: 第 2 条（编号 2）被移到了别处：封存时属于学校 2，现在属于学校 3/m,
      /row 1 .*changed/,
    ));
  test('a row that was taken from the platform’s own', () =>
    finds(inDatabase('update audit_event set school_id = 1 where id = 8'), /封存时属于平台，现在属于学校 1/, /row 7 .*changed/));
  test('rows whose order was changed', () =>
    finds(
      inDatabase(`update audit_event e set (at, school_id, actor, action, object, address_prefix, detail_sealed, history_seq, history_hash)
        = (select at, school_id, actor, action, object, address_prefix, detail_sealed, history_seq, history_hash
           from audit_event o where o.id = 9 - e.id) where id in (3, 6)`),
      /^moved: 第 3 条（编号 3）的次序被改动：现在的内容是第 6 条封存时的内容/m,
      /row 2 .*changed/,
    ));
  test('rows that changed places in the tree', () =>
    finds(
      async (tx, lines) => {
        await sql(tx, 'alter table audit_leaf drop constraint audit_leaf_event');
        await sql(tx, 'update audit_leaf set event_id = 25 - event_id where event_id in (10, 15)');
        return lines;
      },
      /^moved: 第 10 条（编号 15）的次序被改动/m,
      /row 9 \(id 15\):.* moved, its content was sealed as row 14/,
    ));
  test('a row that was back-dated, with the moment that it had', async () => {
    const { at } = await on.owner.one(unnamed<{ at: Date }>('select at from audit_event where id = 70'));
    await finds(
      inDatabase(`update audit_event set at = at - interval '3 days' where id = 70`),
      new RegExp(
        `^backdated: 第 70 条（编号 70）的时间被改早：封存时为 ${at.toISOString().replace('Z', '000Z')}，现在为 2027-03-07`,
        'm',
      ),
      /row 69 \(id 70\): back-dated, changed/,
    );
  });
  test('a row that was put in afterwards, under an id of the past', () =>
    finds(
      inDatabase(`insert into audit_event (id, at, school_id, actor, action, object) overriding system value
        select 103, at, 1, 'account:1', 'sign-in', 'session:1' from audit_event where id = 102`),
      /^inserted: 编号 103 的记录是事后插入的/m,
      /row id 103: inserted afterwards/,
    ));
  test('a row that was changed together with its leaf', () =>
    finds(
      async (tx, lines) => {
        await sql(tx, `update audit_event set actor = 'account:99' where id = 20`);
        await sql(tx, `update audit_leaf set hash = sha256('anything') where event_id = 20`);
        return lines;
      },
      /^leaves-changed: 第 18 条至第 34 条的封存内容被改动：算出的树根与第 2 个树头不符/m,
      /leaves 17 to 33: changed/,
    ));
  test('rows that were taken out of the tree, in the middle and at the end', async () => {
    await finds(inDatabase('delete from audit_leaf where event_id = 40'), /^leaves-lost: 第 40 条/m, /leaf 39: lost/);
    await finds(
      inDatabase('delete from audit_leaf where index > 130'),
      /^leaves-lost: 树头文件记有 138 条，数据库中只有 131 条/m,
      /leaves from 131: lost/,
    );
  });
  test('a step of a case that was changed, lost, put in, moved', async () => {
    const where = 'where school_id = 1 and case_id = 100 and seq = 4';
    await finds(
      inDatabase(`update case_history set actor_name = '别人' ${where}`),
      /^history-changed: 办理记录 case:1-100 第 4 步/m,
      /case:1-100 step 4: changed in the history/,
    );
    await finds(inDatabase(`delete from case_history ${where}`), /^history-lost: 办理记录 case:1-100 第 4 步/m, /step 4: lost/);
    await finds(
      inDatabase(`insert into case_history (school_id, case_id, seq, at, action, by_role, levels, to_state, version)
        select school_id, case_id, 99, at, action, by_role, levels, to_state, 99 from case_history ${where}`),
      /^history-inserted: 办理记录 case:1-100 第 99 步没有对应的操作日志/m,
      /school 1: 1 steps of the history without a row/,
    );
    await finds(
      inDatabase(`update case_history set school_id = 2 ${where}`),
      /^history-lost: [\s\S]*^history-inserted: 办理记录 case:2-100 第 4 步/m,
      /case:1-100 step 4: lost[\s\S]*school 2: 1 steps/,
    );
  });
});

describe('heads', () => {
  const withLines =
    (change: (lines: readonly string[]) => readonly string[] | Promise<readonly string[]>) =>
    async (_: unknown, lines: readonly string[]) =>
      change(lines);
  test('that are missing in the file', async () => {
    await finds(
      withLines(lines => lines.toSpliced(3, 2)),
      /^head-missing: 树头文件中缺少第 4 至第 5 个树头/m,
      /head 6: heads before it are missing/,
    );
    await finds(
      withLines(lines => lines.slice(0, -1)),
      /^head-missing: 树头文件中没有第 9 个树头，数据库中有/m,
      /head 9: in the database, not in the file/,
    );
    await finds(
      withLines(() => []),
      /树头文件中没有第 1 个树头/,
      /head 1: in the database, not in the file/,
    );
  });
  test('that are forged, changed, or out of order', async () => {
    const stranger = createStatements(freshStatementKeys());
    const forged = await signHead(stranger, {
      at: '2027-03-10T02:09:00.000Z',
      number: 9,
      origin: '',
      root: 'ab'.repeat(32),
      settled: 1,
      size: 1,
    });
    await finds(
      withLines(lines => lines.with(8, forged)),
      /^head-forged: 树头文件第 9 行不是本平台签名的树头/m,
      /head 9: forged/,
    );
    await finds(
      withLines(lines => lines.with(4, `${lines[4]}`.replace('.', '.A'))),
      /^head-forged: 树头文件第 5 行/m,
      /head 5: forged/,
    );
    await finds(
      withLines(lines => lines.with(4, lines[5] ?? '').with(5, lines[4] ?? '')),
      /^head-forged: 树头文件第 6 行/m,
      /head 5/,
    );
  });
  test('that differ in the database, or are gone there', async () => {
    await finds(
      inDatabase(`update audit_head set signed = 'x' where number = 4`),
      /^head-changed: 第 4 个树头/m,
      /head \?: in the database/,
    );
    await finds(
      inDatabase('delete from audit_head where number = 9'),
      /^head-missing: 数据库中没有第 9 个树头/m,
      /head 9: in the file, not in/,
    );
    const { ours } = await on.whatIsFound(inDatabase('update audit_head set size = size - 1 where number = 9'));
    assert.match(ours.join('\n'), /^head-changed: 数据库中第 9 个树头的数值与它的签名不符/m);
  });
  test('nodes that proofs are made of', async () => {
    const { ours } = await on.whatIsFound(inDatabase(`insert into audit_node values (8, 0, sha256('x'))`));
    assert.match(ours.join('\n'), /^nodes-changed: /m);
  });
});

test('random tamperings are found by both (1,000 of them: npm run bench -- audit)', async () => {
  const { missed } = await tamperAtRandom(on, 20270310, 24);
  assert.deepEqual(missed, []);
});

test('a log that was emptied is told in a few lines', async () => {
  const { ours } = await on.whatIsFound(inDatabase('delete from audit_event'));
  assert.match(ours.join('\n'), /同类问题另有 88 处/);
});
