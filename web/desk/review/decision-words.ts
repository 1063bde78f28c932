/** What a reviewer can do: the key, the look of the button, and what is said before and after. */
import type { Call } from '#contract/client.ts';
import type { CasePage } from '#contract/routes/cases.ts';
import type { FlowName } from '#domain/flows/all.ts';

export type Decidable = Call<'POST /api/cases/{ref}/actions/{action}'>['params']['action'];

export interface ReviewAction {
  readonly action: Decidable;
  readonly key?: string;
  readonly look: 'primary' | 'danger' | 'plain';
  /** The message when it is done; the page shows the new state. */
  readonly said: string;
  /** The page stays: there is no next one to go on to. */
  readonly stays?: true;
}

export const reviewActions: readonly ReviewAction[] = [
  { action: 'approve', key: 'A', look: 'primary', said: '审核通过' },
  { action: 'passOn', look: 'primary', said: '已转入审核' },
  { action: 'return', key: 'X', look: 'plain', said: '已退回修改' },
  { action: 'reject', key: 'R', look: 'danger', said: '审核不通过' },
  { action: 'amend', look: 'plain', said: '已修改去向，毕业生会收到通知' },
  { action: 'correct', look: 'plain', said: '已更正，有关各方会收到通知', stays: true },
  { action: 'noteHelp', look: 'plain', said: '已记录协助情况' },
  { action: 'refreshSnapshot', look: 'plain', said: '已获取最新学生信息，审核通过后生效' },
];

type Consequence = Partial<Record<'approve' | 'return' | 'reject', string>>;
const returned = '毕业生会看到原因，修改后重新提交，届时从第一级重新审核。';

const consequences: Readonly<Record<FlowName, Consequence>> = {
  'online-signing': { reject: '签约随即失败，毕业生与用人单位都会看到原因；双方协商一致后，由用人单位重新发起邀请。' },
  'offline-signing': { return: returned, reject: '本次签约随即结束，毕业生会看到原因，可以重新填写或登记其他去向。' },
  'paper-signing': { return: returned, reject: '本次补登随即结束，毕业生会看到原因，可以重新填写或登记其他去向。' },
  'online-termination': {
    approve: '最后一级通过后解约完成，已报送的去向信息随之清除，毕业生可以重新签约。',
    reject: '解约失败，原签约继续有效，毕业生与用人单位都会看到原因。',
  },
  'offline-termination': {
    approve: '最后一级通过后解约完成，已报送的去向信息随之清除，毕业生可以重新签约。',
    return: returned,
    reject: '解约失败，原签约继续有效，毕业生会看到原因。',
  },
  'other-destination': { return: returned, reject: '本次登记随即结束，毕业生会看到原因，可以重新登记。' },
};
const whenVoiding: Consequence = {
  approve: '最后一级通过后该去向作废，已报送的去向信息随之清除。',
  reject: '该去向继续有效，毕业生会看到原因。',
};

/** What the decision brings about, in one sentence; empty where the word on the button says it all. */
export const consequenceOf = ({ flow, matter }: Pick<CasePage, 'flow' | 'matter'>, action: keyof Consequence): string =>
  (matter === 'voiding' ? whenVoiding : consequences[flow])[action] ?? '';

const titles = { agreement: '就业协议审核', voiding: '去向作废审核', help: '请求学校协助解约' } as const;

/** What is being decided, as the heading has it. */
export const reviewTitle = ({ matter, flowTitle }: Pick<CasePage, 'matter' | 'flowTitle'>): string =>
  matter ? titles[matter] : `${flowTitle}审核`;
