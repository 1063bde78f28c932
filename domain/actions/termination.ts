/** What the parties do with a termination, beside accepting and declining it. */
import { asksForAnswer, saysWhere } from './messages.ts';
import type { ActionRow } from './row.ts';

export const terminationActions = {
  request: {
    word: '申请解约',
    asks: 'termination',
    tells: saysWhere,
    reminds: asksForAnswer,
    graduate: { confirm: '发起申请', done: '已发起解约申请', next: '对方同意后提交学校（院系）审核。' },
    where: [
      {
        flow: 'online-termination',
        reasons: ['协商一致解除', '升学或出国', '公务员、事业单位等录用', '单位原因无法履约', '个人原因', '其他'],
      },
    ],
  },
  cancel: {
    word: '撤回解约申请',
    tells: saysWhere,
    graduate: {
      means: '撤回后，这次解约申请结束，签约仍有效。',
      confirm: '确认撤回',
      done: '已撤回解约申请',
      next: '签约仍有效。',
    },
  },
  askSchool: {
    word: '请求学校协助',
    tells: saysWhere,
    graduate: {
      means: '学校会联系用人单位了解情况；单位仍可以回应，您也可以撤回申请。',
      confirm: '请求学校协助',
      done: '已请求学校协助',
      next: '学校处理后会以消息告知您。',
    },
  },
} satisfies Readonly<Record<string, ActionRow>>;
