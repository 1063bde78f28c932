import type { AgreementDocument } from '../agreement-data.ts';

// Invented people and organisations for tests and for looking at the page.

export const onlineAgreement: AgreementDocument = {
  kind: 'online',
  agreementNumber: '2027320100000421',
  version: 1,
  issuedAt: new Date('2027-03-18T06:42:10Z'),
  schoolName: '江南云岭大学',
  graduate: {
    name: '陆𬭎㛃',
    gender: '女',
    ethnicGroup: '汉族',
    politicalStatus: '中国共产主义青年团团员',
    documentType: '居民身份证',
    documentNumber: '32010220050314002X',
    educationLevel: '本科',
    major: '计算机科学与技术',
    department: '信息工程学院',
    studentNumber: '2023110427',
    schoolingYears: '四年',
    graduatedOn: '2027年6月',
    phone: '13900000421',
    email: 'lu.hongjie@example.edu.cn',
  },
  employer: {
    name: '苏州澄湖智造科技有限公司',
    uscc: '91320594MA1XK7Q23C',
    nature: '其他企业',
    industry: '软件和信息技术服务业',
    address: '江苏省苏州市吴中区澄湖东路 88 号 3 幢 12 层',
    jobCategory: '工程技术人员',
    jobTitle: '后端开发工程师',
    contact: '沈䶮',
    landline: '0512-60000088',
    mobile: null,
    email: 'hr@chenghu-zhizao.example.com',
  },
  terms: {
    probation: '3 个月',
    probationSalary: '8000 元/月',
    regularSalary: '10000 元/月',
    penalty: '3000 元',
    reportPlace: '苏州市吴中区澄湖东路 88 号 3 幢 1 层人事行政部',
    reportDeadline: '2027年7月15日前',
    workplace: '江苏省苏州市吴中区',
    actualEmployer: null,
  },
  archive: {
    transferType: '托管单位接收',
    receiverName: '苏州市吴中区人才服务中心',
    address: '江苏省苏州市吴中区迎春南路 66 号',
    postcode: '215128',
    contact: '档案管理科',
    phone: '0512-60000166',
  },
  hukou: { migrationType: '转回生源地', address: '江苏省南通市如皋市如城街道海阳南路派出所' },
  supplement:
    '甲方为乙方提供单身公寓一间，试用期内免收租金。\n乙方毕业当年未取得毕业证书的，甲方可以解除本协议，双方互不承担违约责任。',
  schoolClauses: '本协议一式三份。甲乙双方解除协议的，须在登记系统办理，学校不另出具书面证明。',
  signing: {
    invited: { by: '苏州澄湖智造科技有限公司', at: new Date('2027-03-12T01:20:33Z') },
    accepted: { by: '陆𬭎㛃', at: new Date('2027-03-13T12:05:09Z'), way: '勾选承诺并输入短信验证码' },
    departmentReviewed: { by: '信息工程学院', at: new Date('2027-03-16T02:11:45Z') },
    schoolReviewed: { by: '江南云岭大学', at: new Date('2027-03-18T06:42:07Z') },
  },
  signature: { level: 'B-T', signer: '去向演示签章（测试证书，不具法律效力）', isTestCertificate: true },
};

const longSupplement = Array.from({ length: 40 }, (_, i) => `第${i + 1}项约定：甲方安排乙方参加岗前培训，费用由甲方承担。`).join(
  '\n',
);

/** Everything at its longest. */
export const crowdedAgreement: AgreementDocument = {
  ...onlineAgreement,
  agreementNumber: null,
  graduate: {
    ...onlineAgreement.graduate,
    name: '古丽巴哈尔·阿卜杜热依木·买买提艾力·吐尔逊江·依明',
    ethnicGroup: '维吾尔族',
    documentType: '港澳台居民居住证',
    major: '少数民族语言文学（维吾尔语言文学与民间口头传统数字化整理方向）',
    department: '西北边疆社会与民族文化遗产数字化保护研究院',
    email: 'gulbahar.abdureyim.memeteli.tursunjan@students.northwest-frontier.example.edu.cn',
  },
  employer: {
    ...onlineAgreement.employer,
    name: '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县锡伯民族文化遗产保护传承与文化旅游融合发展投资集团股份有限公司伊宁分公司',
    industry: '水利、环境和公共设施管理业（含生态保护和环境治理业）',
    jobCategory: '文学艺术工作人员及新闻出版和文化工作人员',
    jobTitle: '非物质文化遗产口述史采集与双语数字档案整理专员',
    contact: '阿依古丽·买买提',
    mobile: '13900000888',
    email: 'human-resources-and-campus-recruitment@heritage-tourism-group.example.com.cn',
  },
  terms: {
    ...onlineAgreement.terms,
    probationSalary: '5200 元/月（另有边疆地区津贴 800 元/月）',
    reportPlace:
      '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县察布查尔镇果尔敏西路与开发区大道交叉口东北侧文化中心综合楼 B 座 4 层 412 室',
    actualEmployer: '察布查尔锡伯自治县锡伯古城景区运营管理有限责任公司',
  },
  supplement: longSupplement.slice(0, 1000),
  schoolClauses: '学校补充条款：乙方到甲方报到前，双方应互相告知有关情况的变化。'.repeat(8),
};

export const offlineAgreement: AgreementDocument = {
  ...onlineAgreement,
  kind: 'offline',
  agreementNumber: '2027320100000502',
  version: 2,
  hukou: null,
  supplement: null,
  schoolClauses: null,
  graduate: { ...onlineAgreement.graduate, name: '阿依古丽·买买提', ethnicGroup: '维吾尔族', studentNumber: null, email: null },
  signing: {
    invited: null,
    accepted: null,
    departmentReviewed: { by: '信息工程学院', at: new Date('2027-03-16T02:11:45Z') },
    schoolReviewed: { by: '江南云岭大学', at: new Date('2027-03-18T06:42:07Z') },
  },
  signature: { level: 'B-B', signer: '江南云岭大学', isTestCertificate: false },
};
