import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RequestRefused } from '#contract/client.ts';
import { consentForm } from '#domain/forms/consent-form.ts';
import { type Consent, consentInput, faultsIn, faultsOfAnswer } from './consent.ts';

const complete: Consent = { agreed: true, method: 'name', name: ' 阿依古丽·买买提 ', code: '' };
const refusal = (code: string, fields?: Record<string, string>) =>
  new RequestRefused({ type: 'about:blank', title: '', status: 422, code, ...(fields && { fields }) });

test('what is found complete here passes the form that the server asks', () => {
  for (const consent of [complete, { ...complete, method: 'sms', code: '012345 ' } as const]) {
    assert.deepEqual(faultsIn(consent), {});
    assert.ok(consentForm.safeParse(consentInput(consent)).success);
  }
});

test('each thing missing is named at its own field, and only where it is asked', () => {
  assert.deepEqual(Object.keys(faultsIn({ agreed: false, method: 'name', name: ' ', code: '' })), ['agreed', 'name']);
  assert.deepEqual(Object.keys(faultsIn({ agreed: true, method: 'sms', name: '', code: '12345' })), ['code']);
});

test('a refusal is shown at the field that it is about', () => {
  assert.deepEqual(faultsOfAnswer(refusal('invalid-input', { 'input.proof.name': '请输入您的姓名' })), {
    name: '请输入您的姓名',
  });
  assert.deepEqual(Object.keys(faultsOfAnswer(refusal('name-does-not-match'))), ['name']);
  assert.deepEqual(Object.keys(faultsOfAnswer(refusal('wrong-sms-code'))), ['code']);
  assert.deepEqual(faultsOfAnswer(refusal('other-hold')), {});
  assert.deepEqual(faultsOfAnswer(new Error('anything')), {});
});
