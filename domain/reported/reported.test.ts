import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { destinationTypes } from '../codes/destination-types.ts';
import { regionTable } from '../codes/regions.ts';
import { allFields, destinationFields } from '../forms/destination-fields.ts';
import { partCodes, recordParts } from './parts.ts';
import { changesBetween, linesOf, sectionOf } from './record-in-words.ts';
import { reportOf } from './report-of-form.ts';

const regions = regionTable([
  { code: '350000', name: '福建省', level: 'province' },
  { code: '350200', name: '厦门市', parent: '350000', level: 'city' },
  { code: '350203', name: '思明区', parent: '350200', level: 'county' },
]);
const form = {
  employerName: '厦门第七座桥软件技术有限公司',
  employerRegionCode: '350203',
  jobCategory: '13',
  supplement: '入职后安排集体宿舍。',
  archiveType: '2',
  archiveReceiverName: '厦门市演示人才服务中心',
  archiveRegionCode: '350203',
  archiveAddress: '演示路 1 号',
};
const inWords = (content: Record<string, string>) =>
  Object.fromEntries(linesOf('destination', content, regions).map(({ label, value }) => [label, value]));

describe('what is reported of a form', () => {
  test('is codes under codes, part by part; what was not filled in and what is not reported is left out', () => {
    assert.deepEqual(reportOf('10.02', form), {
      destination: {
        destinationCategory: '10',
        destinationType: '10.02',
        employerName: '厦门第七座桥软件技术有限公司',
        employerRegionCode: '350203',
        jobCategory: '13',
      },
      archive: {
        transferType: '2',
        receiverName: '厦门市演示人才服务中心',
        receiverRegionCode: '350203',
        receiverAddress: '演示路 1 号',
      },
    });
  });

  test('has a code for every field of every type but the supplement, each once in its part', () => {
    const unreported = allFields.filter(({ reportedAs }) => !reportedAs).map(({ key }) => key);
    assert.deepEqual(unreported, ['supplement']);
    const codes = allFields.flatMap(({ reportedAs }) => (reportedAs ? [`${reportedAs.part}.${reportedAs.code}`] : []));
    assert.equal(new Set(codes).size, codes.length);
    for (const code of codes) assert.match(code, /^(destination|archive|hukou)\.[a-z][A-Za-z]+$/);
  });

  test('can be read back whole', () => {
    for (const { code } of destinationTypes) {
      const filled = Object.fromEntries(destinationFields(code, { hukouAtSchool: true }).map(({ key }) => [key, `${key}！`]));
      const words = Object.entries(reportOf(code, filled)).flatMap(([part, content]) => {
        const name = partCodes.find(one => one === part);
        return name ? linesOf(name, content, regions).map(({ value }) => value) : [];
      });
      for (const value of Object.values(filled))
        if (value !== 'supplement！') assert.ok(words.join().includes(value), `${code} ${value}`);
    }
  });
});

describe('the reported record in words', () => {
  test('labels and names are those of today; region and street are one line, and nothing reads as --', () => {
    const { archive = {} } = reportOf('10.02', form);
    const section = sectionOf(
      {
        part: 'archive',
        source: 'platform',
        content: archive,
        note: 'destination-ended',
        reportedAt: new Date('2027-03-10T02:00:00Z'),
      },
      regions,
    );
    assert.deepEqual([section.title, section.note], ['档案转递（登记系统，2027年3月10日 10:00）', '来自已解除去向，请核对']);
    assert.deepEqual(
      section.rows.map(({ label, value }) => [label, value]),
      [
        ['转递类型', '托管单位接收'],
        ['转递单位名称', '厦门市演示人才服务中心'],
        ['地址', '福建省厦门市思明区演示路 1 号'],
        ['邮编', '--'],
        ['联系人', '--'],
        ['联系电话', '--'],
      ],
    );
  });

  test('a destination is read with the labels of its type, the authority’s name first, ours where it says more', () => {
    const same = destinationTypes.find(({ name, parentName }) => name === parentName);
    assert.ok(same);
    assert.deepEqual(inWords({ destinationCategory: '10', destinationType: '10.06', employerName: '甲' }), {
      ...Object.fromEntries(linesOf('destination', { destinationType: '10.06' }, regions).map(({ label }) => [label, ''])),
      毕业去向: '签就业协议形式就业',
      登记类型: '医学规培生',
      规培基地名称: '甲',
    });
    assert.ok(!('登记类型' in inWords({ destinationCategory: same.parentCode, destinationType: same.code })));
  });

  test('a record from elsewhere, without a type of ours and with codes that nobody knows, is read as far as it is known', () => {
    const words = inWords({ destinationCategory: '80', admittingSchool: '滨海海洋大学', unheardOf: 'x' });
    assert.equal(words.录取院校, '滨海海洋大学');
    assert.deepEqual(Object.keys(words), ['毕业去向', '录取院校']);
  });

  test('a change is told line by line, also where the type changed with it', () => {
    const before = reportOf('10.06', { employerName: '甲', jobTitle: '医师' }).destination ?? {};
    const after = reportOf('76.01', { occupationKind: '2' }).destination ?? {};
    const labels = (from: Record<string, string>, to: Record<string, string>) =>
      changesBetween('destination', from, to, regions).map(({ label, from, to }) => `${label} ${from}→${to}`);
    assert.deepEqual(labels(before, before), []);
    const told = labels(before, after);
    assert.equal(told.at(0), '毕业去向 签就业协议形式就业→自由职业');
    assert.ok(told.includes('规培基地名称 甲→') && told.includes('岗位名称 医师→'), told.join());
    assert.deepEqual(labels({}, { destinationCategory: '10' }), ['毕业去向 →签就业协议形式就业']);
  });

  test('parts are listed in the order of reading', () => {
    assert.deepEqual(Object.keys(recordParts), partCodes);
  });
});
