import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { messageLink } from './message-links.ts';
import { transferKinds } from './transfers/kinds.ts';

describe('where a message leads', () => {
  it('to the module that it is about', () => {
    assert.deepEqual(messageLink('archive', 'graduate'), { path: '/archives/archive', word: '查看档案信息' });
    for (const kind of transferKinds) assert.equal(messageLink(kind, 'graduate')?.path, `/archives/${kind}`);
  });

  it('to one of many, each reader to a page of their own', () => {
    const paths = (['graduate', 'employerStaff', 'department'] as const).map(kind => messageLink('case:12-34', kind)?.path);
    assert.deepEqual(paths, ['/cases/12-34', '/employer/cases/12-34', '/cases/12-34']);
  });

  it('to a cohort of its own, unless the reader is there', () => {
    for (const about of ['destinations', 'archive', 'hukou', 'confirmation', 'authorization', 'objection']) {
      const plain = messageLink(about, 'graduate')?.path;
      assert.equal(messageLink(`${about}:2027`, 'graduate', 2030)?.path, `${plain}?cohort=2027`);
      assert.equal(messageLink(`${about}:2027`, 'graduate', 2027)?.path, plain);
    }
  });

  it('nowhere, where the reader has no such page, or nobody knows any more what it was about', () => {
    assert.equal(messageLink('archive', 'department'), undefined);
    assert.equal(messageLink('constructor', 'graduate'), undefined);
    assert.equal(messageLink(null, 'graduate'), undefined);
  });
});
