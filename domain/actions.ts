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
  save: '暂存',
  submit: '提交审核',
  discard: '撤销',
  upload: '本人回传协议书',
  requestEmployerUpload: '用人单位协助回传协议书',
  request: '申请解约',
  cancel: '撤回解约申请',
  askSchool: '请求学校协助',
  noteHelp: '记录协助情况',
  passOn: '单位已同意，转入审核',
  amend: '修改去向',
  void: '作废',
  terminate: '解除',
  close: '截止',
} as const;

export type Action = keyof typeof actionWords;
