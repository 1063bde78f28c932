import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offeredEntries } from '../codes/code-table.ts';
import { countries } from '../codes/countries.ts';
import { destinationTypes } from '../codes/destination-types.ts';
import { completeUscc } from '../identifiers/uscc.ts';
import { agreementFields } from './agreement-fields.ts';
import { typeExplanation } from './destination-explanations.ts';
import { destinationFields, fieldNamed } from './destination-fields.ts';
import { destinationFormFor } from './destination-form.ts';
import type { FormField } from './form-field.ts';

const atSchool = { hukouAtSchool: true };
const elsewhere = { hukouAtSchool: false };
const others = destinationTypes.filter(type => type.flow === 'other-destination');
const agreements = destinationTypes.filter(type => type.flow !== 'other-destination');

/** The composite names of the type table, spelled out by hand: required keys first, then those that may stay empty. */
const archive = [
  ['archiveType', 'archiveReceiverName', 'archiveRegionCode', 'archiveAddress'],
  ['archivePostcode', 'archiveContact', 'archivePhone'],
] as const;
const hukou = [['hukouType', 'hukouRegionCode', 'hukouAddress'], []] as const;
const spelledOut: Readonly<Record<string, readonly [readonly string[], readonly string[]]>> = {
  archive,
  hukou,
  contactLandlineOrMobile: [[], ['contactLandline', 'contactMobile']],
  rosterEmployer: [['employerName', 'employerRegionCode'], []],
  actualWorkplace: [['workRegionCode'], []],
};
const expand = (names: readonly string[], part: 0 | 1) =>
  names.flatMap(name => spelledOut[name]?.[part] ?? (part === 0 ? [name] : []));

const wrongCheck = '91350203MA8T1AB16X';
const uscc = completeUscc('91350203MA8T1AB16');
/** A plausible answer for each key, all invented. */
const answers: Readonly<Record<string, string>> = {
  employerName: '云栖（厦门）海洋生物科技股份有限公司思明第二研究分院',
  uscc,
  employerNature: '39',
  employerIndustry: 'M',
  employerRegionCode: '350203',
  employerAddress: '环岛南路 18 号 6 层',
  jobCategory: '13',
  jobTitle: '水质监测工程师',
  contactName: '阿依古丽·买买提',
  contactLandline: '0592-6181234',
  contactMobile: '13800001234',
  contactEmail: 'hr@example.com',
  probation: '3个月',
  probationSalary: '5000 元/月',
  regularSalary: '6500 元/月',
  penalty: '1000 元',
  reportPlace: '厦门市思明区环岛南路 18 号',
  reportDeadline: '2027-07-15',
  workRegionCode: '350205',
  actualEmployer: '厦门拾贝海洋科技有限公司',
  supplement: '入职后安排集体宿舍。',
  archiveType: '1',
  archiveReceiverName: '厦门市思明区人才服务中心',
  archiveRegionCode: '350203',
  archiveAddress: '湖滨南路 2 号',
  archivePostcode: '361004',
  archiveContact: '欧阳𬭎',
  archivePhone: '0592-2101234',
  hukouType: '4',
  hukouRegionCode: '653101',
  hukouAddress: '解放北路 6 号',
  countryCode: 'SG',
  monthlySalary: '4500 元/月',
  contractStart: '2027-07-01',
  contractEnd: '2030-06-30',
  serviceStart: '2027-08-01',
  serviceEnd: '2029-07-31',
  recruitRegionCode: '350203',
  enlistDate: '2027-09-15',
  noticeNo: '闽厦征〔2027〕0018',
  admittingSchool: '滨海海洋大学',
  admittingMajor: '海洋工程',
  admittingCollege: '船舶与海洋学院',
  supervisor: '司马㛃',
  enrollDate: '2027-09',
  businessName: '厦门市思明区拾贝文创工作室',
  projectName: '红树林智能监测',
  incubatorName: '滨海大学生创业园',
  shopName: '拾贝手作',
  shopUrl: 'https://shop.example.com/shibei',
  platform: '示例商城',
  industry: 'R',
  occupationKind: '2',
  workDescription: '为出版社翻译海洋科普读物，按千字计酬。',
  monthlyIncome: '4000 元/月',
  regionCode: '350203',
  registeredAt: '2027-03-02',
  startupFund: '5 万元',
  employeesHired: '3',
  platformUrl: 'https://work.example.com/me',
  plan: '准备下半年的教师招聘考试。',
  helpNeeded: '希望参加面试辅导',
  targetIndustry: 'P',
  targetRegion: '350203',
  expectedSalary: '5000 元/月',
};
/** What the fields that have a table of their own in each type choose there. */
function firstOf(field: FormField): string {
  const answer = answers[field.key] ?? offeredEntries(field.codeTable ?? [])[0]?.code;
  assert.ok(answer, `no answer invented for ${field.key}`);
  return answer;
}

