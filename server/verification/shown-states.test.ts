import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { CodeEnd } from '#domain/verification/ends.ts';
import { formContent } from '#domain/verification/form.ts';
import type { CodePurpose } from '#domain/verification/purposes.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestPlatform, makeGraduate, makeSchool, type TestPlatform } from '#server/testing/platform.ts';
import { endCodes } from './end-codes.ts';
import { issueCodes } from './issue-codes.ts';

let platform: TestPlatform;
let graduateId = 0;
before(async () => {
  platform = await createTestPlatform();
  await makeSchool(platform.database);
  ({ graduateId } = await makeGraduate(platform.database, platform.vault));
});
after(() => platform.stop());

const basics = { name: '𬭎·㛃', gender: '2', originRegion: '350203', schoolName: '东海大学', majorName: '海洋科学' };
const contentOf = (kind: TransferKind) =>
  formContent(
    kind,
    { ...basics, educationLevel: '31', graduatesIn: '202706' },
    {
      destination: { destinationType: '10.01', employerName: '厦门第七座桥软件技术有限公司' },
      transfer: undefined,
    },
  );
const until = new Date('2027-03-12T16:00:00Z');
const issue = (purpose: CodePurpose, kinds: readonly TransferKind[]) =>
  platform.database.transaction(tx =>
    issueCodes(tx, platform.vault, {
      schoolId: 1,
      purpose,
      issues: kinds.map(kind => ({ graduateId, kind, content: contentOf(kind), expiresAt: until })),
      accountId: null,
      now: platform.clock.now(),
    }),
  );
const end = (reason: CodeEnd, purpose?: CodePurpose) =>
  platform.database.transaction(tx =>
    endCodes(tx, { schoolId: 1, graduateIds: [graduateId], reason, now: platform.clock.now(), ...(purpose ? { purpose } : {}) }),
  );
const shown = async () => {
  const row = await platform.database.one(
    unnamed<Record<string, string>>(
      `select archive_authorization_code as aa, hukou_authorization_code as ha, archive_transfer_code as at, hukou_transfer_code as ht,
         archive_transfer_until as until, archive_transfer_at as issued from graduate where id = $1`,
    ),
    [graduateId],
  );
  return row;
};
const states = async () => {
  const { aa, ha, at, ht } = await shown();
  return [aa, ha, at, ht];
};

test('the graduate’s row says of each kind and purpose how its last code is', async () => {
  assert.deepEqual(await states(), ['none', 'none', 'none', 'none']);
  await issue('authorization', ['archive', 'hukou']);
  await issue('transfer', ['archive']);
  assert.deepEqual(await states(), ['live', 'live', 'live', 'none']);
  const row = await shown();
  assert.deepEqual([row.until, row.issued], [until, platform.clock.now()]);
  assert.equal(await end('graduate', 'authorization'), 2);
  assert.deepEqual(await states(), ['ended', 'ended', 'live', 'none']);
  assert.equal(await end('changed'), 1);
  assert.deepEqual(await states(), ['ended', 'ended', 'ended', 'none']);
  assert.equal(await end('lapsed'), 0);
  await issue('transfer', ['hukou', 'archive']);
  assert.deepEqual(await states(), ['ended', 'ended', 'live', 'live']);
});

test('a code whose time was over has expired, whatever comes afterwards', async () => {
  platform.clock.advance(3 * 86_400_000);
  assert.equal(await end('lapsed'), 2);
  assert.deepEqual(await states(), ['ended', 'ended', 'expired', 'expired']);
});
