import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Job } from './job-queries.ts';
import { outcomeWords, percentOf, progressWords } from './job-words.ts';

const job: Job = {
  ...{
    id: 1,
    kind: 'cases.batch',
    title: '批量审核通过 · 线上签约',
    startedBy: '罗老师',
    state: 'running',
    stateLabel: '进行中',
  },
  ...{ total: 1034, done: 120, failures: 0, why: null, result: null, resultGone: false, hasCases: true },
  ...{ createdAt: '2027-03-10T02:00:00.000Z', finishedAt: null },
};

test('how far: with both numbers, or with the one that is known', () => {
  assert.equal(progressWords(job), '已处理 120 / 1,034 条');
  assert.equal(progressWords({ ...job, total: null, kind: 'cases.export' }), '已处理 120 行');
  assert.equal(progressWords({ ...job, state: 'waiting', done: 0 }), '排队中，请稍候');
  assert.deepEqual([percentOf(job), percentOf({ done: 3, total: null }), percentOf({ done: 9, total: 8 })], [11, undefined, 100]);
});

test('what came of it: what failed and what was left is never passed over', () => {
  assert.equal(outcomeWords({ ...job, state: 'done', done: 1034 }), '成功 1,034 条');
  assert.equal(outcomeWords({ ...job, state: 'done', done: 1034, failures: 34 }), '成功 1,000 条，未办理 34 条');
  assert.equal(outcomeWords({ ...job, state: 'stopped', failures: 20 }), '成功 100 条，未办理 20 条，还有 914 条没有处理');
  assert.equal(outcomeWords({ ...job, kind: 'cases.export', state: 'done', done: 5012, total: 5012 }), '共 5,012 行');
  assert.equal(
    outcomeWords({ ...job, kind: 'cases.agreements', state: 'done', done: 8, total: 8, failures: 2 }),
    '成功 6 份，没有协议书 2 份',
  );
  const forms = { ...job, kind: 'verification.form-file', state: 'done' } as const;
  assert.equal(outcomeWords({ ...forms, done: 3, total: 3, failures: 1 }), '成功 2 份，因含有无法印出的字未放入文件 1 份');
  assert.match(outcomeWords({ ...forms, done: 1, total: 1, failures: 1 }), /^没有生成文件：1 份登记信息表都含有无法印出的字/);
  assert.match(outcomeWords({ ...forms, done: 0, total: 0 }), /^没有生成文件：转递编号已失效/);
  const codes = { ...job, kind: 'verification.generate-codes' } as const;
  assert.equal(outcomeWords({ ...codes, state: 'done', done: 1034 }), '已核对 1,034 人');
});
