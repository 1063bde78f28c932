import { type FlowName, flowNames } from '../flows/all.ts';

/** The flows that ask for reasons, by the names of their tables. */
export type ReasonFlow = FlowName | 'archive-request' | 'hukou-request' | 'employer-qualification';

const other = '其他';
const wrongUnit = '单位信息有误';
const wrongArchive = '档案转递信息有误';
const wrongHukou = '户口迁移信息有误';
const rosterDiffers = '关键信息与学生名单不一致';
const unclear = '材料图像不清晰或不完整';
const untrue = '材料真实性存疑';

/** What a school's reason lists hold until it changes them: per flow, per action. */
export const defaultReasons: Readonly<Record<ReasonFlow, Readonly<Record<string, readonly string[]>>>> = {
  'online-signing': {
    decline: ['已有其他去向', '岗位或待遇不合适', '工作地点不合适', '与单位沟通有误', other],
    reject: [
      wrongUnit,
      '岗位信息与专业或实际不符',
      '协议条款不符合规定',
      rosterDiffers,
      wrongArchive,
      wrongHukou,
      '单位资质存疑',
      '学生本人申请',
      other,
    ],
  },
  'offline-signing': {
    return: [
      wrongUnit,
      '协议条款填写有误',
      wrongArchive,
      wrongHukou,
      unclear,
      '未加盖公章或公章不符',
      '上传的协议书版本不符',
      other,
    ],
    reject: ['单位资质存疑', '协议条款不符合规定', rosterDiffers, untrue, '学生已提交情况说明，申请重新签约', other],
  },
  'paper-signing': {
    return: [wrongUnit, '填写内容与纸质协议不一致', wrongArchive, wrongHukou, unclear, '未加盖公章或公章不符', other],
    reject: ['单位资质存疑', untrue, rosterDiffers, '协议条款不符合规定', other],
  },
  'online-termination': {
    request: ['协商一致解除', '升学或出国', '公务员、事业单位等录用', '单位原因无法履约', '个人原因', other],
    decline: ['尚未协商一致', '违约责任未履行', '不同意解约理由', other],
    reject: ['双方尚未协商一致', '违约责任未履行', untrue, other],
  },
  'offline-termination': {
    return: ['解约材料不清晰或不完整', '解约函未加盖公章', '解约理由填写不完整', other],
    reject: ['双方尚未协商一致', untrue, '违约责任未履行', other],
  },
  'other-destination': {
    return: [
      '去向类型选择有误',
      '填写内容与证明材料不一致',
      '证明材料不清晰或不完整',
      wrongUnit,
      wrongArchive,
      wrongHukou,
      other,
    ],
    reject: [untrue, '不符合该去向类型的要求', rosterDiffers, '学生本人申请', other],
    void: ['去向发生变化', '登记有误，重新登记', other],
  },
  'archive-request': {
    reject: ['转递类型选择有误', '接收单位无人事档案管理权限', '接收单位名称或地址有误', '情况说明或证明材料不完整', other],
  },
  'employer-qualification': {
    return: [
      '单位信息与证照不一致',
      '统一社会信用代码有误',
      '证照图片不清晰或不完整',
      '证照已过期或已注销',
      '联系方式有误',
      '单位资质存疑',
      other,
    ],
  },
  'hukou-request': {
    reject: ['迁移类型选择有误', '迁移地址有误或不完整', '情况说明或证明材料不完整', other],
  },
};

/** Why a graduate is taken off the roster. */
export const rosterDeletionReasons: readonly string[] = [
  '重复上传',
  '信息有误，重新上传',
  '延期毕业',
  '退学、转学或取消学籍',
  '不属于本届毕业生',
  other,
];

/** Why the province refuses another training mode. */
export const modeRefusalReasons: readonly string[] = [
  '佐证材料不完整或不清晰',
  '定向、委培单位信息有误',
  '不符合培养方式修改规定',
  '定向、委培单位未同意',
  other,
];

/** A school's own lists, by flow and action; a list that is not there is the default one. */
export type OwnReasons = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** The reasons for one action of one flow; none where the action asks for none. */
export function reasonsFor(flow: ReasonFlow, action: string, own: OwnReasons = {}): readonly string[] {
  return own[flow]?.[action] ?? defaultReasons[flow][action] ?? [];
}

/** The lists that a school may change: those of its own cases. Who qualifies employers has one list for the country. */
export const reasonLists: readonly { readonly flow: FlowName; readonly action: string }[] = flowNames.flatMap(flow =>
  Object.keys(defaultReasons[flow]).map(action => ({ flow, action })),
);
