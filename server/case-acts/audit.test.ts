import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { expireOverdue } from '#server/case-effects/expire-case.ts';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
before(async () => {
  on = await startCases();
});
after(() => on.stop());

interface Row {
  readonly at: Date;
  readonly schoolId: number;
  readonly actor: string;
  readonly action: string;
  readonly addressPrefix: string | null;
  readonly detailSealed: Buffer;
}
const audited = (ref: string) =>
  on.database.query(
    unnamed<Row>(
      `select at, school_id, actor, action, address_prefix, detail_sealed from audit_event where object = $1 order by id`,
    ),
    [`case:${ref}`],
  );

// OWASP ASVS 5.0, 16.3: who, from where, what, on what.
test('every step of a case is a row of the audit: who, from where, what it led to; refused ones leave none', async () => {
  const [employer, who] = [await on.makeEmployer(), await on.graduate()];
  const [department, school] = [await on.makeStaff('department'), await on.makeStaff('school')];
  const ref = await on.invited(employer, who);
  await on.act(who, ref, 'accept', { agreed: true, proof: { method: 'name', name: '错名' } });
  await on.act(who, ref, 'accept', on.consent(who));
  await on.act(school, ref, 'approve');
  await on.act(department, ref, 'approve');
  await on.act(school, ref, 'approve');
  const rows = await audited(ref);
  assert.deepEqual(
    rows.map(({ actor, addressPrefix, detailSealed }) => [actor, addressPrefix, on.vault.openJson(detailSealed)]),
    [
      [`account:${employer.accountId}`, '127.0.0', { action: 'invite', to: 'invited', version: 1 }],
      [`person:${who.personId}`, '127.0.0', { action: 'accept', to: 'reviewing.department', version: 2 }],
      [`account:${department.accountId}`, '127.0.0', { action: 'approve', to: 'reviewing.school', version: 3 }],
      [`account:${school.accountId}`, '127.0.0', { action: 'approve', to: 'effective', version: 4 }],
    ],
  );
  for (const row of rows) assert.deepEqual([row.schoolId, row.action, row.at], [1, 'case-moved', on.clock.now()]);
});

test('the clock’s steps are the clock’s', async () => {
  const [employer, who] = [await on.makeEmployer(), await on.graduate()];
  const ref = await on.invited(employer, who);
  on.clock.set('2027-03-13T16:00:00Z');
  await expireOverdue(on.platform);
  assert.deepEqual((await audited(ref)).map(({ actor, addressPrefix }) => [actor, addressPrefix])[1], ['clock', null]);
});
