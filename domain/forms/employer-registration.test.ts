import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reasonsFor } from '../actions/reasons.ts';
import { employerRegistration, registrationFields } from './employer-registration.ts';
import { optionalReasonForm, reasonForm, reasonFormFor } from './reason-form.ts';

const registration = {
  name: '福州纸鹤星球精密制造有限公司',
  uscc: '91350100M000100Y43',
  nature: '39',
  industry: 'C',
  regionCode: '350102',
  address: '演示路 2 号',
  contactName: '郑女士',
  contactMobile: '13900000002',
};

const faultyKeys = (form: unknown) =>
  [...new Set((employerRegistration.safeParse(form).error?.issues ?? []).map(issue => issue.path.join('.')))].sort();

describe('employer registration', () => {
  it('takes the least, and requires exactly what its table says', () => {
    assert.deepEqual(employerRegistration.parse(registration), registration);
    const required = registrationFields.filter(field => field.required).map(field => field.key);
    assert.deepEqual(faultyKeys({}), [...required].sort());
    for (const key of required) assert.ok(faultyKeys({ ...registration, [key]: '' }).includes(key), key);
  });

  it('keeps no empty texts', () => {
    assert.deepEqual(employerRegistration.parse({ ...registration, contactLandline: '', contactEmail: ' ' }), registration);
  });

  it('warns of a wrong check character until it is confirmed, refuses other faults of the code', () => {
    const wrong = { ...registration, uscc: '91350100M000100Y44' };
    assert.deepEqual(faultyKeys(wrong), ['usccConfirmed']);
    assert.deepEqual(faultyKeys({ ...wrong, usccConfirmed: true }), []);
    assert.deepEqual(faultyKeys({ ...registration, uscc: '123', usccConfirmed: true }), ['uscc']);
    assert.deepEqual(faultyKeys({ ...registration, uscc: '9135010OM000100Y43', usccConfirmed: true }), ['uscc']);
  });

  it('wants a mobile to sign in with, a landline does not do', () => {
    assert.deepEqual(faultyKeys({ ...registration, contactMobile: '0592-6181234' }), ['contactMobile']);
    assert.equal(employerRegistration.parse({ ...registration, contactMobile: '139 0000 0002' }).contactMobile, '13900000002');
  });
});

describe('reasons', () => {
  it('ask for one of the list and a text of at most 500 characters', () => {
    const form = reasonFormFor(reasonsFor('online-signing', 'reject'));
    const reason = reasonsFor('online-signing', 'reject')[0] ?? '';
    assert.deepEqual(form.parse({ reason, text: ' 单位名称与营业执照不一致 ' }), { reason, text: '单位名称与营业执照不一致' });
    assert.equal(form.safeParse({ reason: '不喜欢', text: '说明' }).success, false);
    for (const text of ['', '  ', '字'.repeat(501)]) assert.equal(form.safeParse({ reason, text }).success, false);
    assert.equal(form.safeParse({ reason, text: '字'.repeat(500) }).success, true);
    assert.equal(form.safeParse({ reason }).success, false);
  });

  it('say at their field what to do', () => {
    const messages =
      reasonForm.safeParse({ reason: '', text: '' }).error?.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`) ??
      [];
    assert.ok(messages.includes('reason: 请选择原因'), messages.join());
    assert.ok(
      messages.some(message => message.startsWith('text: 请填写说明')),
      messages.join(),
    );
  });

  it('may stay away where the flow says so', () => {
    assert.deepEqual(optionalReasonForm.parse({}), {});
    assert.deepEqual(optionalReasonForm.parse({ reason: '其他', text: '' }), { reason: '其他', text: '' });
  });
});
