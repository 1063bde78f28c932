/** The sentence and the remedy for a failed request. */
import { NoAnswer, RequestRefused } from '#contract/client.ts';

export interface ProblemWords {
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string;
}

const remedies: Readonly<Record<string, string>> = {
  'not-found': '可能已被撤回，或登录的不是同一账号。请返回后重新打开。',
  'not-allowed': '如需办理，请联系学校就业部门开通。',
  'not-signed-in': '请重新登录，已填写的内容会保留。',
  'changed-meanwhile': '请刷新后查看最新内容。',
  'not-possible-here': '请刷新后查看最新状态。',
  'already-moved': '请刷新后查看最新状态。',
  'wechat-bound-elsewhere': '请换用本人的微信，或由原绑定人解除绑定。',
  'too-late': '如仍需签约，请与用人单位联系，由其重新发送邀请。',
  'invalid-input': '请按提示修改后再提交。',
};

export function describeProblem(error: unknown): ProblemWords {
  if (error instanceof NoAnswer)
    return { code: 'no-answer', sentence: '网络没有回应。', remedy: '请检查网络后重试，已填写的内容不会丢失。' };
  if (error instanceof RequestRefused) {
    const { code, title } = error.problem;
    return { code, sentence: title, remedy: remedies[code] ?? '' };
  }
  return { code: 'page', sentence: '页面出错了。', remedy: '请刷新后重试；如仍不行，请联系学校就业部门。' };
}

/** The faults of the fields, by the end of their path: `proof.name` finds `input.proof.name`. */
export function faultOf(error: unknown, field: string): string | undefined {
  if (!(error instanceof RequestRefused)) return undefined;
  return Object.entries(error.problem.fields ?? {}).find(([path]) => path === field || path.endsWith(`.${field}`))?.[1];
}
