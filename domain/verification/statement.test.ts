import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regionTable } from '../codes/regions.ts';
import { dayOfForm, formStatement } from './statement.ts';

const basics = {
  ...{ name: '阿依古丽·买买提', gender: '2', originRegion: '350203', schoolName: '东海大学', majorName: '哲学' },
  ...{ educationLevel: '31', graduatesIn: '202706' },
};
const destination = { destinationType: '10.01', destinationCategory: '10', employerName: '甲公司' };
const formNumber = 'D20270615-7K3M9Q2A';
const regions = regionTable([{ code: '350200', name: '厦门市', level: 'city' }]);
const content = { basics, destination, transfer: null };

test('the main facts, each once, and where it goes only if that is registered', () => {
  assert.deepEqual(formStatement('archive', { formNumber, content }, regions), {
    n: formNumber,
    p: basics.name,
    s: '东海大学',
    d: '10.01',
  });
  const archive = { transferType: '01', receiverName: '厦门市人才服务中心' };
  assert.equal(
    formStatement('archive', { formNumber, content: { ...content, transfer: archive } }, regions).r,
    '厦门市人才服务中心',
  );
  const hukou = { moveToRegionCode: '350200', moveToAddress: '某路 1 号' };
  assert.equal(formStatement('hukou', { formNumber, content: { ...content, transfer: hukou } }, regions).r, '厦门市某路 1 号');
  assert.equal(formStatement('hukou', { formNumber, content: { ...content, transfer: {} } }, regions).r, undefined);
});

test('an imported record has the authority’s category alone', () => {
  assert.equal(
    formStatement('archive', { formNumber, content: { ...content, destination: { destinationCategory: '80' } } }, regions).d,
    '80',
  );
  assert.equal(formStatement('archive', { formNumber, content: { ...content, destination: {} } }, regions).d, '');
});

test('a long name is cut, between characters', () => {
  const receiverName = '𬭎'.repeat(41);
  const { r } = formStatement('archive', { formNumber, content: { ...content, transfer: { receiverName } } }, regions);
  assert.equal(r, `${'𬭎'.repeat(39)}…`);
});

test('a number of a form says its day', () => {
  assert.equal(dayOfForm(formNumber), '2027年6月15日');
  assert.equal(dayOfForm('H20270101-00000000'), '2027年1月1日');
  for (const text of ['', '20270615', 'X20270615-7K3M9Q2A']) assert.equal(dayOfForm(text), '');
});