function sample(code: string, graduate: { hukouAtSchool: boolean }, wanted: (field: FormField) => boolean = () => true) {
  const fields = destinationFields(code, graduate).filter(wanted);
  return Object.fromEntries(fields.map((field): [string, string] => [field.key, firstOf(field)]));
}
function faults(code: string, form: unknown, graduate = atSchool): Record<string, string> {
  const parsed = destinationFormFor(code, graduate).safeParse(form);
  return parsed.success ? {} : Object.fromEntries(parsed.error.issues.map(issue => [issue.path.join('.'), issue.message]));
}
const without = (form: Record<string, string>, ...keys: string[]) =>
  Object.fromEntries(Object.entries(form).filter(([key]) => !keys.includes(key)));

describe('fields of the destination types', () => {
  test('39 types, each with an explanation that is not its name, and no two alike', () => {
    assert.equal(destinationTypes.length, 39);
    const said = destinationTypes.map(({ code }) => typeExplanation(code));
    for (const [index, sentence] of said.entries()) assert.match(sentence, /^.{10,}。$/u, destinationTypes[index]?.code);
    assert.equal(new Set(said).size, 39);
    assert.equal(typeExplanation('99.99'), '');
  });

  for (const type of others)
    test(`${type.code} asks what the table says, and requires no more and no less`, () => {
      const fields = destinationFields(type.code, atSchool);
      const required = fields.filter(field => field.required).map(field => field.key);
      const free = fields.filter(field => !field.required).map(field => field.key);
      const { requiredFields, optionalFields } = type;
      const maybe = type.code === '10.05' ? [...optionalFields, 'uscc'] : optionalFields;
      assert.deepEqual(required.sort(), expand(requiredFields, 0).sort());
      assert.deepEqual(free.sort(), [...expand(requiredFields, 1), ...expand(maybe, 0), ...expand(maybe, 1)].sort());
    });

  test('an agreement is the agreement form itself', () => {
    for (const { code } of agreements) {
      assert.deepEqual(destinationFields(code, atSchool), agreementFields);
      assert.deepEqual(
        destinationFields(code, elsewhere),
        agreementFields.filter(field => field.group !== '户口'),
      );
    }
  });

  test('each field is named, explained, in one group, limited, and can be chosen where there is something to choose', () => {
    for (const { code } of destinationTypes) {
      const fields = destinationFields(code, atSchool);
      assert.equal(new Set(fields.map(field => field.key)).size, fields.length, code);
      assert.equal(new Set(fields.map(field => field.label)).size, fields.length, code);
      for (const field of fields) {
        const where = `${code} ${field.key}`;
        assert.ok(field.label && field.hint && field.group && field.maxLength > 0, where);
        assert.equal(field.kind === 'code' || field.kind === 'choice', (field.codeTable?.length ?? 0) > 0, where);
        assert.equal(fieldNamed(field.key)?.kind, field.kind, where);
        if (field.required) assert.ok(!field.hint.includes('选填'), where);
      }
      const groups = fields.map(field => field.group);
      assert.equal(new Set(groups).size, groups.filter((group, index) => group !== groups[index - 1]).length, code);
    }
    assert.equal(fieldNamed('password'), undefined);
    assert.deepEqual(destinationFields('99.99', atSchool), []);
  });

  test('only what the roster says is fixed', () => {
    const fixed = others.flatMap(({ code }) =>
      destinationFields(code, atSchool).flatMap(field => (field.fixed ? [`${code} ${field.key}`] : [])),
    );
    assert.deepEqual(fixed, ['10.09 employerName', '10.09 employerRegionCode']);
  });

  test('choices fit the type', () => {
    const names = (code: string, key: string) => {
      const field = destinationFields(code, atSchool).find(each => each.key === key);
      return field ? (field.codeTable ?? []).map(({ name }) => name) : [];
    };
    assert.deepEqual(names('80.01', 'admittingLevel'), ['本科']);
    assert.deepEqual(names('80.02', 'admittingLevel'), ['硕士研究生', '博士研究生']);
    assert.deepEqual(names('80.03', 'admittingLevel'), ['第二学士学位']);
    assert.equal(names('85.01', 'admittingLevel').length, 6);
    assert.deepEqual(names('75.01', 'role'), ['法定代表人', '股东', '合伙人', '经营者']);
    assert.deepEqual(names('75.02', 'role'), ['创业项目负责人', '创业团队成员']);
    assert.ok(names('10.07', 'countryCode').includes('中国'));
    for (const code of ['10.08', '85.01']) {
      assert.ok(!names(code, 'countryCode').includes('中国'));
      for (const name of ['中国香港', '中国澳门', '中国台湾']) assert.ok(names(code, 'countryCode').includes(name));
    }
    assert.equal(countries.length, 249);
    assert.ok(countries.every(({ code }) => /^[A-Z]{2}$/.test(code)));
    assert.equal(new Set(countries.map(({ code }) => code)).size, 249);
    assert.equal(new Set(countries.map(({ name }) => name)).size, 249);
  });
});

