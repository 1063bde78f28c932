/** The columns that a download of the desk's lists may have, in their order in the sheet. */

export interface ExportColumn {
  readonly key: string;
  readonly title: string;
  readonly group: '毕业生' | '去向' | '办理';
  /** Ticked at first. */
  readonly usual?: true;
  /** Masked, unless the school lets this kind of account export in full. */
  readonly personal?: true;
}

export const exportColumns = [
  { key: 'name', title: '姓名', group: '毕业生', usual: true },
  { key: 'studentNumber', title: '学号', group: '毕业生', usual: true },
  { key: 'examNumber', title: '考生号', group: '毕业生' },
  { key: 'documentType', title: '证件类型', group: '毕业生' },
  { key: 'documentNumber', title: '证件号码', group: '毕业生', personal: true },
  { key: 'gender', title: '性别', group: '毕业生' },
  { key: 'phone', title: '手机号码', group: '毕业生', personal: true },
  { key: 'cohort', title: '届别', group: '毕业生', usual: true },
  { key: 'department', title: '院系', group: '毕业生', usual: true },
  { key: 'major', title: '专业', group: '毕业生', usual: true },
  { key: 'class', title: '班级', group: '毕业生', usual: true },
  { key: 'educationLevel', title: '学历层次', group: '毕业生', usual: true },
  { key: 'flow', title: '办理类型', group: '去向' },
  { key: 'destination', title: '去向类型', group: '去向', usual: true },
  { key: 'employer', title: '单位、院校或去向', group: '去向', usual: true },
  { key: 'uscc', title: '统一社会信用代码', group: '去向', usual: true },
  { key: 'employerNature', title: '单位性质', group: '去向' },
  { key: 'employerIndustry', title: '单位行业', group: '去向' },
  { key: 'employerRegion', title: '单位所在地', group: '去向' },
  { key: 'jobCategory', title: '职位类别', group: '去向' },
  { key: 'jobTitle', title: '岗位', group: '去向', usual: true },
  { key: 'contactName', title: '单位联系人', group: '去向' },
  { key: 'contactMobile', title: '单位联系电话', group: '去向', personal: true },
  { key: 'archiveType', title: '档案转递类型', group: '去向' },
  { key: 'archiveReceiver', title: '档案接收单位', group: '去向' },
  { key: 'hukouType', title: '户口迁移类型', group: '去向' },
  { key: 'flagged', title: '预警单位', group: '去向' },
  { key: 'agreementNumber', title: '协议编号', group: '办理', usual: true },
  { key: 'state', title: '当前状态', group: '办理', usual: true },
  { key: 'submittedAt', title: '提交时间', group: '办理', usual: true },
  { key: 'since', title: '到此状态时间', group: '办理', usual: true },
  { key: 'markedAt', title: '请求协助（作废）时间', group: '办理' },
] as const satisfies readonly ExportColumn[];
export type ExportKey = (typeof exportColumns)[number]['key'];
export const exportKeys: readonly ExportKey[] = exportColumns.map(({ key }) => key);
/** What is ticked at first. */
export const usualKeys: readonly ExportKey[] = exportColumns.filter(column => 'usual' in column).map(({ key }) => key);
