import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { FoundReceiver } from '#contract/routes/receivers.ts';
import { filledWords, fillOffice, isFilled, offered, overEarlier, takeOut } from './fill-office.ts';

const xiamen: FoundReceiver = {
  servedRegionCode: '350200',
  served: '福建省厦门市',
  name: '厦门市人才服务中心',
  regionCode: '350203',
  region: '福建省厦门市思明区',
  address: '湖滨东路 319 号',
  postcode: '361012',
  contact: null,
  phone: '0592-5396666',
  own: false,
};
const zhangzhou: FoundReceiver = {
  ...xiamen,
  servedRegionCode: '350600',
  name: '漳州市人才服务中心',
  regionCode: '350602',
  address: '演示路 2 号',
  phone: null,
};

describe('an office that is chosen from the directory', () => {
  it('fills in name, region, address, postcode, contact and phone', () => {
    const { values, replaced } = fillOffice({ archiveReceiverName: 'xmrc' }, xiamen);
    assert.deepEqual(values, {
      archiveReceiverName: '厦门市人才服务中心',
      archiveRegionCode: '350203',
      archiveAddress: '湖滨东路 319 号',
      archivePostcode: '361012',
      archiveContact: '',
      archivePhone: '0592-5396666',
    });
    assert.deepEqual(replaced, []);
  });

  it('says which of what a person wrote gave way, and knows it', () => {
    const form = { archiveReceiverName: 'xmrc', archiveContact: '郑老师', archivePostcode: '361012' };
    const filled = fillOffice(form, xiamen);
    assert.deepEqual(filled.replaced, ['档案转递联系人']);
    assert.equal(filled.before.archiveContact, '郑老师');
    assert.equal(filled.before.archiveReceiverName, 'xmrc');
    assert.match(filledWords(filled), /「档案转递联系人」已被替换/);
  });

  it('gives way to another office without a word, for nobody wrote it; what was there before the first is still known', () => {
    const form = { archiveReceiverName: 'xmrc', archiveAddress: '演示路 1 号' };
    const first = fillOffice(form, xiamen);
    const second = fillOffice({ ...first.values, archivePhone: '0592-1234567' }, zhangzhou, first);
    assert.deepEqual(second.replaced, ['档案转递单位地址（详细地址）', '档案转递联系电话']);
    assert.equal(second.before.archiveAddress, '演示路 1 号');
    assert.equal(second.before.archivePhone, '0592-1234567');
    assert.deepEqual(fillOffice(fillOffice({}, xiamen).values, zhangzhou, fillOffice({}, xiamen)).replaced, []);
  });

  it('gives way without a word where the form has filled in the office of the origin by itself; undone, that one is back', () => {
    const origin = fillOffice({}, zhangzhou).values;
    const filled = fillOffice({ ...origin, archiveContact: '郑老师' }, xiamen, undefined, origin);
    assert.deepEqual(filled.replaced, ['档案转递联系人']);
    assert.deepEqual(takeOut(filled.values, filled), { ...origin, archiveContact: '郑老师' });
  });

  it('stays when the type is changed; what was written for the other type can still be had back', () => {
    const origin = fillOffice({}, zhangzhou).values;
    const filled = overEarlier(fillOffice(origin, xiamen, undefined, origin), { archiveAddress: '演示路 1 号' });
    assert.match(filledWords(filled), /「档案转递单位地址（详细地址）」/);
    assert.ok(isFilled(filled.values, filled));
    assert.equal(takeOut(filled.values, filled).archiveAddress, '演示路 1 号');
  });

  it('is taken out for what was there before; what was corrected since stays', () => {
    const filled = fillOffice({ archiveReceiverName: 'xmrc', archiveAddress: '演示路 1 号' }, xiamen);
    const values = takeOut({ ...filled.values, archiveType: '4', archiveContact: '吴老师' }, filled);
    assert.equal(values.archiveReceiverName, 'xmrc');
    assert.equal(values.archiveAddress, '演示路 1 号');
    assert.equal(values.archiveRegionCode, '');
    assert.ok(!('archiveContact' in values) && !('archiveType' in values));
  });
});

describe('the offices that are offered', () => {
  it('stay in the province of the origin', () => {
    const shanghai = { ...xiamen, name: '上海市人才服务中心', regionCode: '310105' };
    assert.deepEqual(offered([xiamen, shanghai], '350000'), [xiamen]);
    assert.deepEqual(offered([xiamen, shanghai], undefined), [xiamen, shanghai]);
  });

  it('name one office once, however many regions it serves', () => {
    const rows = [xiamen, { ...xiamen, servedRegionCode: '350203' }, zhangzhou];
    assert.deepEqual(
      offered(rows, undefined).map(({ name }) => name),
      [xiamen.name, zhangzhou.name],
    );
  });
});
