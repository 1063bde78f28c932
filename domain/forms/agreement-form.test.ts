import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { z } from 'zod';
import { agreementFields, agreementGroups } from './agreement-fields.ts';
import { agreementForm, agreementFormFor } from './agreement-form.ts';
import type { FormField } from './form-field.ts';
import { invitationForm } from './invitation-form.ts';

const least = {
  employerName: '厦门第七座桥软件技术有限公司',
  uscc: '91350100M000100Y43',
  employerNature: '39',
  employerIndustry: 'I',
  employerRegionCode: '350203',
  employerAddress: '演示路 7 号',
  jobCategory: '13',
  jobTitle: '软件工程师',
  contactName: '吴经理',
  contactMobile: '13800000000',
  archiveType: '2',
  archiveReceiverName: '厦门市演示人才服务中心',
  archiveRegionCode: '350203',
  archiveAddress: '演示路 1 号',
};
const hukou = { hukouType: '1', hukouRegionCode: '350203', hukouAddress: '演示路 7 号' };

const faultsOf = (form: unknown, schema: z.ZodType = agreementForm) => {
  const parsed = schema.safeParse(form);
  return parsed.success ? {} : Object.fromEntries(parsed.error.issues.map(issue => [issue.path.join('.'), issue.message]));
};
const faultyKeys = (form: unknown, schema?: z.ZodType) => Object.keys(faultsOf(form, schema)).sort();

