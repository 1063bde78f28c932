/** 信息无误 or 信息有误: what a graduate may say, and when. The graduate guide, chapter 登记确认. */
import type { PartCode } from '../forms/form-field.ts';
import type { RefusalCode } from '../refusals.ts';
import { partCodes, recordParts } from '../reported/parts.ts';
import type { CohortState } from '../rules/cohort-window.ts';
import { type ConfirmationState, canBeConfirmed } from './states.ts';

/** What may be wrong: one of the three parts, or what the roster says. */
export const wrongParts = [...partCodes, 'basics'] as const satisfies readonly (PartCode | 'basics')[];
export type WrongPart = PartCode | 'basics';
export const isWrongPart = (text: string): text is WrongPart => wrongParts.some(part => part === text);
export const wrongPartWords: Readonly<Record<WrongPart, string>> = {
  destination: recordParts.destination.title,
  archive: recordParts.archive.title,
  hukou: recordParts.hukou.title,
  basics: '基本信息',
};

/** In characters. */
export const longestWrongText = 500;

/** What the graduate agrees to with 信息无误. */
export const consentText =
  '我已逐项核对上述毕业去向、档案转递、户口迁移信息，确认与本人实际情况一致。学校据此办理毕业去向登记、档案转递和户口迁移；信息有变更的，我会重新确认。';

export interface ConfirmationFacts {
  readonly state: ConfirmationState;
  readonly isLapsed: boolean;
  readonly isModuleOpen: boolean;
  readonly cohort: CohortState;
  /** The registry has all that was reported: what is confirmed can be read. */
  readonly isRecorded: boolean;
}

/** Why nothing can be confirmed, in the order in which a person wants to know it; undefined when it can. Until the cohort is over, when the service of the codes ends too. */
export function obstacleOf({ state, isLapsed, isModuleOpen, cohort, isRecorded }: ConfirmationFacts): RefusalCode | undefined {
  if (isLapsed) return 'lapsed';
  if (!isModuleOpen) return 'confirmation-closed';
  if (cohort === 'over') return 'cohort-over';
  if (cohort === 'before') return 'cohort-not-open';
  if (!canBeConfirmed(state)) return 'not-reported';
  return isRecorded ? undefined : 'report-on-its-way';
}
