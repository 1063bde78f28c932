import { regionTable } from '#domain/codes/regions.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type FormBasics, formContent, formSections } from '#domain/verification/form.ts';
import type { FormDocument, FormSignature } from '../form-document.ts';

const regions = regionTable([
  { code: '320000', name: '江苏省', level: 'province' },
  { code: '320500', name: '苏州市', parent: '320000', level: 'city' },
  { code: '320506', name: '吴中区', parent: '320500', level: 'county' },
  { code: '650000', name: '新疆维吾尔自治区', level: 'province' },
  { code: '654000', name: '伊犁哈萨克自治州', parent: '650000', level: 'city' },
  { code: '654022', name: '察布查尔锡伯自治县', parent: '654000', level: 'county' },
]);

const basics: FormBasics = {
  name: '陆𬭎㛃',
  gender: '2',
  originRegion: '320506',
  schoolName: '江南云岭大学',
  majorName: '计算机科学与技术',
  educationLevel: '21',
  graduatesIn: '202706',
};
const destination = {
  destinationType: '10',
  destinationCategory: '10',
  employerName: '苏州澄湖智造科技有限公司',
  employerRegionCode: '320506',
};
const transfers = {
  archive: {
    transferType: '2',
    receiverName: '苏州市吴中区人才服务中心',
    receiverRegionCode: '320506',
    receiverAddress: '东吴北路98号人力资源市场三楼',
    receiverPostcode: '215128',
    receiverContact: '档案科',
    receiverPhone: '0512-65250001',
  },
  hukou: { transferType: '2', moveToRegionCode: '320506', moveToAddress: '东太湖大道2888号澄湖花园12幢301室' },
};

/** As long as a real link with a signed statement gets. */
const longLink = (kind: TransferKind): string =>
  `https://quxiang.example.edu.cn/check/${kind}#t=7RkYq2mV0cXw1ZbT9uHs4A&s=${'eyJhbGciOiJFZERTQSIsImtpZCI6IjEifQ.'.repeat(15)}`.slice(
    0,
    600,
  );

export const signature: FormSignature = {
  level: 'B-T',
  signer: '去向演示签章（测试证书，不具法律效力）',
  isTestCertificate: true,
};

export const formOf = (kind: TransferKind, change: Partial<FormDocument> = {}): FormDocument => ({
  kind,
  purpose: 'authorization',
  code: '7K3M-9Q2A-Z0XC-V5TB-8N',
  qr: longLink(kind),
  formNumber: `${kind === 'archive' ? 'D' : 'H'}20270615-7K3M9Q2A`,
  sections: formSections(kind, formContent(kind, basics, { destination, transfer: transfers[kind] }), regions),
  issuedAt: new Date('2027-06-15T08:30:00Z'),
  expiresAt: new Date('2027-12-31T16:00:00Z'),
  checkUrl: `https://quxiang.example.edu.cn/check/${kind}`,
  ...change,
});

/** Everything at its longest. */
export const crowdedForm = (): FormDocument =>
  formOf('archive', {
    sections: formSections(
      'archive',
      formContent(
        'archive',
        {
          ...basics,
          name: '古丽巴哈尔·阿卜杜热依木·买买提艾力·吐尔逊江·依明',
          originRegion: '654022',
          schoolName: '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县锡伯民族文化与旅游高等专科学校',
          majorName: '中国少数民族语言文学（锡伯语言文学与察合台文献整理）',
        },
        {
          destination: {
            ...destination,
            employerName:
              '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县锡伯民族文化遗产保护传承与文化旅游融合发展投资集团股份有限公司伊宁分公司',
            employerRegionCode: '654022',
          },
          transfer: {
            ...transfers.archive,
            receiverName:
              '新疆维吾尔自治区伊犁哈萨克自治州察布查尔锡伯自治县人力资源和社会保障局公共就业人才服务中心（流动人员人事档案管理科）',
            receiverRegionCode: '654022',
            receiverAddress: '察布查尔锡伯自治县孙扎齐牛录镇锡伯民族文化遗产保护传承中心三号楼二层东侧'.repeat(2),
            receiverContact: '流动人员人事档案管理科（周一至周五接收）',
          },
        },
      ),
      regions,
    ),
  });

/** Nothing is registered for the kind. */
export const bareForm = (): FormDocument =>
  formOf('hukou', {
    sections: formSections('hukou', formContent('hukou', basics, { destination, transfer: undefined }), regions),
  });
