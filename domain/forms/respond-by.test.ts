import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { beijingDay, formatBeijing } from '../dates.ts';
import { respondBy } from './respond-by.ts';

describe('respondBy', () => {
  it('is 00:00 of the day after the last day', () => {
    const by = respondBy(new Date('2027-01-09T10:30:00+08:00'), 3);
    assert.equal(formatBeijing(by, 'second'), '2027年1月13日 00:00:00');
    assert.equal(by.toISOString(), '2027-01-12T16:00:00.000Z');
  });

  it('uses the day in Beijing, at its first and at its last moment', () => {
    for (const moment of ['2027-01-09T00:00:00+08:00', '2027-01-09T23:59:59.999+08:00']) {
      assert.equal(respondBy(new Date(moment), 3).toISOString(), '2027-01-12T16:00:00.000Z', moment);
    }
    assert.equal(respondBy(new Date('2027-01-10T00:00:00+08:00'), 1).toISOString(), '2027-01-11T16:00:00.000Z');
  });

  it('leaves the whole days promised, and less than one more', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2026-01-01'), max: new Date('2031-01-01'), noInvalidDate: true }),
        fc.integer({ min: 1, max: 30 }),
        (at, days) => {
          const left = respondBy(at, days).getTime() - at.getTime();
          assert.ok(left > days * 86_400_000 && left <= (days + 1) * 86_400_000);
          assert.equal(beijingDay(new Date(respondBy(at, days).getTime() - 1)) > beijingDay(at), true);
        },
      ),
    );
  });
});
