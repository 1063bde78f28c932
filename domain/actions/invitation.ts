/** What is done with an invitation; a termination that was asked for is accepted and declined too. */
import { because, deadline, saysWhere } from './messages.ts';
import type { ActionRow } from './row.ts';

export const invitationActions = {
  invite: {
    word: '发送邀请',
    asks: 'invitation',
    tells: {
      graduate: told => ({
        title: '您收到一份签约邀请',
        text: `请在 ${deadline(told)}（北京时间）前应约，逾期失效。${told.employerName}邀请您签约，岗位：${told.jobTitle}。`,
      }),
    },
    reminds: told => ({
      title: '签约邀请即将到期',
      text: `请在 ${deadline(told)}（北京时间）前应约，逾期失效。邀请单位：${told.employerName}。`,
    }),
  },
  recall: {
    word: '撤回邀请',
    tells: {
      graduate: told => ({ title: '签约邀请已撤回', text: `${told.employerName}已撤回对您的签约邀请。` }),
    },
  },
  expire: {
    word: '逾期失效',
    tells: {
      graduate: told => ({ title: '签约邀请已失效', text: `${told.employerName}的签约邀请已过应约截止时间，邀请失效。` }),
      employer: told => ({
        title: '签约邀请已失效',
        text: `${told.graduateName}未在应约有效期内回应，邀请失效，您可以再次邀请。`,
      }),
    },
  },
  invalidate: {
    word: '邀请失效',
    tells: {
      graduate: told => ({ title: '签约邀请已失效', text: `${told.employerName}的签约邀请已失效。${because(told)}` }),
      employer: told => ({ title: '签约邀请已失效', text: `贵单位对${told.graduateName}的签约邀请已失效。${because(told)}` }),
    },
  },
  accept: {
    word: '接受',
    where: [
      {
        flow: 'online-signing',
        asks: 'consent',
        tells: {
          employer: told => ({
            title: '毕业生已接受签约邀请',
            text: `${told.graduateName}已接受「${told.jobTitle}」的签约邀请，等待学校（院系）审核。`,
          }),
        },
        graduate: {
          done: '您已接受签约邀请',
          next: '审核通过后签约生效，结果会以消息告知您，您也可以随时在此查看进度。',
          isMain: true,
        },
      },
      {
        flow: 'online-termination',
        step: '同意解约',
        tells: saysWhere,
        graduate: {
          means: '同意后，将提交学校（院系）审核；审核通过后解约完成，协议终止，您可以另行签约或登记去向。',
          confirm: '确认同意',
          done: '您已同意',
          next: '审核结果会以消息告知您。',
          isMain: true,
        },
      },
      { flow: 'online-termination', role: 'employer', word: '同意解约' },
      { flow: 'online-termination', role: 'graduate', word: '同意解约', asks: 'consent' },
    ],
  },
  decline: {
    word: '拒绝',
    asks: 'note',
    isAdverse: true,
    where: [
      {
        flow: 'online-signing',
        reasons: ['已有其他去向', '岗位或待遇不合适', '工作地点不合适', '与单位沟通有误', '其他'],
        tells: {
          employer: told => ({
            title: '毕业生已拒绝签约邀请',
            text: `${told.graduateName}已拒绝「${told.jobTitle}」的签约邀请。${because(told)}`,
          }),
        },
        graduate: { done: '您已拒绝签约邀请', next: '已告知用人单位。这份邀请已结束，您可以继续回应其他邀请。' },
      },
      {
        flow: 'online-termination',
        step: '不同意解约',
        reasons: ['尚未协商一致', '违约责任未履行', '不同意解约理由', '其他'],
        tells: saysWhere,
        graduate: {
          means: '拒绝后，这次申请结束；双方协商一致后可以重新发起。',
          confirm: '确认拒绝',
          done: '您已拒绝',
          next: '已告知用人单位。',
        },
      },
      { flow: 'online-termination', role: 'employer', word: '不同意解约' },
    ],
  },
} satisfies Readonly<Record<string, ActionRow>>;
