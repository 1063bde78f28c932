/** What the parties of a case are told about a step of it. */
import type { Action } from '#domain/actions.ts';
import { formatBeijing } from '#domain/dates.ts';
import type { Whom } from '#domain/flow/effects.ts';
import type { FlowName } from '#domain/flows/all.ts';

/** What a message may say: names of employer, school and post, never an ID number. */
export interface Told {
  readonly graduateName: string;
  readonly employerName: string;
  readonly jobTitle: string;
  readonly label: string;
  readonly reason: string;
  readonly respondBy: Date | null;
  readonly flow: FlowName;
  readonly flowTitle: string;
  /** The review is over. */
  readonly settled: boolean;
  /** It counts, now as before. */
  readonly inForce: boolean;
}
export type Party = 'graduate' | 'employer';
interface Words {
  readonly title: string;
  readonly text: string;
  /** A step on the way is no reason for an SMS. */
  readonly push?: 'wechat' | 'all';
}
type Template = (told: Told) => Words;

const deadline = ({ respondBy }: Told): string => (respondBy ? formatBeijing(respondBy, 'minute') : '');
const because = ({ reason }: Told): string => (reason ? `原因：${reason.replace(/。+$/, '')}。` : '');

const invitationTemplates: { readonly [A in Action]?: { readonly [P in Party]?: Template } } = {
  invite: {
    graduate: told => ({
      title: '您收到一份签约邀请',
      text: `${told.employerName}邀请您签约，岗位：${told.jobTitle}。请在 ${deadline(told)}（北京时间）前应约，逾期失效。`,
    }),
  },
  recall: {
    graduate: told => ({ title: '签约邀请已撤回', text: `${told.employerName}已撤回对您的签约邀请。` }),
  },
  expire: {
    graduate: told => ({ title: '签约邀请已失效', text: `${told.employerName}的签约邀请已过应约截止时间，邀请失效。` }),
    employer: told => ({ title: '签约邀请已失效', text: `${told.graduateName}未在应约有效期内回应，邀请失效，您可以再次邀请。` }),
  },
  invalidate: {
    graduate: told => ({ title: '签约邀请已失效', text: `${told.employerName}的签约邀请已失效。${because(told)}` }),
    employer: told => ({ title: '签约邀请已失效', text: `贵单位对${told.graduateName}的签约邀请已失效。${because(told)}` }),
  },
  accept: {
    employer: told => ({
      title: '毕业生已接受签约邀请',
      text: `${told.graduateName}已接受「${told.jobTitle}」的签约邀请，等待学校（院系）审核。`,
    }),
  },
  decline: {
    employer: told => ({
      title: '毕业生已拒绝签约邀请',
      text: `${told.graduateName}已拒绝「${told.jobTitle}」的签约邀请。${because(told)}`,
    }),
  },
  approve: {
    graduate: told =>
      told.settled
        ? { title: '签约完成', text: `您与${told.employerName}的签约已审核通过，协议生效，可下载电子就业协议书。` }
        : { title: '学院审核已通过', text: `您与${told.employerName}的签约已通过学院审核，等待学校审核。`, push: 'wechat' },
    employer: told => ({
      title: '签约完成',
      text: `贵单位与${told.graduateName}的签约已审核通过，协议生效，可下载电子就业协议书。`,
    }),
  },
  reject: {
    graduate: told => ({
      title: '签约失败（审核不通过）',
      text: `您与${told.employerName}的签约未通过审核。${because(told)}如仍需签约，请与单位协商后由单位重新邀请。`,
    }),
    employer: told => ({
      title: '签约失败（审核不通过）',
      text: `贵单位与${told.graduateName}的签约未通过学校审核。${because(told)}`,
    }),
  },
  close: {
    graduate: told => ({ title: '已截止', text: `您与${told.employerName}的签约未在本届办理时间内完成，已截止。` }),
    employer: told => ({ title: '已截止', text: `贵单位与${told.graduateName}的签约未在本届办理时间内完成，已截止。` }),
  },
};

/** Every other flow says where the case stands now, by its own label. */
const inGeneral: Readonly<Record<Party, Template>> = {
  graduate: told => ({
    title: told.label,
    text: `您的${told.flowTitle}「${told.employerName}」：${told.label}。${because(told)}`,
    ...(told.settled ? {} : { push: 'wechat' as const }),
  }),
  employer: told => ({
    title: told.label,
    text: `${told.graduateName}的${told.flowTitle}（${told.jobTitle || told.employerName}）：${told.label}。${because(told)}`,
  }),
};

/** The same in every flow: the record stands, and something about it is new. */
const whileInForce: { readonly [A in Action]?: Readonly<Record<Party, Template>> } = {
  correct: {
    graduate: told => ({
      title: '登记信息已更正',
      text: `学校更正了您的${told.flowTitle}「${told.employerName}」的信息。${because(told)}请查看更正前后的内容，有异议可向学校提出。`,
      push: 'all',
    }),
    employer: told => ({
      title: '登记信息已更正',
      text: `学校更正了${told.graduateName}的${told.flowTitle}（${told.jobTitle || told.employerName}）的信息，协议继续有效。${because(told)}`,
    }),
  },
  close: {
    graduate: told => ({
      title: '作废申请已截止',
      text: `您对「${told.employerName}」的作废申请未在本届办理时间内审核完成，已截止；该去向继续有效。`,
    }),
    employer: inGeneral.employer,
  },
};

/** Undefined where this step is no news for this party. */
export function wordsFor(action: Action, party: Party, told: Told): Words | undefined {
  const standing = told.inForce ? whileInForce[action]?.[party] : undefined;
  if (standing) return standing(told);
  return told.flow === 'online-signing' ? invitationTemplates[action]?.[party]?.(told) : inGeneral[party](told);
}

export const reminderFor = (told: Told): Words =>
  told.flow === 'online-signing'
    ? { title: '签约邀请即将到期', text: `${told.employerName}的签约邀请将于 ${deadline(told)}（北京时间）失效，请尽快应约。` }
    : {
        title: `请回应：${told.label}`,
        text: `${told.flowTitle}「${told.employerName} ${told.graduateName}」：${told.label}，请尽快回应。`,
      };

/** The parties that an effect names; a case without a registered employer has one. */
export const partiesOf = (whom: Whom): readonly Party[] =>
  whom === 'graduate' || whom === 'employer' ? [whom] : ['graduate', 'employer'];
