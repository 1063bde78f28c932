import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { regionTable } from '../codes/regions.ts';
import { ownReceiverFields, ownReceiverForm, receiverFields, receiverForm, regionFaultsOf } from './receiver.ts';

const least = {
  servedRegionCode: '350200',
  name: '厦门市人才服务中心（演示）',
  regionCode: '350203',
  address: '演示路 1 号',
  validFrom: '2027-01-01',
};
const faultsOf = (form: object) =>
  Object.fromEntries((receiverForm.safeParse(form).error?.issues ?? []).map(({ path, message }) => [path.join('.'), message]));

describe('the form of a receiving office', () => {
  it('takes the least, keeps no blanks, and requires what its rows say', () => {
    assert.deepEqual(receiverForm.parse({ ...least, postcode: '', contact: ' ', phone: '', validUntil: '' }), least);
    assert.deepEqual(
      Object.keys(faultsOf({})).sort(),
      receiverFields
        .filter(({ required }) => required)
        .map(({ key }) => key)
        .sort(),
    );
    const { validFrom: _, ...own } = least;
    assert.deepEqual(ownReceiverForm.parse(own), own);
    assert.deepEqual(
      receiverFields.slice(0, ownReceiverFields.length).map(({ key }) => key),
      ownReceiverFields.map(({ key }) => key),
    );
  });

  it('says at its field what is wrong', () => {
    assert.deepEqual(faultsOf({ ...least, address: '' }), { address: '请填写机构地址（详细地址）' });
    assert.deepEqual(faultsOf({ ...least, postcode: '36100' }), { postcode: '邮编应为 6 位数字，请核对' });
    assert.match(faultsOf({ ...least, phone: '6180000' }).phone ?? '', /带区号/);
    assert.deepEqual(faultsOf({ ...least, validUntil: '2026-12-31' }), { validUntil: '停用日期不能早于启用日期，请核对' });
    assert.deepEqual(faultsOf({ ...least, validUntil: '2027-01-01' }), {});
  });

  it('wants an address down to the county where there are counties, in the province that it serves', () => {
    const regions = regionTable([
      { code: '350000', name: '福建省', level: 'province' },
      { code: '350200', name: '厦门市', parent: '350000', level: 'city' },
      { code: '350203', name: '思明区', parent: '350200', level: 'county' },
      { code: '440000', name: '广东省', level: 'province' },
      { code: '441900', name: '东莞市', parent: '440000', level: 'city' },
    ]);
    const faults = (servedRegionCode: string, regionCode: string) => regionFaultsOf(regions, { servedRegionCode, regionCode });
    for (const served of ['350000', '350200', '350203']) assert.deepEqual(faults(served, '350203'), {});
    assert.deepEqual(faults('440000', '441900'), {});
    for (const at of ['350000', '350200']) assert.deepEqual(faults('350200', at), { regionCode: '地址不完整，请选到区县' });
    assert.deepEqual(faults('350200', '441900'), { regionCode: '机构地址须与负责地区在同一省份，请核对' });
    assert.deepEqual(Object.keys(faults('999999', '888888')).sort(), ['regionCode', 'servedRegionCode']);
  });
});
