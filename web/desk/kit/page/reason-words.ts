import type { ReturnedField } from '#contract/routes/cases.ts';
import { saidInWords } from '#domain/rules/field-marks.ts';

interface Reasoned {
  readonly reason: string;
  readonly text: string;
  readonly fields?: readonly ReturnedField[] | undefined;
}
/** 原因：说明, or the one of the two that was given; the fields that were named, after the text. */
export const reasonWords = ({ reason, ...said }: Reasoned): string =>
  [reason, saidInWords(said)].filter(part => part !== '').join('：');
