/** What is filled in, handed in and taken back; and what becomes of it when the year is over. */
import { saysWhere } from './messages.ts';
import type { ActionRow } from './row.ts';

export const filingActions = {
  save: { word: '暂存', hasNoButton: true },
  submit: {
    word: '提交审核',
    graduate: {
      confirm: '提交审核',
      done: '已提交审核',
      next: '审核之前可以撤回修改，结果会以消息告知您。',
      isMain: true,
    },
    where: [
      { flow: ['offline-signing', 'paper-signing', 'other-destination', 'training-mode-change'], asks: 'form' },
      { flow: 'auditor-appointment', word: '提议停用' },
      // On paper the reason comes with the letter: it is the same list that is chosen from online.
      { flow: 'offline-termination', asks: 'termination', reasons: { flow: 'online-termination', action: 'request' } },
    ],
  },
  // Archive and hukou: asked for the first time, asked for anew, and changed while nobody has decided.
  register: { word: '登记', asks: 'form' },
  modify: { word: '修改', asks: 'form' },
  edit: { word: '修改申请', asks: 'form' },
  requestPassword: { word: '提议重设密码' },
  lapse: { word: '信息失效' },
  discard: {
    word: '撤销',
    where: [{ flow: 'auditor-appointment', word: '不同意' }],
    graduate: {
      means: '撤销后，这项登记结束，已填写的内容不再保留为草稿，可以重新填写。',
      confirm: '确认撤销',
      done: '已撤销',
      next: '您可以重新选择去向类型填写。',
    },
  },
  withdraw: {
    word: '撤回修改',
    graduate: {
      means: '撤回后回到待提交，可以修改后重新提交；学校（院系）尚未审核时才能撤回。',
      confirm: '确认撤回',
      done: '已撤回',
      next: '请修改后重新提交审核。',
    },
    where: [
      // Nothing is corrected then: the registration stays in force.
      {
        topic: 'voiding',
        word: '撤回作废申请',
        graduate: {
          means: '撤回后，这次作废申请结束，已登记的去向继续有效；学校（院系）尚未审核时才能撤回。',
          confirm: '确认撤回',
          done: '已撤回作废申请',
          next: '已登记的去向继续有效。',
        },
      },
    ],
  },
  upload: {
    word: '本人回传协议书',
    asks: 'scan',
    graduate: {
      confirm: '提交审核',
      done: '已提交审核',
      next: '审核之前可以撤回，结果会以消息告知您。',
      isMain: true,
    },
    where: [{ role: 'agent', step: '用人单位协助回传协议书' }],
  },
  requestEmployerUpload: {
    word: '用人单位协助回传协议书',
    step: '请用人单位协助回传协议书',
    asks: 'phone',
    graduate: {
      means: '系统向单位联系人发送短信链接，单位可凭链接下载、盖章并直接回传。链接 7 天内有效，重新发送后旧链接失效。',
      confirm: '发送短信',
      done: '链接已生成，短信正在发送',
      next: '发送结果、链接和二维码见下方；单位回传后会直接提交审核。',
    },
  },
  void: {
    word: '作废',
    // At once, where nobody has to look.
    tells: saysWhere,
    graduate: {
      means: '作废后，已登记的去向失效并从就业管理系统中清空，您可以另行签约或登记。',
      confirm: '确认作废',
      done: '已申请作废',
      next: '作废完成后即可另行签约或登记。',
    },
    asks: 'note',
    where: [{ flow: 'other-destination', reasons: ['去向发生变化', '登记有误，重新登记', '其他'] }],
  },
  // Together with the acceptance or submission that takes its place; what is in force is voided.
  giveUp: { word: '作废', hasNoButton: true, tells: saysWhere },
  terminate: { word: '解除' },
  close: {
    word: '截止',
    tells: saysWhere,
    where: [
      {
        flow: 'online-signing',
        tells: {
          graduate: told => ({ title: '已截止', text: `您与${told.employerName}的签约未在本届办理时间内完成，已截止。` }),
          employer: told => ({
            title: '已截止',
            text: `贵单位与${told.graduateName}的签约未在本届办理时间内完成，已截止。`,
          }),
        },
      },
      {
        topic: 'voiding',
        tells: {
          graduate: told => ({
            title: '作废申请已截止',
            text: `您对「${told.employerName}」的作废申请未在本届办理时间内审核完成，已截止；该去向继续有效。`,
          }),
        },
      },
    ],
  },
} satisfies Readonly<Record<string, ActionRow>>;
