/** Every action of every flow, and the word on its button. */
export const actionWords = {
  invite: '发送邀请',
  recall: '撤回邀请',
  expire: '逾期失效',
  accept: '接受',
  decline: '拒绝',
  approve: '审核通过',
  reject: '审核不通过',
  return: '退回修改',
  withdraw: '撤回修改',
  refreshSnapshot: '获取最新学生信息',
  submit: '提交审核',
  terminate: '解除',
  close: '截止',
} as const;

export type Action = keyof typeof actionWords;
