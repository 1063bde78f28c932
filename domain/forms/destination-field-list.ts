/** A field of a destination's form, as a page, a check, a report and a document read it. */
export interface FormField {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  readonly kind: 'text' | 'textarea' | 'code' | 'region' | 'phone' | 'email' | 'date' | 'month' | 'choice';
  readonly codeTable?: string;
  readonly required: boolean;
  readonly hint: string;
  /** In characters. */
  readonly maxLength: number;
  /** Comes from the roster; nobody types it. */
  readonly fixed?: true;
}

type Own = Omit<FormField, 'required' | 'fixed'>;

/** The fields that other destinations have beside those of the agreement form, in the order of the screen. */
export const ownFields: readonly Own[] = [
  {
    key: 'countryCode',
    label: '所在国家（地区）',
    group: '用人单位',
    kind: 'code',
    codeTable: 'countries',
    hint: '请选择国家或地区',
    maxLength: 2,
  },
  { key: 'monthlySalary', label: '月薪', group: '岗位', kind: 'text', hint: '例如：4500 元/月', maxLength: 50 },
  { key: 'contractStart', label: '合同开始日期', group: '合同', kind: 'date', hint: '以合同或证明所写为准', maxLength: 10 },
  { key: 'contractEnd', label: '合同结束日期', group: '合同', kind: 'date', hint: '以合同或证明所写为准', maxLength: 10 },
  { key: 'serviceStart', label: '服务开始日期', group: '服务', kind: 'date', hint: '以录用文件所写为准', maxLength: 10 },
  { key: 'serviceEnd', label: '服务结束日期', group: '服务', kind: 'date', hint: '以录用文件所写为准', maxLength: 10 },
  { key: 'recruitRegionCode', label: '应征地', group: '入伍', kind: 'region', hint: '请选择批准入伍的省市区', maxLength: 6 },
  { key: 'enlistDate', label: '入伍日期', group: '入伍', kind: 'date', hint: '以通知书所写为准', maxLength: 10 },
  { key: 'noticeNo', label: '通知书编号', group: '入伍', kind: 'text', hint: '通知书右上角的编号', maxLength: 50 },
  { key: 'admittingSchool', label: '录取院校', group: '升学', kind: 'text', hint: '与录取通知书一致的全称', maxLength: 120 },
  {
    key: 'admittingLevel',
    label: '录取层次',
    group: '升学',
    kind: 'choice',
    codeTable: 'admissionLevels',
    hint: '请选择',
    maxLength: 2,
  },
  { key: 'admittingMajor', label: '录取专业', group: '升学', kind: 'text', hint: '与录取通知书一致', maxLength: 100 },
  { key: 'admittingCollege', label: '录取院系', group: '升学', kind: 'text', hint: '例如：海洋学院', maxLength: 100 },
  { key: 'supervisor', label: '导师', group: '升学', kind: 'text', hint: '已确定导师的填写姓名', maxLength: 50 },
  { key: 'enrollDate', label: '入学年月', group: '升学', kind: 'month', hint: '例如：2027-09', maxLength: 7 },
  { key: 'businessName', label: '企业或个体工商户名称', group: '创业', kind: 'text', hint: '与营业执照一致', maxLength: 120 },
  { key: 'projectName', label: '创业项目名称', group: '创业', kind: 'text', hint: '与孵化协议或证明一致', maxLength: 120 },
  { key: 'incubatorName', label: '孵化机构名称', group: '创业', kind: 'text', hint: '出具协议或证明的机构全称', maxLength: 120 },
  { key: 'shopName', label: '网店名称', group: '创业', kind: 'text', hint: '与网店主页一致', maxLength: 120 },
  { key: 'shopUrl', label: '网店网址', group: '创业', kind: 'text', hint: '以 https:// 开头的店铺主页地址', maxLength: 300 },
  { key: 'platform', label: '所在电商平台', group: '创业', kind: 'text', hint: '网店所在平台的名称', maxLength: 50 },
  { key: 'industry', label: '所属行业', group: '创业', kind: 'code', codeTable: 'industries', hint: '请选择', maxLength: 4 },
  {
    key: 'occupationKind',
    label: '职业类别',
    group: '自由职业',
    kind: 'choice',
    codeTable: 'occupationKinds',
    hint: '请选择最接近的一类',
    maxLength: 2,
  },
  {
    key: 'workDescription',
    label: '工作内容',
    group: '自由职业',
    kind: 'textarea',
    hint: '做什么、为谁做、收入从何而来，最多 500 字',
    maxLength: 500,
  },
  { key: 'monthlyIncome', label: '月均收入', group: '自由职业', kind: 'text', hint: '例如：4000 元/月', maxLength: 50 },
  { key: 'regionCode', label: '所在地', group: '创业', kind: 'region', hint: '请选择省市区', maxLength: 6 },
  {
    key: 'role',
    label: '创业身份',
    group: '创业',
    kind: 'choice',
    codeTable: 'entrepreneurRoles',
    hint: '请选择本人的身份',
    maxLength: 2,
  },
  { key: 'registeredAt', label: '注册日期', group: '创业', kind: 'date', hint: '营业执照上的成立（注册）日期', maxLength: 10 },
  { key: 'startupFund', label: '启动资金', group: '创业', kind: 'text', hint: '例如：5 万元', maxLength: 50 },
  { key: 'employeesHired', label: '带动就业人数', group: '创业', kind: 'text', hint: '填写整数，不含本人', maxLength: 5 },
  {
    key: 'platformUrl',
    label: '作品或账号主页',
    group: '自由职业',
    kind: 'text',
    hint: '以 https:// 开头的网址',
    maxLength: 300,
  },
  {
    key: 'plan',
    label: '近期打算',
    group: '求职计划',
    kind: 'textarea',
    hint: '目前进展和下一步安排，最多 500 字',
    maxLength: 500,
  },
  {
    key: 'helpNeeded',
    label: '需要学校提供的帮助',
    group: '求职计划',
    kind: 'textarea',
    hint: '例如：岗位推荐、简历指导，最多 500 字',
    maxLength: 500,
  },
  {
    key: 'targetIndustry',
    label: '意向行业',
    group: '求职计划',
    kind: 'code',
    codeTable: 'industries',
    hint: '请选择',
    maxLength: 4,
  },
  { key: 'targetRegion', label: '意向地区', group: '求职计划', kind: 'region', hint: '请选择省市区', maxLength: 6 },
  { key: 'expectedSalary', label: '期望薪资', group: '求职计划', kind: 'text', hint: '例如：5000 元/月', maxLength: 50 },
];
