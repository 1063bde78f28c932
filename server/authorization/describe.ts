/** Codes, forms and checks in words. */
import type { z } from 'zod';
import type { getAuthorization } from '#contract/routes/authorization.ts';
import { checkOutcomes, checkWays } from '#domain/authorization/check-outcomes.ts';
import { type CodeEnd, codeEnds, isCodeEnd } from '#domain/verification/ends.ts';
import { formWords } from '#domain/verification/form.ts';
import type { CheckRow, CodeRow } from './store.ts';

type Page = z.input<typeof getAuthorization.answer>;

export const isOver = ({ endedAt, expiresAt }: CodeRow, now: Date): boolean => endedAt !== null || expiresAt <= now;

/** When and why a code that is over came to its end: one whose time is over ends at that moment, whoever writes it down later. */
export function endOf({ endedAt, endReason, expiresAt }: CodeRow): { readonly at: Date; readonly reason: string } {
  const why = endReason ?? '';
  const known: CodeEnd = isCodeEnd(why) ? why : 'expired';
  return { at: endedAt === null || known === 'expired' ? expiresAt : endedAt, reason: codeEnds[known] };
}

export const describeCode = ({ id, kind, formNumber, issuedAt, expiresAt, checks }: CodeRow) => ({
  ...{ id, kind, formNumber, issuedAt, expiresAt, checks },
  form: formWords[kind].form,
});
export const describePaper = ({ paper, why, bytes }: CodeRow) => ({ state: paper, sentence: why, bytes });

export const describeCheck = ({ id, at, codeId, kind, way, outcome, network }: CheckRow): Page['checks'][number] => {
  const { label, tone } = checkOutcomes[outcome] ?? { label: outcome, tone: 'ended' };
  return { ...{ id, at, codeId, network, tone }, form: formWords[kind].form, way: checkWays[way] ?? way, outcome: label };
};
