import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { regionTable } from '../codes/regions.ts';
import { isValidOn, originOfficeOn, overlap, upFrom } from './origin-office.ts';

const regions = regionTable([
  { code: '350000', name: '福建省', level: 'province' },
  { code: '350200', name: '厦门市', parent: '350000', level: 'city' },
  { code: '350203', name: '思明区', parent: '350200', level: 'county' },
]);
const county = upFrom(regions, '350203');
const always = { validFrom: '2020-01-01', validUntil: null };
const national = (servedRegionCode: string, more: object = {}) => ({ servedRegionCode, ...always, own: false, ...more });
const own = (servedRegionCode: string) => ({ servedRegionCode, own: true });
const day = '2027-06-30';
const found = (mine: readonly string[], directory: readonly string[]) => {
  const entry = originOfficeOn(
    county,
    day,
    mine.map(own),
    directory.map(code => national(code)),
  );
  return entry && [entry.own, entry.servedRegionCode];
};

describe('the office of an origin', () => {
  it('is looked for from the county up to the province', () => {
    assert.deepEqual(county, ['350203', '350200', '350000']);
    assert.deepEqual(upFrom(regions, '999999'), []);
    assert.deepEqual(found([], ['350000', '350203', '350200']), [false, '350203']);
    assert.deepEqual(found([], ['350000', '350200']), [false, '350200']);
    assert.deepEqual(found([], ['350000', '350100']), [false, '350000']);
    assert.equal(found([], ['350100']), undefined);
    assert.equal(originOfficeOn([], day, [own('350000')], []), undefined);
  });

  it("is the school's own where it has one, at whatever level", () => {
    assert.deepEqual(found(['350000'], ['350203']), [true, '350000']);
    assert.deepEqual(found(['350000', '350200'], ['350203']), [true, '350200']);
    assert.deepEqual(found(['350100'], ['350203']), [false, '350203']);
  });

  it('is one that holds on the day; the first and the last day belong to it', () => {
    const ended = national('350203', { validFrom: '2027-01-01', validUntil: '2027-06-30' });
    const next = national('350203', { validFrom: '2027-07-01' });
    const city = national('350200');
    const on = (asked: string) => originOfficeOn(county, asked, [], [ended, next, city]);
    assert.equal(on('2027-01-01'), ended);
    assert.equal(on('2027-06-30'), ended);
    assert.equal(on('2027-07-01'), next);
    assert.equal(on('2026-12-31'), city);
    assert.equal(isValidOn(next, '2027-06-30'), false);
  });
});

describe('two entries of one region', () => {
  const period = (validFrom: string, validUntil: string | null) => ({ validFrom, validUntil });
  it('overlap when they share a day', () => {
    const first = period('2027-01-01', '2027-06-30');
    for (const other of [period('2027-06-30', null), period('2026-01-01', '2027-01-01'), period('2020-01-01', null)]) {
      assert.ok(overlap(first, other));
      assert.ok(overlap(other, first));
    }
    for (const other of [period('2027-07-01', null), period('2026-01-01', '2026-12-31')]) {
      assert.equal(overlap(first, other), false);
      assert.equal(overlap(other, first), false);
    }
    assert.ok(overlap(period('2027-01-01', null), period('2030-01-01', null)));
  });
});
