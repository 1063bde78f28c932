import assert from 'node:assert/strict';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { type AuditLog, startAuditLog } from '../testing/audit-log.ts';
import { bringUpToDate, sealAudit } from './seal-audit.ts';

let on: AuditLog;
before(async () => {
  on = await startAuditLog();
});
after(() => on.stop());

const leaves = unnamed<{ eventId: number }>('select event_id from audit_leaf order by index');
const inTree = async () => (await on.database.query(leaves)).map(({ eventId }) => eventId);

test('a row that is committed after a later one is sealed after it, and not lost', async () => {
  let release = () => {};
  const held = new Promise<void>(resolve => {
    release = resolve;
  });
  let begun = () => {};
  const hasBegun = new Promise<void>(resolve => {
    begun = resolve;
  });
  const insert = unnamed(`insert into audit_event (at, actor, action, object) values ($1, 'system', 'sign-in', 'session:1')`);
  const slow = on.database.transaction(async tx => {
    await tx.execute(insert, [on.clock.now()]);
    begun();
    await held;
  });
  await hasBegun;
  await on.write(3);
  const impatient = { tries: 0, milliseconds: 1 };
  const first = await sealAudit(on.sealing, impatient);
  assert.deepEqual([await inTree(), first?.settled], [[2, 3, 4], 0]);
  await on.write(1);
  await sealAudit(on.sealing, impatient);
  release();
  await slow;
  const last = await on.seal();
  assert.deepEqual([await inTree(), last?.settled, last?.number], [[2, 3, 4, 5, 1], 5, 3]);
  assert.equal(await on.seal(), undefined);
  assert.deepEqual((await on.verify()).findings, []);
});

test('heads that could not be written down are added, a torn one is completed', async () => {
  const whole = await readFile(on.heads.path, 'utf8');
  const [first = ''] = whole.split('\n');
  await writeFile(on.heads.path, `${first}\n${whole.slice(first.length + 1, first.length + 90)}`);
  await bringUpToDate(on.sealing);
  assert.equal(await readFile(on.heads.path, 'utf8'), whole);
});

test('nothing is sealed when file and database tell different stories', async () => {
  const whole = await readFile(on.heads.path, 'utf8');
  await on.write(1);
  await appendFile(on.heads.path, 'eyJ');
  await assert.rejects(on.seal(), /ends with what is no head/);
  await writeFile(
    on.heads.path,
    whole.replace(/.(?=\n$)/, last => (last === 'A' ? 'Q' : 'A')),
  );
  await assert.rejects(on.seal(), /not signed by us/);
  await writeFile(on.heads.path, whole);
  const gone = unnamed('delete from audit_head where number = 3');
  await assert.rejects(on.database.execute(gone), /permission denied/);
  await on.owner.execute(gone);
  await assert.rejects(on.seal(), /head 3 in the file of the audit is not the database's/);
});

test('a row that is written today and says to be of last week is found, though it was sealed', async () => {
  const other = await startAuditLog();
  try {
    await other.fill(2, 4);
    const late = unnamed(
      `insert into audit_event (at, school_id, actor, action, object) values ($1, 1, 'account:1', 'case-moved', 'case:1-1')`,
    );
    await other.database.execute(late, [new Date(other.clock.now().getTime() - 7 * 86_400_000)]);
    await other.seal();
    const { findings } = await other.verify();
    assert.match(findings[0]?.sentence ?? '', /^第 9 条（编号 9）所写时间 2027-03-03.* 早于它前一个树头.*事后补写/);
    const found = await other.whatIsFound(async (_, lines) => lines);
    assert.match(found.theirs, /row 8 \(id 9\): back-dated/);
  } finally {
    await other.stop();
  }
});
