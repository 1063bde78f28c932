import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regionTable } from '../codes/regions.ts';
import { editRosterRecord, lockedColumns } from './roster-edit.ts';
import type { RosterRecord } from './roster-row.ts';

const context = {
  cohort: 2027,
  regions: regionTable([
    { code: '350000', name: '福建省', level: 'province' },
    { code: '350200', name: '厦门市', parent: '350000', level: 'city' },
    { code: '350203', name: '思明区', parent: '350200', level: 'county' },
  ]),
  departments: new Map([['信息学院', '1']]),
};
const known: RosterRecord = {
  examNumber: '23350000099001',
  name: '林知𬭎',
  documentType: 'idCard',
  idNumber: '350203200411020011',
  gender: '1',
  ethnicGroup: '01',
  politicalStatus: '03',
  educationLevel: '31',
  majorCode: '080901',
  majorName: '计算机科学与技术',
  majorDirection: null,
  department: '1',
  className: '计算机2301',
  studentNumber: '2023990001',
  schoolingYears: '4',
  admittedIn: '202309',
  graduatesIn: '202706',
  trainingMode: '1',
  directedUnit: null,
  directedRegion: null,
  originRegion: '350203',
  normalStudentCategory: null,
  difficultyCategory: null,
  archiveAtSchool: 'yes',
  hukouAtSchool: null,
  phone: '13800990001',
  email: null,
};
const edit = (fields: Record<string, string>, more: Partial<RosterRecord> = {}, hasSignedIn = false) => {
  const outcome = editRosterRecord({ ...known, ...more }, hasSignedIn, fields, context);
  return 'ok' in outcome ? outcome.ok : Object.fromEntries(outcome.faults.map(({ column, message }) => [column, message]));
};

test('only what was changed changes; an empty text erases what may be empty', () => {
  const expected = { ...known, name: '单·㛃', className: null, hukouAtSchool: 'no' };
  assert.deepEqual(edit({ name: '单·㛃', className: ' ', hukouAtSchool: '否' }), expected);
  assert.deepEqual(edit({}), known);
});

test('the rules of the upload hold, each fault at its field', () => {
  assert.deepEqual(
    Object.keys(edit({ name: '', idNumber: '350203200411020012', originRegion: '350200', graduatesIn: '202213' })),
    ['name', 'graduatesIn', 'originRegion', 'idNumber'],
  );
  assert.deepEqual(edit({ gender: '女' }), { ...known, gender: '2' }, 'the ID number says 男: that is a warning');
  assert.deepEqual(Object.keys(edit({ graduatesIn: '202206' })), ['graduatesIn']);
  assert.deepEqual(Object.keys(edit({ department: '不存在学院' })), ['department']);
});

test('a passport is checked as a passport, whatever else is edited', () => {
  const foreigner = { documentType: 'passport', idNumber: 'E12345678' };
  assert.deepEqual(edit({ idNumber: 'E87654321' }, foreigner), { ...known, ...foreigner, idNumber: 'E87654321' });
  assert.deepEqual(Object.keys(edit({ documentType: '身份证' }, foreigner)), ['idNumber']);
});

test('training mode and the unit of directed graduates need a request; contact data come from 学信网 once somebody has signed in', () => {
  assert.deepEqual(Object.keys(edit({ trainingMode: '22' })), ['trainingMode']);
  const directed = { trainingMode: '22', directedUnit: '䶮光县人民政府', directedRegion: '350203' };
  assert.deepEqual(Object.keys(edit({ directedUnit: '别的单位', cohort: '2026' }, directed)), ['directedUnit', 'cohort']);
  assert.deepEqual(Object.keys(edit({ phone: '13800990002' }, {}, true)), ['phone']);
  assert.deepEqual(edit({ phone: '138 0099 0002' }), { ...known, phone: '13800990002' });
  assert.deepEqual(Object.keys(lockedColumns(known, true)), ['cohort', 'trainingMode', 'phone', 'email']);
});
