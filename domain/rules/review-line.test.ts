import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ReviewFacts, reviewLine } from './review-line.ts';

const agreed: ReviewFacts = {
  keyDiffers: [],
  differs: 0,
  employer: { certified: true, nameFits: true },
  isFlagged: false,
  evidenceIsThere: true,
  samePhone: { others: 0, elsewhere: 0 },
};
const said = (facts: Partial<ReviewFacts>) => reviewLine({ ...agreed, ...facts }).map(({ tone, words }) => `${tone} ${words}`);

test('where all agrees, nothing is to be looked at', () => {
  assert.deepEqual(said({}), ['ok 关键信息一致', 'ok 单位已认证', 'ok 未预警', 'ok 材料齐', 'ok 与名单一致']);
});

test('what one must look at says what it is', () => {
  const line = said({
    keyDiffers: ['姓名'],
    differs: 2,
    employer: { certified: true, nameFits: false },
    isFlagged: true,
    evidenceIsThere: false,
    samePhone: { others: 3, elsewhere: 1 },
  });
  assert.deepEqual(line, [
    'look 关键信息不一致：姓名',
    'look 单位名称与代码不符',
    'look 预警单位',
    'look 材料不齐',
    'look 与名单差 2 项',
    'look 与其他 3 人同一联系电话，其中 1 人在别的单位',
  ]);
});

test('an employer’s own contact is shared by those whom it takes; what does not apply is not said', () => {
  assert.ok(said({ samePhone: { others: 3, elsewhere: 0 } }).includes('ok 与其他 3 人同一联系电话（同一单位）'));
  assert.ok(said({ employer: { certified: false, nameFits: true } }).includes('look 单位未认证'));
  assert.deepEqual(said({ employer: undefined, evidenceIsThere: undefined }), ['ok 关键信息一致', 'ok 与名单一致']);
});
