/** What each act means to the graduate: said before it is done, and after. */
import type { CasePage } from '#contract/routes/cases.ts';
import { detailsOf, isAction } from '#domain/actions/all.ts';
import type { GraduateWords } from '#domain/actions/row.ts';

/** By the page as it is before the act, or as it is after it: when a voiding is taken back, the destination is in force again. */
export const actWordsOn = (
  { flow, topic, tone }: Pick<CasePage, 'flow' | 'topic' | 'tone'>,
  action: string,
): GraduateWords | undefined =>
  isAction(action)
    ? detailsOf(action, { flow, topic: tone === 'inForce' ? 'voiding' : topic, role: 'graduate' }).graduate
    : undefined;

type Button = CasePage['actions'][number];

/** On the button of the page: what it does at once, or what it opens first. */
export function buttonWord(
  {
    history,
    voidable,
  }: Pick<CasePage, 'voidable'> & { readonly history: readonly Pick<CasePage['history'][number], 'action'>[] },
  { action, word, asks, obstacle }: Button,
): string {
  if (asks === 'form') return '继续填写';
  // The letter of a termination is handed in from a sheet; given back or taken back, it is there to be changed.
  if (asks === 'termination' && action === 'submit')
    return history.some(step => step.action === action) ? '修改并提交' : '继续填写';
  return action === 'accept' && obstacle && voidable ? '作废并接受' : word;
}
