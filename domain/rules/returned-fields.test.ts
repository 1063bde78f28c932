import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonAbout, reasonsFor } from '../actions/reasons.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import { marksLeft } from './field-marks.ts';
import { fieldsToReturn } from './returned-fields.ts';

const at = { action: 'return', flow: 'other-destination', topic: null, hukouAtSchool: true, form: {} } as const;

test('of every type that is returned, each field that the graduate types may be named, with a sentence; what is fixed may not', () => {
  for (const { code, flow } of destinationTypes) {
    const offered = fieldsToReturn({
      ...at,
      flow,
      topic: flow === 'offline-signing' ? 'agreement' : null,
      destinationType: code,
    });
    if (flow === 'online-signing') assert.deepEqual(offered, []);
    for (const { label, sentence } of offered) assert.ok(sentence.includes(label) && sentence.length < 60, sentence);
  }
  const keys = fieldsToReturn({ ...at, destinationType: '10.09' }).map(({ key }) => key);
  assert.ok(!keys.includes('employerName'), 'the roster has it');
});

test('evidence is named where there is any; an agreement that has none yet has only its fields', () => {
  const keysOf = (flow: 'other-destination' | 'offline-signing', destinationType: string, topic: 'agreement' | null) =>
    fieldsToReturn({ ...at, flow, topic, destinationType }).map(({ key }) => key);
  assert.ok(keysOf('other-destination', '80.02', null).includes('files'));
  assert.ok(!keysOf('other-destination', '70.01', null).includes('files'));
  const agreement = keysOf('offline-signing', '10.02', 'agreement');
  assert.ok(agreement.includes('employerName') && !agreement.includes('files'));
  assert.deepEqual(keysOf('offline-signing', '10.02', null), [], 'what comes back is a scan, not a form');
});

test('no other action names fields, and the hukou only where it was asked', () => {
  const of = { flow: 'other-destination', topic: null, destinationType: '80.01', form: {} } as const;
  assert.deepEqual(fieldsToReturn({ ...of, action: 'reject', hukouAtSchool: true }), []);
  const groups = fieldsToReturn({ ...of, action: 'return', hukouAtSchool: false }).map(({ group }) => group);
  assert.ok(!groups.includes('户口'));
});

test('a mark is gone once its field says something else, and comes back with the old value', () => {
  const marks = [
    { key: 'employerName', label: '单位名称', text: '请填写全称' },
    { key: 'files', label: '证明材料', text: '看不清' },
  ];
  const before = { employerName: '海豚', uscc: 'A' };
  const left = (form: Record<string, string>, filesAreNew: boolean) =>
    marksLeft(marks, before, form, filesAreNew).map(({ key }) => key);
  assert.deepEqual(left(before, false), ['employerName', 'files']);
  assert.deepEqual(left({ ...before, employerName: '海豚实验室' }, false), ['files']);
  assert.deepEqual(left({ ...before, uscc: 'B' }, true), ['employerName']);
});

test('the sentence asks for what is missing, and the reason fits the place', () => {
  const of = { ...at, destinationType: '80.02' };
  const sentenceOf = (form: Record<string, string>) =>
    fieldsToReturn({ ...of, form }).find(({ key }) => key === 'admittingSchool')?.sentence;
  assert.deepEqual(
    [sentenceOf({}), sentenceOf({ admittingSchool: '西岭师范大学' })],
    ['请补填录取院校', '录取院校与证明材料不一致，请按材料改正'],
  );
  const reasons = reasonsFor('other-destination', 'return');
  assert.deepEqual(
    ['升学', '证明材料', '档案', '用人单位'].map(group => reasonAbout(reasons, group)),
    ['填写内容与证明材料不一致', '证明材料不清晰或不完整', '档案转递信息有误', '单位信息有误'],
  );
  assert.equal(reasonAbout(['其他'], '升学'), undefined);
});
