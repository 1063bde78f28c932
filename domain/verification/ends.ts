/** Why a code is no longer answered. */
export const codeEnds = {
  expired: '有效期已过',
  graduate: '本人已结束授权',
  renewed: '已重新生成',
  changed: '登记信息已变更',
  wrong: '本人确认信息有误',
  'destination-ended': '毕业去向已解除或作废',
  lapsed: '已不在学生名单中',
} as const;
export type CodeEnd = keyof typeof codeEnds;
export const isCodeEnd = (name: string): name is CodeEnd => Object.hasOwn(codeEnds, name);
