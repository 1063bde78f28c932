import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regionsOf } from './region-tree.ts';

const regions = regionsOf([
  ['110000', '北京市', null],
  ['110100', '市辖区', '110000'],
  ['110105', '朝阳区', '110100'],
  ['350000', '福建省', null],
  ['350200', '厦门市', '350000'],
  ['350203', '思明区', '350200'],
]);

test('provinces are at the top, the rest below them', () => {
  assert.deepEqual(
    regions.tree.map(({ label }) => label),
    ['北京市', '福建省'],
  );
  assert.equal(regions.tree[1]?.children?.[0]?.children?.[0]?.label, '思明区');
});

test('a code opens its way from the province down', () => {
  assert.deepEqual(regions.chain('350203'), ['350000', '350200', '350203']);
  assert.deepEqual(regions.chain('999999'), []);
});

test('a path leaves out what only groups', () => {
  assert.equal(regions.path('110105'), '北京市朝阳区');
  assert.equal(regions.path('350203'), '福建省厦门市思明区');
});
