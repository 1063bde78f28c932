/** What each act means to the graduate: said before it is done, and after. */
import type { CasePage } from '#contract/routes/cases.ts';

interface ActWords {
  /** What follows from it, in one sentence. */
  readonly means: string;
  readonly confirm: string;
  readonly done: string;
  readonly next: string;
}

const actWords: Readonly<Record<string, ActWords>> = {
  accept: {
    means: '接受后，将提交学校（院系）审核；审核通过后解约完成，您可以另行签约或登记去向。',
    confirm: '确认同意',
    done: '您已同意',
    next: '审核结果会以消息告知您。',
  },
  decline: {
    means: '拒绝后，这次申请结束；双方协商一致后可以重新发起。',
    confirm: '确认拒绝',
    done: '您已拒绝',
    next: '已告知用人单位。',
  },
  submit: { means: '', confirm: '提交审核', done: '已提交审核', next: '审核之前可以撤回修改，结果会以消息告知您。' },
  withdraw: {
    means: '撤回后回到待提交，可以修改后重新提交；学校（院系）尚未审核时才能撤回。',
    confirm: '确认撤回',
    done: '已撤回',
    next: '请修改后重新提交审核。',
  },
  discard: {
    means: '撤销后，这项登记结束，已填写的内容不再保留为草稿，可以重新填写。',
    confirm: '确认撤销',
    done: '已撤销',
    next: '您可以重新选择去向类型填写。',
  },
  upload: { means: '', confirm: '提交审核', done: '已提交审核', next: '审核之前可以撤回，结果会以消息告知您。' },
  requestEmployerUpload: {
    means: '系统向单位联系人发送短信链接，单位可凭链接下载、盖章并直接回传。链接 7 天内有效，重新发送后旧链接失效。',
    confirm: '发送短信',
    done: '短信已发送给单位联系人',
    next: '单位回传后会直接提交审核。',
  },
  void: {
    means: '作废后，已登记的去向失效并从就业管理系统中清空，您可以另行签约或登记。',
    confirm: '确认作废',
    done: '已申请作废',
    next: '作废完成后即可另行签约或登记。',
  },
  cancel: { means: '撤回后，这次解约申请结束，签约仍有效。', confirm: '确认撤回', done: '已撤回解约申请', next: '签约仍有效。' },
  askSchool: {
    means: '学校会联系用人单位了解情况；单位仍可以回应，您也可以撤回申请。',
    confirm: '请求学校协助',
    done: '已请求学校协助',
    next: '学校处理后会以消息告知您。',
  },
  request: { means: '', confirm: '发起申请', done: '已发起解约申请', next: '对方同意后提交学校（院系）审核。' },
};

const voidingTakenBack: ActWords = {
  means: '撤回后，这次作废申请结束，已登记的去向继续有效；学校（院系）尚未审核时才能撤回。',
  confirm: '确认撤回',
  done: '已撤回作废申请',
  next: '已登记的去向继续有效。',
};

/** @param page as it is before the act or after it */
export const actWordsOn = ({ matter, tone }: Pick<CasePage, 'matter' | 'tone'>, action: string): ActWords | undefined =>
  action === 'withdraw' && (matter === 'voiding' || tone === 'inForce') ? voidingTakenBack : actWords[action];
