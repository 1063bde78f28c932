import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { addDays, beijingDay, formatBeijing, isDay, remaining, startOfBeijingDay } from './dates.ts';

describe('dates in Beijing', () => {
  it('changes the day at 16:00 UTC', () => {
    assert.equal(beijingDay(new Date('2027-01-08T15:59:59.999Z')), '2027-01-08');
    assert.equal(beijingDay(new Date('2027-01-08T16:00:00Z')), '2027-01-09');
  });

  it('finds the start of a day and refuses what is none', () => {
    assert.equal(startOfBeijingDay('2027-01-13').toISOString(), '2027-01-12T16:00:00.000Z');
    for (const wrong of ['2027-02-29', '2027-1-3', '2027-01-13T00:00', ''])
      assert.throws(() => startOfBeijingDay(wrong), RangeError);
  });

  it('knows the calendar', () => {
    for (const day of ['2028-02-29', '2000-02-29', '2027-12-31', '2027-01-01', '2027-04-30']) assert.ok(isDay(day), day);
    for (const day of [
      '2027-02-29',
      '1900-02-29',
      '2027-04-31',
      '2027-13-01',
      '2027-00-10',
      '2027-01-00',
      '0000-01-01',
      '27-01-01',
      '2027/01/01',
      ' 2027-01-01',
      '2027-01-011',
    ]) {
      assert.ok(!isDay(day), day);
    }
  });

  it('has the months that the platform has, in leap years and others', () => {
    for (const year of ['0001', '1900', '2000', '2026', '2027', '2028']) {
      for (let month = 1; month <= 12; month++) {
        assert.ok(!isDay(`${year}-${String(month).padStart(2, '0')}-32`));
        for (let day = 1; day <= 31; day++) {
          const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
          assert.equal(isDay(text), new Date(`${text}T00:00:00Z`).toISOString().startsWith(text), text);
        }
      }
    }
  });

  it('agrees with the platform about every day', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true }), instant => {
        const day = beijingDay(instant);
        assert.ok(isDay(day));
        const start = startOfBeijingDay(day).getTime();
        assert.ok(start <= instant.getTime() && instant.getTime() < start + 86_400_000);
        assert.equal(addDays(addDays(day, 45), -45), day);
      }),
    );
  });

  it('adds days over the ends of months and years', () => {
    assert.equal(addDays('2026-12-31', 1), '2027-01-01');
    assert.equal(addDays('2028-02-28', 1), '2028-02-29');
    assert.equal(addDays('2027-03-01', -1), '2027-02-28');
  });

  it('writes what the pages show', () => {
    const instant = new Date('2027-01-12T16:00:05Z');
    assert.equal(formatBeijing(instant, 'day'), '2027年1月13日');
    assert.equal(formatBeijing(instant, 'minute'), '2027年1月13日 00:00');
    assert.equal(formatBeijing(instant, 'second'), '2027年1月13日 00:00:05');
    assert.equal(formatBeijing(new Date('2027-11-30T02:09:00Z'), 'minute'), '2027年11月30日 10:09');
  });

  it('says what remains, never more than there is', () => {
    const until = new Date('2027-01-13T00:00:00+08:00');
    const left = (milliseconds: number) => remaining(new Date(until.getTime() - milliseconds), until);
    const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
    assert.equal(left(2 * day + 4 * hour + 59 * minute), '还剩 2 天 4 小时');
    assert.equal(left(2 * day), '还剩 2 天');
    assert.equal(left(day + hour), '还剩 1 天 1 小时');
    assert.equal(left(hour + minute), '还剩 1 小时 1 分钟');
    assert.equal(left(day - 1), '还剩 23 小时 59 分钟');
    assert.equal(left(hour), '还剩 1 小时');
    assert.equal(left(hour - 1), '还剩 59 分钟');
    assert.equal(left(minute), '还剩 1 分钟');
    assert.equal(left(minute - 1), '还剩不到 1 分钟');
    assert.equal(left(1), '还剩不到 1 分钟');
    assert.equal(left(0), '已截止');
    assert.equal(left(-day), '已截止');
  });
});
