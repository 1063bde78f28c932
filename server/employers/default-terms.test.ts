import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, makeAccount } from '#server/testing/platform.ts';
import { startEmployers, type TestEmployers } from './testing/employers.ts';

let on: TestEmployers;
before(async () => {
  on = await startEmployers();
});
after(() => on.stop());

const path = '/api/employer/default-terms';
const agreement = {
  jobTitle: '海图数据工程师',
  probation: '3个月',
  archiveType: '2',
  archiveReceiverName: '厦门市演示人才服务中心',
};
const defaultsOf = async (cookie: string) => (await on.ask('GET', '/api/employer/invitation-defaults', cookie)).json();

describe('default terms', () => {
  test('are saved, read back, and begin an invitation, under the certified data', async () => {
    const { cookie, name, uscc } = await on.qualified();
    assert.deepEqual((await on.ask('GET', path, cookie)).json(), { version: 0, validityDays: 3, agreement: {}, updatedAt: null });
    const answer = await on.ask('PUT', path, cookie, { version: 0, validityDays: 10, agreement });
    assert.deepEqual([answer.json().version, answer.json().agreement], [1, agreement], answer.body);
    const defaults = await defaultsOf(cookie);
    assert.equal(defaults.validityDays, 10);
    const { jobTitle, employerName, contactName } = defaults.agreement;
    assert.deepEqual([jobTitle, employerName, defaults.agreement.uscc, contactName], ['海图数据工程师', name, uscc, '吴经理']);
  });

  test('may name a contact of their own', async () => {
    const { cookie } = await on.qualified();
    const contact = { contactName: '苏䶮', contactMobile: '13900990077' };
    await on.ask('PUT', path, cookie, { version: 0, validityDays: 3, agreement: contact });
    const defaults = await defaultsOf(cookie);
    assert.deepEqual([defaults.agreement.contactName, defaults.agreement.contactMobile], ['苏䶮', '13900990077']);
  });

  test('are checked field by field, but none is required', async () => {
    const { cookie } = await on.qualified();
    const faulty = await on.ask('PUT', path, cookie, {
      version: 0,
      validityDays: 31,
      agreement: { contactMobile: '123', reportDeadline: '明天', archiveType: '99' },
    });
    assert.deepEqual(Object.keys(faulty.json().fields).toSorted(), [
      'agreement.archiveType',
      'agreement.contactMobile',
      'agreement.reportDeadline',
      'validityDays',
    ]);
  });

  test('of two who save at once the second is told; sent again, the first is saved once', async () => {
    const { cookie } = await on.qualified();
    const key = randomUUID();
    const body = { version: 0, validityDays: 3, agreement };
    const answers = await Promise.all([1, 2, 3].map(() => on.ask('PUT', path, cookie, body, key)));
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200, 200],
    );
    const late = await on.ask('PUT', path, cookie, { ...body, validityDays: 5 });
    assert.equal(late.json().code, 'changed-meanwhile');
    assert.equal((await on.ask('PUT', path, cookie, { ...body, version: 1 })).json().version, 2);
    const missing = await on.ask('PUT', path, (await on.qualified()).cookie, { ...body, version: 4 });
    assert.equal(missing.json().code, 'changed-meanwhile');
  });

  test("are the administrator's to change and the staff's to read, sealed at rest", async () => {
    const { cookie, id } = await on.qualified();
    await on.ask('PUT', path, cookie, { version: 0, validityDays: 3, agreement });
    const accountId = await makeAccount(on.platform, { kind: 'employerStaff', login: on.newPhone(), employerId: id });
    const staff = await cookieOf(on.platform, { kind: 'employerStaff', accountId });
    assert.equal((await on.ask('GET', path, staff)).json().agreement.jobTitle, '海图数据工程师');
    assert.equal((await on.ask('PUT', path, staff, { version: 1, validityDays: 3, agreement })).statusCode, 403);
    const kept = await on.platform.database.query(unnamed<{ text: string }>('select t::text as text from employer_terms t'));
    assert.ok(kept.every(({ text }) => !text.includes('海图')));
  });
});