describe('forms of the destination types', () => {
  for (const { code } of destinationTypes) {
    test(`${code} takes a whole form, and one with the required answers alone`, () => {
      const whole = sample(code, atSchool);
      assert.deepEqual(destinationFormFor(code, atSchool).parse(whole), whole);
      const short = sample(code, elsewhere, field => field.required || field.key === 'contactMobile');
      assert.deepEqual(destinationFormFor(code, elsewhere).parse(short), short);
    });

    test(`${code} names each required answer that is missing, blank or no text, at its field`, () => {
      const whole = sample(code, atSchool);
      for (const { key, label, required, fixed } of destinationFields(code, atSchool)) {
        if (!required) continue;
        for (const form of [without(whole, key), { ...whole, [key]: '  ' }]) {
          const said = faults(code, form);
          assert.deepEqual(Object.keys(said), [key], `${code} ${key}`);
          assert.match(said[key] ?? '', fixed ? /请联系学校就业部门/ : /^请(填写|选择)/, key);
          assert.ok(said[key]?.includes(label), `${said[key]} should name ${label}`);
        }
        for (const nothing of [7, {}, ['x']]) assert.ok(faults(code, { ...whole, [key]: nothing })[key], `${code} ${key}`);
      }
    });

    test(`${code} leaves out blank answers, strangers and, where it is not at the school, the hukou`, () => {
      const whole = sample(code, atSchool);
      const free = destinationFields(code, atSchool).filter(
        field => !field.required && field.group !== '户口' && field.group !== '档案' && field.key !== 'contactMobile',
      );
      const blank = Object.fromEntries(free.map(({ key }) => [key, ' ']));
      const kept = without(whole, ...free.map(({ key }) => key));
      assert.deepEqual(
        destinationFormFor(code, atSchool).parse({ ...whole, ...blank, stranger: 'x', usccConfirmed: false }),
        kept,
      );
      const { hukouType: _type, hukouRegionCode: _region, hukouAddress: _address, ...rest } = whole;
      assert.deepEqual(destinationFormFor(code, elsewhere).parse(whole), rest);
    });

    test(`${code} refuses input that is not a form, and a text beyond its length`, () => {
      for (const nothing of [undefined, null, 'x', 7])
        assert.equal(destinationFormFor(code, atSchool).safeParse(nothing).success, false);
      const whole = sample(code, atSchool);
      for (const { key, maxLength } of destinationFields(code, atSchool))
        assert.ok(faults(code, { ...whole, [key]: '𬭎'.repeat(maxLength + 41) })[key], `${code} ${key}`);
    });
  }

  test('a type that does not exist has no form', () => {
    assert.throws(() => destinationFormFor('99.99', atSchool), /no such destination type: 99\.99/);
  });

  test('one of two telephone numbers, where a contact is required', () => {
    for (const { code, requiredFields } of destinationTypes) {
      const neither = without(sample(code, atSchool), 'contactLandline', 'contactMobile');
      const expected = requiredFields.includes('contactLandlineOrMobile')
        ? { contactMobile: '联系人固话和手机必填一个，请填写其中之一' }
        : {};
      assert.deepEqual(faults(code, neither), expected, code);
      assert.deepEqual(faults(code, without(sample(code, atSchool), 'contactMobile')), {}, code);
    }
  });

  test('a USCC with a wrong check character passes only when it was confirmed, as a text or as a tick', () => {
    assert.notEqual(wrongCheck, uscc);
    for (const code of ['10.02', '10.04', '50.01', '75.01']) {
      const form = { ...sample(code, atSchool), uscc: wrongCheck };
      for (const not of [undefined, 'false', false, 1, 'yes'])
        assert.deepEqual(Object.keys(faults(code, { ...form, usccConfirmed: not })), ['usccConfirmed'], code);
      for (const confirmed of [true, 'true']) {
        const parsed = destinationFormFor(code, atSchool).parse({ ...form, usccConfirmed: confirmed });
        assert.equal(parsed.uscc, wrongCheck);
        assert.equal(parsed.usccConfirmed, 'true');
        assert.deepEqual(destinationFormFor(code, atSchool).parse(parsed), parsed);
      }
      assert.match(faults(code, { ...form, uscc: '9135', usccConfirmed: true }).uscc ?? '', /应为 18 位/);
      assert.match(faults(code, { ...form, uscc: 'IIIIIIIIIIIIIIIIII', usccConfirmed: true }).uscc ?? '', /不含/);
      assert.equal(destinationFormFor(code, atSchool).parse({ ...form, uscc: ` ${uscc.toLowerCase()} ` }).uscc, uscc);
    }
  });

  test('ends come after beginnings, and years are those of a working life', () => {
    const form = sample('11.01', atSchool);
    for (const contractEnd of ['2027-07-01', '2026-12-31'])
      assert.deepEqual(faults('11.01', { ...form, contractEnd }), { contractEnd: '合同结束日期应晚于开始日期，请核对' });
    assert.deepEqual(faults('11.01', { ...form, contractEnd: '2027-07-02' }), {});
    assert.deepEqual(faults('50.03', { ...sample('50.03', atSchool), serviceEnd: '2027-08-01' }), {
      serviceEnd: '服务结束日期应晚于开始日期，请核对',
    });
    assert.deepEqual(faults('12.01', { ...sample('12.01', atSchool), contractStart: '' }), {});
    assert.match(faults('11.01', { ...form, contractStart: '2027-02-29' }).contractStart ?? '', /2027-07-01/);
    assert.match(faults('11.01', { ...form, contractStart: '0027-02-28' }).contractStart ?? '', /年份不合常理/);
    assert.match(faults('11.01', { ...form, contractEnd: '2207-07-01' }).contractEnd ?? '', /年份不合常理/);
    const study = sample('85.01', atSchool);
    for (const enrollDate of ['202709', '2027-13', '2027-09-01']) assert.ok(faults('85.01', { ...study, enrollDate }).enrollDate);
  });

  test('what a kind asks is checked, and says what to do', () => {
    const wrong = [
      ['75.03', 'shopUrl', 'shop.example.com', /http/],
      ['75.03', 'shopUrl', 'javascript:alert(1)', /http/],
      ['76.01', 'platformUrl', 'data:text/html,x', /http/],
      ['12.01', 'monthlySalary', '面议', /写明金额/],
      ['76.01', 'monthlyIncome', '不固定', /写明金额/],
      ['75.01', 'employeesHired', '三人', /只填数字/],
      ['75.01', 'industry', 'ZZ', /请选择/],
      ['46.01', 'recruitRegionCode', '厦门', /请选择/],
      ['80.02', 'admittingLevel', '1', /请选择/],
      ['85.01', 'countryCode', 'CN', /请选择/],
      ['10.04', 'contactMobile', '1380000', /11 位/],
      ['10.04', 'contactLandline', '6181234', /区号/],
      ['10.07', 'contactEmail', 'hr@', /核对/],
      ['46.01', 'archivePostcode', '36100', /6 位/],
      ['76.01', 'workDescription', '甲\u0000', /无法显示/],
    ] as const;
    for (const [code, key, value, said] of wrong) {
      const found = faults(code, { ...sample(code, atSchool), [key]: value });
      assert.deepEqual(Object.keys(found), [key], `${code} ${key}`);
      assert.match(found[key] ?? '', said);
    }
  });

  test('who has no destination yet may leave out archive and hukou, or finish what was begun', () => {
    const plan = { plan: '先准备教师资格证。' };
    for (const { code } of destinationTypes.filter(type => type.menuGroup === '未就业')) {
      assert.deepEqual(destinationFormFor(code, atSchool).parse(plan), plan);
      assert.deepEqual(Object.keys(faults(code, { ...plan, archivePhone: '0592-2101234' })).sort(), [...archive[0]].sort());
      assert.deepEqual(Object.keys(faults(code, { ...plan, hukouType: '4' })).sort(), ['hukouAddress', 'hukouRegionCode']);
      assert.deepEqual(faults(code, { ...plan, hukouType: '4' }, elsewhere), {});
    }
  });
});
