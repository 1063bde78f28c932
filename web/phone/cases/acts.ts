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
