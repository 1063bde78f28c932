import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow } from '../flow/flow.ts';
import { offlineSigning } from '../flows/offline-signing.ts';
import { onlineSigning } from '../flows/online-signing.ts';
import { otherDestination } from '../flows/other-destination.ts';
import { freedBy } from './hold.ts';
import { differences, refreshed, type Snapshot, type SnapshotField, snapshotFields } from './snapshot.ts';
import { mayOnlyFileSupplement } from './training-mode.ts';

const signed: Snapshot = {
  name: '阿依古丽·买买提',
  documentType: '居民身份证',
  documentNumber: '350203200411020011',
  schoolName: '东海大学',
  educationLevel: '大学本科',
  major: '计算机科学与技术',
  gender: '女',
  ethnicGroup: '维吾尔族',
  politicalStatus: '共青团员',
  trainingMode: '非定向',
  origin: '福建省厦门市思明区',
  enrolledOn: '202309',
  graduatesOn: '202706',
  studentNumber: '2023990001',
  examNumber: '23350000099001',
  departmentName: '信息学院',
  className: '计科 1 班',
  schoolingYears: '4',
  hukouAtSchool: '是',
  archiveAtSchool: '是',
  phone: '13900990001',
  email: 'a@example.edu.cn',
};
/* Written apart from the code: 姓名 学历 证件号 院校 专业. */
const keys: readonly SnapshotField[] = ['name', 'documentNumber', 'schoolName', 'educationLevel', 'major'];
const all = snapshotFields.map(({ key }) => key);
const changedIn = (field: SnapshotField): Snapshot => ({ ...signed, [field]: `${signed[field]}#` });

test('every field but the document type is shown, once, with a label', () => {
  assert.deepEqual([...new Set(all), 'documentType'].toSorted(), Object.keys(signed).toSorted());
  assert.equal(new Set(snapshotFields.map(({ label }) => label)).size, all.length);
});

test('each difference is found alone, and named a key one where it is; phone and e-mail are none', () => {
  assert.deepEqual(differences(signed, { ...signed }), []);
  for (const field of all) {
    const found = differences(signed, changedIn(field));
    const expected = field === 'phone' || field === 'email' ? [] : [[field, keys.includes(field)]];
    assert.deepEqual(
      found.map(({ key, isKey }) => [key, isKey]),
      expected,
      field,
    );
    assert.ok(found.every(({ label }) => label !== ''));
  }
});

test('refreshing copies what is not a key field, phone and e-mail included, and leaves the key fields as signed', () => {
  const today = Object.fromEntries(Object.entries(signed).map(([key, value]) => [key, `${value}#`]));
  const fresh = refreshed(signed, { ...signed, ...today });
  for (const field of all) assert.equal(fresh[field], keys.includes(field) ? signed[field] : `${signed[field]}#`, field);
  assert.deepEqual(
    differences(fresh, { ...signed, ...today }).map(({ key }) => key),
    keys,
  );
});

test('what frees a graduate: termination where it is in force, the end of the review before', () => {
  const said = (flow: Flow, state: string) => {
    const place = flow.places.get(state);
    assert.ok(place);
    return freedBy(flow, place);
  };
  assert.match(said(onlineSigning, 'effective'), /申请解约/);
  assert.match(said(onlineSigning, 'reviewing.school'), /^该事项结束（如审核不通过）/);
  assert.match(said(otherDestination, 'registered'), /「作废」/);
  assert.match(said(otherDestination, 'reviewing.department'), /「撤回修改」.*再撤销/);
  assert.match(said(otherDestination, 'voiding.school'), /^作废审核通过后/);
  for (const state of ['returned', 'withdrawn']) assert.match(said(otherDestination, state), /「撤销」/);
  for (const state of ['signingReturned', 'signingWithdrawn']) assert.match(said(offlineSigning, state), /「撤销」/);
});

test('only the training modes 21 and 41 may not sign', () => {
  const modes = ['1', '2', '4', '11', '12', '20', '21', '22', '41', '42', '', '121'];
  assert.deepEqual(modes.filter(mayOnlyFileSupplement), ['21', '41']);
});
