import assert from 'node:assert/strict';
import { test } from 'node:test';
import { destinationTypes } from '../codes/destination-types.ts';
import { correctableFields } from './correction-fields.ts';
import { destinationFields, fieldNamed } from './destination-fields.ts';
import { importantColumns } from './roster-columns.ts';

const atSchool = { hukouAtSchool: true };
const keysOf = (type: string, graduate = atSchool) => correctableFields(type, graduate).map(({ key }) => key);

test('of an agreement the reporting fields; parties, post, pay, penalty and terms never', () => {
  const never = [
    ...['employerName', 'uscc', 'jobTitle', 'probation', 'probationSalary', 'regularSalary', 'penalty'],
    ...['reportPlace', 'reportDeadline', 'actualEmployer', 'supplement'],
  ];
  for (const type of ['10.01', '10.02', '10.03']) {
    const all = destinationFields(type, atSchool).map(({ key }) => key);
    assert.deepEqual(
      all.filter(key => !keysOf(type).includes(key)),
      never,
    );
    assert.ok(!keysOf(type, { hukouAtSchool: false }).some(key => key.startsWith('hukou')));
  }
});

test('of every other destination all fields but those that the roster fills', () => {
  const others = destinationTypes.filter(({ flow }) => flow === 'other-destination');
  assert.ok(others.length > 20);
  for (const { code } of others) {
    const fields = destinationFields(code, atSchool);
    assert.deepEqual(
      keysOf(code),
      fields.filter(({ fixed }) => !fixed).map(({ key }) => key),
    );
  }
  assert.ok(!keysOf('10.09').includes('employerName'));
  assert.ok(keysOf('12.01').includes('employerName'));
});

test('important are employer or school, place of work, job category, archive and hukou; contacts and plans are not', () => {
  const important = [
    ...['employerName', 'uscc', 'employerRegionCode', 'workRegionCode', 'regionCode', 'countryCode', 'jobCategory'],
    ...['businessName', 'projectName', 'shopName', 'admittingSchool'],
    ...[
      'archiveType',
      'archiveReceiverName',
      'archiveRegionCode',
      'archiveAddress',
      'hukouType',
      'hukouRegionCode',
      'hukouAddress',
    ],
  ];
  const all = new Set(destinationTypes.flatMap(({ code }) => destinationFields(code, atSchool).map(({ key }) => key)));
  assert.deepEqual([...all].filter(key => fieldNamed(key)?.important).sort(), important.sort());
  assert.deepEqual(importantColumns, ['name', 'idNumber', 'educationLevel', 'majorCode', 'majorName', 'graduatesIn']);
});
