import assert from 'node:assert/strict';
import { test } from 'node:test';
import { regionTable } from '../codes/regions.ts';
import type { SheetCell } from '../forms/sheet-cells.ts';
import { findImportColumn, importColumns, readImportRow } from './import-sheet.ts';

const regions = regionTable([
  { code: '350000', name: '福建省', level: 'province' },
  { code: '350200', name: '厦门市', parent: '350000', level: 'city' },
  { code: '350203', name: '思明区', parent: '350200', level: 'county' },
]);
const good: Readonly<Record<string, string>> = {
  examNumber: '23350000099001',
  name: '阿依古丽·买买提',
  idNumber: '350203200411020011',
  archiveType: '转回生源地',
  archiveReceiverName: '厦门市思明区人才服务中心',
  archiveRegionCode: '350203',
  archiveAddress: '湖滨南路 1 号',
};
const read = (changed: Readonly<Record<string, string | SheetCell>> = {}) => {
  const texts = { ...good, ...changed };
  return readImportRow(
    'archive',
    key => {
      const cell = texts[key];
      return typeof cell === 'string' ? { kind: 'text', text: cell } : cell;
    },
    regions,
  );
};
const faultsOf = (changed: Readonly<Record<string, string | SheetCell>>) => {
  const row = read(changed);
  assert.ok('faults' in row);
  return row.faults.map(({ column, message }) => `${column}：${message}`);
};

test('a row by names or by codes is a content by the codes of the reported record', () => {
  const content = {
    transferType: '4',
    receiverName: '厦门市思明区人才服务中心',
    receiverRegionCode: '350203',
    receiverAddress: '湖滨南路 1 号',
  };
  const whom = { examNumber: '23350000099001', name: '阿依古丽·买买提', idNumber: '350203200411020011' };
  assert.deepEqual(read(), { whom, content });
  assert.deepEqual(read({ archiveType: '4', archiveRegionCode: '福建省厦门市思明区' }), { whom, content });
});

test('every fault of a row is told at its column, once', () => {
  assert.deepEqual(faultsOf({ archiveType: '邮寄', archiveRegionCode: '350200', archiveReceiverName: '' }), [
    '档案转递类型：「邮寄」不在下拉列表中，请填写：签约单位接收、托管单位接收、上级主管单位接收、转回生源地',
    '档案转递单位所在地区代码：「350200」未到区县一级，例如 福建省厦门市思明区',
    '档案转递单位名称：请填写档案转递单位名称',
  ]);
  assert.match(faultsOf({ name: { kind: 'formula', text: '=A1' } }).join(), /^姓名：单元格是公式/);
  assert.match(faultsOf({ idNumber: { kind: 'number', text: '350203200411020030' } }).join(), /^身份证号：以数字存储/);
  assert.match(faultsOf({ idNumber: '350203200411020012' }).join(), /^身份证号：/);
  assert.match(faultsOf({ examNumber: '' }).join(), /^考生号：请填写考生号$/);
  assert.match(faultsOf({ archivePostcode: '3610' }).join(), /^档案转递单位邮编：/);
});

test('a header is found with its star, by the label of the form and by other names', () => {
  for (const kind of ['archive', 'hukou'] as const)
    for (const { key, header } of importColumns[kind]) assert.equal(findImportColumn(kind, ` ${header}*`), key);
  assert.equal(findImportColumn('archive', '档案转递单位地址（省市区）'), 'archiveRegionCode');
  assert.equal(findImportColumn('hukou', '证件号码'), 'idNumber');
  assert.equal(findImportColumn('hukou', '档案转递类型'), undefined);
});
