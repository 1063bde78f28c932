import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { findRegion, type RegionRow, regionChain, regionPath, regionTable } from './regions.ts';

const rows: readonly RegionRow[] = [
  { code: '110000', name: '北京市', level: 'province' },
  { code: '110100', name: '市辖区', parent: '110000', level: 'city' },
  { code: '110101', name: '东城区', parent: '110100', level: 'county' },
  { code: '350000', name: '福建省', level: 'province' },
  { code: '350200', name: '厦门市', parent: '350000', level: 'city' },
  { code: '350203', name: '思明区', parent: '350200', level: 'county' },
  { code: '429000', name: '省直辖县级行政区划', parent: '420000', level: 'city' },
  { code: '420000', name: '湖北省', level: 'province' },
  { code: '429004', name: '仙桃市', parent: '429000', level: 'county' },
  { code: '441900', name: '东莞市', parent: '440000', level: 'city' },
  { code: '440000', name: '广东省', level: 'province' },
  { code: '620000', name: '甘肃省', level: 'province' },
  { code: '620200', name: '嘉峪关市', parent: '620000', level: 'city' },
  { code: '620201', name: '嘉峪关市', parent: '620200', level: 'county' },
  { code: '810000', name: '香港特别行政区', level: 'province' },
];
const table = regionTable(rows);

describe('regions', () => {
  it('write the path as an address begins', () => {
    assert.equal(regionPath(table, '350203'), '福建省厦门市思明区');
    assert.equal(regionPath(table, '350200'), '福建省厦门市');
    assert.equal(regionPath(table, '110101'), '北京市东城区');
    assert.equal(regionPath(table, '429004'), '湖北省仙桃市');
    assert.equal(regionPath(table, '620201'), '甘肃省嘉峪关市');
    assert.equal(regionPath(table, '810000'), '香港特别行政区');
    assert.equal(regionPath(table, '999999'), '999999');
  });

  it('know the lowest level, wherever it is', () => {
    const leaves = rows.filter(row => table.get(row.code)?.leaf).map(row => row.code);
    assert.deepEqual(leaves, ['110101', '350203', '429004', '441900', '620201', '810000']);
  });

  it('give the chain', () => {
    assert.deepEqual(
      regionChain(table, '350203').map(region => region.level),
      ['province', 'city', 'county'],
    );
    assert.deepEqual(regionChain(table, '999999'), []);
  });

  it('are found by code and by path', () => {
    assert.equal(findRegion(table, ' ３50203 '), '350203');
    assert.equal(findRegion(table, '福建省 厦门市 思明区'), '350203');
    assert.equal(findRegion(table, '北京市'), '110000');
    assert.equal(findRegion(table, '甘肃省嘉峪关市'), '620201');
    assert.equal(findRegion(table, '思明区'), undefined);
    assert.equal(findRegion(table, ''), undefined);
  });
});
