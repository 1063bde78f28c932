/** Where a field reads otherwise in one destination type than in the others. */
import { bachelorAdmission, postgraduateAdmission, secondDegreeAdmission } from '../codes/admission-levels.ts';
import { countriesAbroad } from '../codes/countries.ts';
import type { DestinationType } from '../codes/destination-types.ts';
import { businessRoles, projectRoles, shopRoles } from '../codes/entrepreneur-roles.ts';
import type { FormField } from './form-field.ts';

/** What may differ from one type to another. */
export type Wording = Partial<Pick<FormField, 'group' | 'label' | 'hint' | 'codeTable'>>;

const abroad: Wording = { codeTable: countriesAbroad };
const unit: Wording = { label: '录用单位名称', hint: '接收或服务单位的全称' };
const post: Wording = { hint: '例如：初中数学教师' };
/** Where no street is asked, the region is no postal address. */
const seat: Wording = { label: '单位所在地' };

/** By the type's code or its parent's, and the field's key. */
const wordings: Readonly<Record<string, Readonly<Record<string, Wording>>>> = {
  '10.05': {
    employerName: { hint: '录用文件所写的部队或单位名称' },
    employerRegionCode: seat,
    jobTitle: { hint: '军官或文职人员的岗位' },
  },
  '10.06': { employerName: { label: '规培基地名称', hint: '录取通知所写的全称' }, jobTitle: { hint: '例如：内科住院医师' } },
  '10.07': { employerName: { label: '国际组织名称', hint: '中文或外文全称' } },
  '10.08': { employerName: { hint: '中文或外文全称' }, countryCode: abroad },
  '10.09': { employerName: { label: '定向/委培单位' }, employerRegionCode: { label: '定向/委培单位所在地' } },
  '11.01': { contractEnd: { hint: '无固定期限劳动合同不填' } },
  '27.03': { employerName: { label: '博士后设站单位名称', hint: '进站通知所写的全称' } },
  '50': { employerName: unit, employerRegionCode: seat, jobTitle: post },
  '51': { employerName: unit, employerRegionCode: seat, jobTitle: post },
  '75.01': { role: { codeTable: businessRoles } },
  '75.02': { role: { codeTable: projectRoles } },
  '75.03': { role: { codeTable: shopRoles } },
  '75': { uscc: { group: '创业' } },
  '76': { regionCode: { group: '自由职业', label: '从业所在地' } },
  '80.01': { admittingLevel: { codeTable: bachelorAdmission } },
  '80.02': { admittingLevel: { codeTable: postgraduateAdmission } },
  '80.03': { admittingLevel: { codeTable: secondDegreeAdmission } },
  '85': { countryCode: { ...abroad, group: '升学', label: '留学国家（地区）' } },
};

/** What a field of the type has instead of what its row says. The type's own word wins over its parent's. */
export const wordingOf = ({ code, parentCode }: Pick<DestinationType, 'code' | 'parentCode'>, key: string): Wording => ({
  ...wordings[parentCode]?.[key],
  ...wordings[code]?.[key],
});
