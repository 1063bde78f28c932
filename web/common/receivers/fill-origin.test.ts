import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fillOrigin } from './fill-origin.ts';

const receiver = { name: '漳州市芗城区人才中心', region: '350602', phone: '' };
const keys = ['name', 'region', 'phone'];
const choice = { originType: '4', receiver, keys, before: {} };

describe('the receiver that 转回生源地 fills in', () => {
  it('is filled in when the type is chosen, and the earlier text is kept aside', () => {
    const typed = { type: '4', name: '某公司', region: '350203', street: '演示路 1 号' };
    const filled = fillOrigin(typed, { ...choice, from: '1', to: '4' });
    assert.deepEqual(filled.values, receiver);
    assert.deepEqual(filled.before, { name: '某公司', region: '350203', phone: '' });
  });

  it('is replaced by the earlier text when another type is chosen', () => {
    const before = { name: '某公司', region: '350203', phone: '' };
    const { values } = fillOrigin({ ...receiver }, { ...choice, from: '4', to: '2', before });
    assert.deepEqual(values, before);
  });

  it('leaves what was corrected since', () => {
    const { values } = fillOrigin({ ...receiver, name: '改过的名称' }, { ...choice, from: '4', to: '2' });
    assert.deepEqual(values, { region: '', phone: '' });
  });

  it('does nothing between other types, nor where no office is known', () => {
    assert.deepEqual(fillOrigin({}, { ...choice, from: '1', to: '2' }).values, {});
    assert.deepEqual(fillOrigin({}, { ...choice, receiver: null, from: '1', to: '4' }).values, {});
    assert.deepEqual(fillOrigin({}, { ...choice, from: '4', to: '4' }).values, {});
  });
});
