import assert from 'node:assert/strict';
import { test } from 'node:test';
import { archiveTransferTypes } from '../codes/archive-transfer-types.ts';
import { offeredEntries } from '../codes/code-table.ts';
import { hukouTransferTypes } from '../codes/hukou-transfer-types.ts';
import { agreementFields } from './agreement-fields.ts';
import { archiveFields } from './archive.ts';
import { isBegun, wholeOrNothing } from './form-rules.ts';
import { hukouFields } from './hukou.ts';

test('every transfer type asks for the fields of its block', () => {
  for (const [block, types] of [
    [archiveFields, offeredEntries(archiveTransferTypes)],
    [hukouFields, offeredEntries(hukouTransferTypes)],
  ] as const) {
    const codes = block.map(({ reportedAs }) => reportedAs.code);
    for (const { name, fields } of types) assert.deepEqual(codes, ['transferType', ...fields], name);
  }
});

test('a block is a group of its own, whole in the agreement, and a part of its own in the reported record', () => {
  for (const [block, part] of [
    [archiveFields, 'archive'],
    [hukouFields, 'hukou'],
  ] as const) {
    const [{ group }] = block;
    assert.deepEqual(
      agreementFields.filter(field => field.group === group),
      block,
    );
    assert.ok(block.every(field => field.group === group && field.reportedAs.part === part));
  }
});

test('a block that is left free is filled in whole or not at all', () => {
  const faults = (form: Record<string, string>) =>
    wholeOrNothing(archiveFields).flatMap(({ at, isMet }) => (isMet(form) ? [] : [at]));
  const whole = { archiveType: '1', archiveReceiverName: '甲', archiveRegionCode: '350203', archiveAddress: '乙路 1 号' };
  assert.deepEqual([faults({}), faults({ contactName: '甲' }), faults(whole)], [[], [], []]);
  assert.deepEqual(faults({ archivePhone: '0592-6181234' }), Object.keys(whole));
  assert.deepEqual(faults({ ...whole, archiveAddress: '' }), ['archiveAddress']);
  assert.deepEqual([isBegun(hukouFields, whole), isBegun(hukouFields, { hukouAddress: '乙路 1 号' })], [false, true]);
});
