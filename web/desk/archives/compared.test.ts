import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compared } from './compared.ts';

const row = (key: string, value: string) => ({ key, label: key, value });

test('a value that differs is marked, spaces apart; what only one list has differs too', () => {
  const rows = compared(
    [row('name', '厦门市 人才中心'), row('phone', '0592')],
    [[row('name', '厦门市人才中心'), row('post', '361000')]],
  );
  assert.deepEqual(
    rows.map(({ key, asked, others }) => [key, asked, others[0]?.value, others[0]?.differs]),
    [
      ['name', '厦门市 人才中心', '厦门市人才中心', false],
      ['phone', '0592', undefined, true],
      ['post', '', '361000', true],
    ],
  );
});

test('where nothing is reported nothing differs', () => {
  assert.deepEqual(compared([row('name', '甲')], [[]])[0]?.others, [{ value: undefined, differs: false }]);
});
