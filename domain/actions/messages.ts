/** What the messages about a step are made of. */
import { formatBeijing } from '../dates.ts';

/** What a message may say: names of employer, school and post, never an ID number. */
export interface Told {
  readonly graduateName: string;
  readonly employerName: string;
  readonly jobTitle: string;
  /** Of the state that the step led to. */
  readonly label: string;
  readonly reason: string;
  readonly respondBy: Date | null;
  readonly flowTitle: string;
  /** The office or the side that acted. */
  readonly who: string;
  /** What the step changed in the form, the type first. */
  readonly changes: readonly { readonly key: string; readonly label: string; readonly from: string; readonly to: string }[];
  /** It waits for a reviewer. */
  readonly isInReview: boolean;
}
export type Party = 'graduate' | 'employer';
export interface Message {
  readonly title: string;
  readonly text: string;
  /** Left out: by WeChat or, where none is bound, by SMS. */
  readonly push?: 'wechat' | 'all';
}
export type Template = (told: Told) => Message;

/** The longest text that a blank of a provider's template takes. */
export const blankLength = 60;
export const clipped = (text: string, longest: number): string =>
  [...text].length > longest ? `${[...text].slice(0, longest - 1).join('')}…` : text;

/** The text for SMS and WeChat: names are shortened, as far as it takes, before anything else is lost. */
export function inBrief(words: (told: Told) => Message | undefined, told: Told): string | undefined {
  const texts = [Infinity, 30, 20, 12, 8].map(longest => {
    const { employerName, jobTitle, graduateName } = told;
    const names = { employerName, jobTitle, graduateName };
    const shortened = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, clipped(name, longest)]));
    return words({ ...told, ...shortened })?.text;
  });
  return texts.find(text => text !== undefined && text.length <= blankLength) ?? texts.at(-1);
}

export const deadline = ({ respondBy }: Told): string => (respondBy ? formatBeijing(respondBy, 'minute') : '');
export const because = ({ reason }: Told): string => (reason ? `原因：${reason.replace(/。+$/, '')}。` : '');

/** Says where the case is now, by the state's own label. */
export const saysWhere: Readonly<Record<Party, Template>> = {
  graduate: told => ({
    title: told.label,
    text: `您的${told.flowTitle}「${told.employerName}」：${told.label}。${because(told)}`,
  }),
  employer: told => ({
    title: told.label,
    text: `${told.graduateName}的${told.flowTitle}（${told.jobTitle || told.employerName}）：${told.label}。${because(told)}`,
  }),
};

/** A review has come as far as its next level: nobody has to do anything, and that is no reason for an SMS. */
export const saysHowFar: Readonly<Record<Party, Template>> = {
  ...saysWhere,
  graduate: told => ({ ...saysWhere.graduate(told), ...(told.isInReview ? { push: 'wechat' } : {}) }),
};

/** From what to what: the type where it changed, else which fields. */
export function whatChanged({ changes }: Told): string {
  const [first, ...others] = changes;
  if (!first) return '';
  if (first.key === 'destinationType')
    return `去向类型由「${first.from}」改为「${first.to}」${others.length > 0 ? `，另有 ${others.length} 项内容改动` : ''}`;
  const [, ...further] = others;
  const named = changes.slice(0, 2).map(({ label, from, to }) => `${label}由「${from || '空'}」改为「${to || '空'}」`);
  return `${named.join('，')}${further.length > 0 ? `，另有 ${further.length} 项` : ''}`;
}

/** The change of the type, where it changed: nobody should have to look for it. */
export function typeChanged({ changes }: Told): string {
  const type = changes.find(({ key }) => key === 'destinationType');
  return type ? `，去向类型由「${type.from}」改为「${type.to}」` : '';
}

export const asksForAnswer: Template = told => ({
  title: `请回应：${told.label}`,
  text: `${told.flowTitle}「${told.employerName} ${told.graduateName}」：${told.label}，请尽快回应。`,
});
