/** What a reviewer can do: the key, the look of the button, and what is said before and after. */
import type { CasePage } from '#contract/routes/cases.ts';
import { type Action, actionNames, actions, detailsOf } from '#domain/actions/all.ts';
import { type ReviewerWords, topicTitles } from '#domain/actions/row.ts';

export type Decidable = Action;

export interface ReviewAction extends ReviewerWords {
  readonly action: Decidable;
}
/** In the order in which they are offered. */
export const reviewActions: readonly ReviewAction[] = actionNames.flatMap(action => {
  const { reviewer } = actions[action];
  return reviewer ? [{ action, ...reviewer }] : [];
});

/** What the decision brings about, in one sentence; empty where the word on the button says it all. */
export const consequenceOf = (page: Pick<CasePage, 'flow' | 'topic' | 'witnessed'>, action: Decidable): string =>
  detailsOf(action, page).consequence ?? '';

/** What is said when it is done. */
export const saidOf = (page: Pick<CasePage, 'flow' | 'topic' | 'witnessed'>, action: Decidable) =>
  detailsOf(action, page).reviewer ?? { said: '已办理', stays: false };

/** What is being decided, as the heading has it. */
export const reviewTitle = ({ topic, flowTitle, witnessed }: Pick<CasePage, 'topic' | 'flowTitle' | 'witnessed'>): string =>
  topic && topic !== 'agreement' ? topicTitles[topic] : `${topic ? '就业协议' : flowTitle}${witnessed ? '鉴证' : '审核'}`;
