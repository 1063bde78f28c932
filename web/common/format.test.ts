import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exactTime, fileSize, timeAgo, timeLeft, timeWaited } from './format.ts';

const now = new Date('2027-01-10T12:00:00Z');

test('a deadline reads in Beijing time, with what remains', () => {
  assert.equal(exactTime('2027-01-12T16:00:00.000Z'), '2027年1月13日 00:00');
  assert.equal(timeLeft('2027-01-12T16:00:00.000Z', now), '还剩 2 天 4 小时');
  assert.equal(timeLeft('2027-01-10T12:00:00.000Z', now), '已截止');
});

test('the past reads by its distance, and by its day once it is far', () => {
  for (const [iso, words] of [
    ['2027-01-10T12:00:30Z', '刚刚'],
    ['2027-01-10T11:59:30Z', '刚刚'],
    ['2027-01-10T11:01:00Z', '59 分钟前'],
    ['2027-01-09T13:00:00Z', '23 小时前'],
    ['2026-12-12T12:00:00Z', '29 天前'],
    ['2026-12-11T12:00:00Z', '2026年12月11日'],
  ] as const)
    assert.equal(timeAgo(iso, now), words);
});

test('waiting is counted from an hour on', () => {
  assert.equal(timeWaited('2027-01-10T11:30:00Z', now), '');
  assert.equal(timeWaited('2027-01-10T09:30:00Z', now), '已等 2 小时');
  assert.equal(timeWaited('2027-01-07T11:00:00Z', now), '已等 3 天');
});

test('file sizes', () => {
  assert.equal(fileSize(200), '1 KB');
  assert.equal(fileSize(1_258_291), '1.2 MB');
});