describe('the agreement form', () => {
  it('takes the least that the guide asks for, with and without hukou', () => {
    assert.deepEqual(agreementForm.parse(least), least);
    assert.deepEqual(agreementForm.parse({ ...least, ...hukou }), { ...least, ...hukou });
  });

  it('requires exactly what the table of fields says', () => {
    const required = agreementFields.filter(field => field.required && field.group !== '户口').map(field => field.key);
    assert.deepEqual(faultyKeys({}), [...required, 'contactMobile'].sort());
    for (const key of required) {
      for (const nothing of [undefined, '', '   ', null, 7])
        assert.ok(faultyKeys({ ...least, [key]: nothing }).includes(key), `${key} ${nothing}`);
    }
  });

  it('has a table in the order of the guide whose groups hang together', () => {
    const groups = agreementFields.map(field => field.group);
    assert.deepEqual(
      groups.filter((group, place) => group !== groups[place - 1]),
      [...agreementGroups],
    );
    assert.equal(new Set(agreementFields.map(field => field.key)).size, agreementFields.length);
    const fields: readonly FormField[] = agreementFields;
    for (const { key, kind, codeTable } of fields)
      assert.equal(kind === 'code' || kind === 'choice', (codeTable?.length ?? 0) > 0, key);
  });

  it('knows every field of the table and no other', () => {
    const everything = {
      ...least,
      ...hukou,
      contactLandline: '0592-6181234',
      contactEmail: 'hr@employer.example',
      probation: '1个月',
      probationSalary: '1000 元/月',
      regularSalary: '3000 元/月',
      penalty: '100 元',
      reportPlace: '演示路 7 号',
      reportDeadline: '2027-07-01',
      workRegionCode: '350203',
      actualEmployer: '福州纸鹤星球精密制造有限公司',
      supplement: '一\n二',
      archivePostcode: '361000',
      archiveContact: '郑女士',
      archivePhone: '0592-6181234',
    };
    assert.deepEqual(Object.keys(everything).sort(), agreementFields.map(field => field.key).sort());
    assert.deepEqual(agreementForm.parse({ ...everything, secret: 1 }), everything);
  });

  it('takes empty texts for what is optional, and keeps none of them', () => {
    const optional = agreementFields.filter(field => !field.required || field.group === '户口').map(field => field.key);
    const blanks = Object.fromEntries(optional.map(key => [key, '']));
    assert.deepEqual(agreementForm.parse({ ...blanks, ...least }), least);
  });

  it('takes the shortest names', () => {
    assert.deepEqual(faultyKeys({ ...least, employerName: '𬭎', contactName: '吴', jobTitle: '兵' }), []);
  });

  it('wants a landline or a mobile, either is enough', () => {
    const { contactMobile: _, ...rest } = least;
    assert.deepEqual(faultsOf(rest), { contactMobile: '联系人固话和手机必填一个，请填写其中之一' });
    assert.deepEqual(faultyKeys({ ...rest, contactLandline: '0592-6181234' }), []);
    assert.deepEqual(faultyKeys({ ...least, contactMobile: '12345' }), ['contactMobile']);
    assert.deepEqual(faultyKeys({ ...least, contactLandline: '6181234' }), ['contactLandline']);
    assert.equal(agreementForm.parse({ ...least, contactMobile: '+86 138-0000-0000' }).contactMobile, '13800000000');
    assert.equal(agreementForm.parse({ ...least, contactLandline: ' 0592 - 6181234' }).contactLandline, '0592-6181234');
  });

  it('warns of a wrong check character until it is confirmed, refuses other faults of the code', () => {
    const wrong = { ...least, uscc: '91350100M000100Y44' };
    assert.deepEqual(faultyKeys(wrong), ['usccConfirmed']);
    assert.deepEqual(faultyKeys({ ...wrong, usccConfirmed: false }), ['usccConfirmed']);
    assert.deepEqual(faultyKeys({ ...wrong, usccConfirmed: true }), []);
    assert.deepEqual(faultyKeys({ ...least, uscc: '91350100M000100Y4', usccConfirmed: true }), ['uscc']);
    assert.deepEqual(faultyKeys({ ...least, uscc: '9135010OM000100Y43', usccConfirmed: true }), ['uscc']);
    assert.equal(agreementForm.parse({ ...least, uscc: ' 91350100 m000100y43' }).uscc, least.uscc);
  });

  it('counts characters: 1000 in the supplement, rare ones as one', () => {
    assert.deepEqual(faultyKeys({ ...least, supplement: '𬭎'.repeat(1000) }), []);
    assert.deepEqual(faultsOf({ ...least, supplement: '字'.repeat(1001) }), { supplement: '协议补充内容最多 1000 个字，请精简' });
    for (const { key, kind, maxLength } of agreementFields) {
      if (kind !== 'text' || key === 'uscc' || key === 'archivePostcode') continue;
      assert.deepEqual(faultyKeys({ ...least, ...hukou, [key]: '字'.repeat(maxLength) }), [], key);
      assert.deepEqual(faultyKeys({ ...least, ...hukou, [key]: '字'.repeat(maxLength + 1) }), [key], key);
    }
  });

  it('takes only codes that are offered, regions, days, postcodes and addresses of the right form', () => {
    const wrong = {
      employerNature: '00',
      employerIndustry: 'AA',
      jobCategory: '1',
      archiveType: '9',
      employerRegionCode: '3502',
      archiveRegionCode: '福建省',
      workRegionCode: '035020',
      reportDeadline: '2027-02-30',
      archivePostcode: '36100',
      archivePhone: '110',
      contactEmail: 'hr@employer',
    };
    assert.deepEqual(faultyKeys({ ...least, ...wrong }), Object.keys(wrong).sort());
    assert.deepEqual(faultyKeys({ ...least, ...hukou, hukouType: '5' }), ['hukouType']);
    for (const message of Object.values(faultsOf({ ...least, ...wrong }))) assert.match(message, /请/);
  });

  it('refuses control characters, but not line breaks', () => {
    assert.deepEqual(faultyKeys({ ...least, supplement: '一\r\n\t二' }), []);
    for (const character of ['\0', '\u0007', '\u001b', '\u0085'])
      assert.deepEqual(faultyKeys({ ...least, jobTitle: `工${character}程师` }), ['jobTitle']);
  });

  it('prints no pictographs, no pay below nothing, no address of a Chinese keyboard', () => {
    for (const picture of ['工程师🎉', '❤️', '👍🏽', '1️⃣', '🇨🇳'])
      assert.deepEqual(faultyKeys({ ...least, jobTitle: picture }), ['jobTitle'], picture);
    assert.deepEqual(faultyKeys({ ...least, jobTitle: '品牌™策划 𬭎' }), []);
    for (const key of ['probationSalary', 'regularSalary', 'penalty'] as const) {
      for (const pay of ['-1', '－１', '¥ -100', '—3000 元']) assert.deepEqual(faultyKeys({ ...least, [key]: pay }), [key], pay);
      for (const pay of ['面议', '3000-4500 元/月', '4000元—5000元', '0 元'])
        assert.equal(agreementForm.parse({ ...least, [key]: pay })[key], pay);
    }
    assert.equal(agreementForm.parse({ ...least, regularSalary: ' ４５００ 元/月 ' }).regularSalary, '4500 元/月');
    assert.equal(agreementForm.parse({ ...least, contactEmail: 'ＨＲ＠ｅxample。ｃｎ' }).contactEmail, 'HR@example.cn');
    assert.equal(agreementForm.parse({ ...least, archivePostcode: '３６１００５' }).archivePostcode, '361005');
  });

  it('has a day of reporting that fits the cohort', () => {
    const asked = agreementFormFor({ hukouAtSchool: false, cohort: 2027 });
    for (const reportDeadline of ['2020-07-01', '2026-08-31', '2030-01-01'])
      assert.match(faultsOf({ ...least, reportDeadline }, asked).reportDeadline ?? '', /2026年9月至2029年12月/);
    for (const reportDeadline of ['2026-09-01', '2027-07-15', '2029-12-31'])
      assert.deepEqual(faultyKeys({ ...least, reportDeadline }, asked), []);
  });

  it('finishes a hukou block that was begun', () => {
    assert.deepEqual(faultyKeys({ ...least, hukouType: '1' }), ['hukouAddress', 'hukouRegionCode']);
    assert.deepEqual(faultyKeys({ ...least, hukouAddress: '演示路' }), ['hukouRegionCode', 'hukouType']);
  });

  it('asks for hukou where it is with the school, and drops it where it is not', () => {
    const asked = agreementFormFor({ hukouAtSchool: true, cohort: 2027 });
    assert.deepEqual(faultyKeys(least, asked), ['hukouAddress', 'hukouRegionCode', 'hukouType']);
    assert.deepEqual(asked.parse({ ...least, ...hukou }), { ...least, ...hukou });
    const hidden = agreementFormFor({ hukouAtSchool: false, cohort: 2027 });
    assert.deepEqual(hidden.parse({ ...least, ...hukou }), least);
    assert.deepEqual(hidden.parse({ ...least, hukouType: '1' }), least);
  });

  it('names every fault at once, those between fields too', () => {
    assert.deepEqual(faultyKeys({ ...least, contactMobile: '', jobTitle: '', uscc: '91350100M000100Y44' }), [
      'contactMobile',
      'jobTitle',
      'usccConfirmed',
    ]);
  });

  it('refuses input that is not a form', () => {
    for (const value of [undefined, null, 'text', 7, []]) assert.equal(agreementForm.safeParse(value).success, false);
  });

  it('describes itself as JSON schema, in and out', () => {
    for (const io of ['input', 'output'] as const) {
      const schema = z.toJSONSchema(agreementForm, { io });
      assert.equal(Object.keys(schema.properties ?? {}).length, agreementFields.length + 1);
    }
  });
});

describe('the invitation form', () => {
  const invitation = { graduateName: '林知𬭎', idNumber: '350203200411020011', agreement: least };

  it('is valid for 3 days unless told otherwise', () => {
    assert.equal(invitationForm.parse(invitation).validityDays, 3);
    assert.equal(invitationForm.parse({ ...invitation, validityDays: 30 }).validityDays, 30);
    assert.equal(invitationForm.parse({ ...invitation, validityDays: 1 }).validityDays, 1);
  });

  it('refuses other validities', () => {
    for (const validityDays of [0, 31, 2.5, '3', null, Number.NaN]) {
      assert.deepEqual(faultsOf({ ...invitation, validityDays }, invitationForm), {
        validityDays: '应约有效期为 1–30 天，请填写整数',
      });
    }
  });

  it('wants name and number, and points at fields inside the agreement', () => {
    assert.deepEqual(faultyKeys({ agreement: { ...least, jobTitle: '' } }, invitationForm), [
      'agreement.jobTitle',
      'graduateName',
      'idNumber',
    ]);
  });
});
