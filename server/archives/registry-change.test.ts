/** A record that was changed in the employment registry itself: it counts here, and is not sent back there. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import { type Graduate, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { lockAnyGraduate } from './store.ts';
import { writeRecord } from './write-record.ts';
import { writeRecords } from './write-records.ts';

const contents = {
  archive: {
    transferType: '2',
    receiverName: '厦门市演示人才服务中心',
    receiverRegionCode: '350203',
    receiverAddress: '演示路 1 号',
  },
  hukou: { transferType: '1', moveToRegionCode: '350203', moveToAddress: '㛃溪路 7 号' },
} as const;
const forms = {
  archive: {
    archiveType: '2',
    archiveReceiverName: '厦门市演示人才服务中心',
    archiveRegionCode: '350203',
    archiveAddress: '演示路 99 号',
    archivePostcode: '361000',
  },
  hukou: { hukouType: '1', hukouRegionCode: '350203', hukouAddress: '演示路 99 号' },
} as const;
const confirm = unnamed(`update graduate set confirmation = 'right' where id = $1`);
const confirmationOf = unnamed<{ confirmation: string }>('select confirmation from graduate where id = $1');
const reports = unnamed<{ count: number }>(
  `select count(*)::int as count from graphile_worker.jobs where task_identifier = 'archives.report'`,
);

let on: TestCases;
let flow: TestFlows;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
});
after(() => on.stop());

const one = async (kind: TransferKind, { schoolId, graduateId }: Graduate) => {
  const regions = await loadRegions(on.database);
  const written = { schoolId, graduateId, kind, content: contents[kind], source: 'registry' } as const;
  await on.database.transaction(async tx => {
    await tx.first(lockAnyGraduate, [schoolId, graduateId]);
    await writeRecord(tx, { vault: on.vault, regions }, { ...written, by: { role: 'system' }, now: on.clock.now() });
  });
};
const many = async (kind: TransferKind, { schoolId, graduateId }: Graduate) => {
  const regions = await loadRegions(on.database);
  const records = [{ graduateId, content: contents[kind] }];
  const written = { schoolId, kind, records, source: 'registry' } as const;
  await on.database.transaction(async tx => {
    await tx.first(lockAnyGraduate, [schoolId, graduateId]);
    await writeRecords(tx, { vault: on.vault, regions }, { ...written, by: { role: 'system' }, now: on.clock.now() });
  });
};

for (const kind of transferKinds)
  describe(kind, () => {
    for (const [how, write] of [
      ['one', one],
      ['one of many', many],
    ] as const)
      test(`${how}: is written with where it came from, undoes the confirmation, and is not reported back`, async () => {
        const who = await on.graduate({ hukouTransferred: true, name: '阿依古丽·㛃' });
        await on.database.execute(confirm, [who.graduateId]);
        await write(kind, who);
        assert.equal((await on.database.one(reports)).count, 0);
        await on.drain();
        assert.deepEqual(await on.registry.read(who), []);
        const { record } = flow.passed(await on.send(who, 'GET', `/api/graduate/archives/${kind}`)).json();
        assert.deepEqual([record.label, record.source], ['已登记', '就业管理系统']);
        assert.equal((await on.database.one(confirmationOf, [who.graduateId])).confirmation, 'unconfirmed');
        const { history } = flow
          .passed(await on.send(flow.school, 'GET', `/api/archives/${kind}/records/${who.graduateId}`))
          .json();
        assert.equal(history.length, 1);
      });

    test('what the school edits afterwards is reported, and newer than what the registry had', async () => {
      const who = await on.graduate({ hukouTransferred: true });
      await one(kind, who);
      const edit = { version: 1, form: forms[kind] };
      flow.passed(await on.send(flow.school, 'PUT', `/api/archives/${kind}/records/${who.graduateId}`, edit));
      await on.drain();
      const [part] = await on.registry.read(who);
      assert.deepEqual([part?.part, part?.source], [kind, 'platform']);
      assert.match(JSON.stringify(part?.content), /演示路 99 号/);
    });

    test('a registration that waits goes on as a modification', async () => {
      const who = await on.graduate({ hukouTransferred: true });
      const asked = { action: 'register', form: forms[kind] };
      flow.passed(await on.send(who, 'POST', `/api/graduate/archives/${kind}/requests`, asked));
      await one(kind, who);
      const { record, requests } = flow.passed(await on.send(who, 'GET', `/api/graduate/archives/${kind}`)).json();
      assert.deepEqual([record.label, record.tags, requests[0].action], ['已登记', ['修改审核中'], 'modify']);
    });
  });
