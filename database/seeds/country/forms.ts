/** What was filled in on the way to a destination: an agreement, or the form of another type, as the product's own schemas want it. */
import { nameOf } from '#domain/codes/code-table.ts';
import { destinationTypes, offeredTypes } from '#domain/codes/destination-types.ts';
import { archiveFields } from '#domain/forms/archive.ts';
import { destinationFields } from '#domain/forms/destination-fields.ts';
import type { Field } from '#domain/forms/form-field.ts';
import { hukouFields } from '#domain/forms/hukou.ts';
import { type InventedEmployer, inventEmployers } from '../../demo/invented-employers.ts';
import type { Random } from '../../demo/random.ts';
import type { Row } from './people.ts';

export type Form = Readonly<Record<string, string>>;
/** Employers that are not registered: their agreements are signed on paper. Codes above those of the registered ones. */
const unregistered = inventEmployers(3_000, 4_711).map((employer, at) => ({
  ...employer,
  name: `${employer.name}（${at + 1}）`,
}));
const posts = [
  '软件工程师',
  '市场专员',
  '小学教师',
  '护士',
  '结构工程师',
  '会计',
  '船舶驾驶员',
  '新媒体编辑',
  '质量检验员',
  '人力资源专员（管培生）',
];
const salaries = ['5000 元/月', '6500 元/月', '8000 元/月', '年薪 12 万元'];

export const otherEmployer = (random: Random): InventedEmployer => random.pick(unregistered);

/** An answer to a field, made up from what kind it is. */
function answerTo({ kind, codeTable }: Field, employer: InventedEmployer, otherwise: string): string {
  const code = codeTable?.find(({ enabled }) => enabled !== false)?.code;
  return code ?? (kind === 'region' ? employer.regionCode : (ofKind[kind] ?? otherwise));
}
const ofKind: Readonly<Partial<Record<Field['kind'], string>>> = {
  date: '2027-07-01',
  month: '2027-09',
  phone: '13900990001',
  email: '',
};
/** Archive and hukou go to the talent service where the employer is. */
const sentTo = (block: readonly Field[], employer: InventedEmployer): Form =>
  Object.fromEntries(
    block
      .filter(({ required }) => required)
      .map(field => [field.key, answerTo(field, employer, `演示人才服务中心（${employer.address}）`)]),
  );

export function agreementForm(random: Random, employer: InventedEmployer, row: Row): Form {
  return {
    employerName: employer.name,
    uscc: employer.uscc,
    employerNature: employer.nature,
    employerIndustry: employer.industry,
    employerRegionCode: employer.regionCode,
    employerAddress: employer.address,
    jobCategory: '13',
    jobTitle: random.pick(posts),
    contactName: employer.contactName,
    contactMobile: employer.contactMobile,
    contactEmail: employer.contactEmail,
    probation: `${random.whole(1, 6)} 个月`,
    regularSalary: random.pick(salaries),
    ...sentTo(archiveFields, employer),
    ...(row.hukouTransferred ? sentTo(hukouFields, employer) : {}),
  };
}

const weights: Readonly<Record<string, number>> = {
  '80.02': 40,
  '80.01': 40,
  '70.01': 16,
  '76.01': 10,
  '85.01': 8,
  '72.01': 6,
  '70.03': 10,
};
const typesFor = new Map<string, readonly string[]>();
/** Among the types that fit the graduate's level, the common ones more often. */
export function otherTypeFor(random: Random, level: string): string {
  const known = typesFor.get(level);
  const types =
    known ??
    offeredTypes(level, '1')
      .filter(({ flow }) => flow === 'other-destination')
      .flatMap(({ code }) => Array.from({ length: weights[code] ?? 1 }, () => code));
  typesFor.set(level, types);
  return random.pick(types);
}

const texts: Readonly<Record<string, string>> = {
  contactLandline: '',
  shopUrl: 'https://shop.example/mine',
  monthlySalary: '4500 元/月',
  monthlyIncome: '4000 元/月',
  admittingSchool: '西岭师范大学（演示）',
  businessName: '半盏鲸落文化工作室',
};
const asked = new Map<string, ReturnType<typeof destinationFields>>();

/** Whatever the type asks, filled in; what names an employer names one. */
export function otherForm(random: Random, type: string, row: Row): Form {
  const key = `${type} ${row.hukouTransferred === true}`;
  const known = asked.get(key) ?? destinationFields(type, { hukouAtSchool: row.hukouTransferred === true });
  asked.set(key, known);
  const employer = otherEmployer(random);
  const own: Readonly<Record<string, string>> = {
    employerName: employer.name,
    uscc: employer.uscc,
    employerAddress: employer.address,
    jobTitle: random.pick(posts),
  };
  return Object.fromEntries(
    known
      .filter(({ key, required }) => required || key === 'contactMobile')
      .map(field => [
        field.key,
        texts[field.key] ?? own[field.key] ?? answerTo(field, employer, `${nameOf(destinationTypes, type)}，如材料所写`),
      ]),
  );
}
