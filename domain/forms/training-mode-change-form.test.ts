import assert from 'node:assert/strict';
import { test } from 'node:test';
import { trainingModeChangeForm, unitOf } from './training-mode-change-form.ts';

const whole = { mode: '22', unit: '䶮光县海洋与渔业局', region: '350128', text: '定向协议已变更。', fileIds: ['a'] };
const faultsOf = (form: object) =>
  Object.fromEntries(
    trainingModeChangeForm.safeParse(form).error?.issues.map(({ path, message }) => [path.join('.'), message]) ?? [],
  );

test('directed and commissioned graduates need a unit and its region', () => {
  assert.deepEqual(faultsOf(whole), {});
  for (const mode of ['21', '22', '41', '42'])
    assert.deepEqual(Object.keys(faultsOf({ ...whole, mode, unit: '', region: '' })), ['unit', 'region']);
  assert.deepEqual(faultsOf({ ...whole, mode: '1', unit: '', region: '' }), {});
});

test('no request without a reason and a proof, nor for a mode that does not exist', () => {
  assert.deepEqual(Object.keys(faultsOf({ ...whole, mode: '99', text: ' ', fileIds: [] })), ['mode', 'text', 'fileIds']);
});

test('who is neither directed nor commissioned keeps no unit', () => {
  assert.deepEqual(unitOf(whole), { unit: whole.unit, region: whole.region });
  assert.deepEqual(unitOf({ ...whole, mode: '1' }), { unit: null, region: null });
});
