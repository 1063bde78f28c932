import assert from 'node:assert/strict';
import { test } from 'node:test';
import { amendmentsIn, resubmissionIn, typeChangeOf } from './since-submitted.ts';

const at = '2027-03-10T02:00:00.000Z';
const change = (key: string) => ({ key, label: '去向类型', from: '求职中', to: '境内升学' });
const step = (seq: number, action: string, ...keys: string[]) => ({
  ...{ seq, at, action, word: action, who: '学院', label: '', reason: null },
  changes: keys.map(change),
});

test('what reviewers changed counts until it is handed in again; a first submission changes nothing', () => {
  const first = [step(1, 'save'), step(2, 'submit'), step(3, 'amend', 'destinationType'), step(4, 'amend', 'phone')];
  assert.deepEqual(
    amendmentsIn(first.toReversed()).map(({ seq }) => seq),
    [3, 4],
  );
  assert.deepEqual(amendmentsIn(first).map(typeChangeOf), [change('destinationType'), undefined]);
  assert.equal(resubmissionIn(first), undefined);
  const again = [...first, step(5, 'withdraw'), step(6, 'submit', 'phone')];
  assert.deepEqual(amendmentsIn(again), []);
  assert.equal(resubmissionIn(again)?.seq, 6);
});
