import { allLevels, levelSettings } from '../roles.ts';
import type { Effect } from './effects.ts';
import type { Flow, Landing, Move } from './flow.ts';

/** Where a move leads and what follows, over the settings a school may have. */
export function landingsOf({ from, land }: Move): Landing[] {
  const isReview = allLevels.some(level => level === from.at);
  return levelSettings.filter(levels => !isReview || levels.some(level => level === from.at)).map(levels => land(levels));
}

/** Every effect that a table names. */
export const effectsOf = ({ moves }: Flow): Effect[] => moves.flatMap(landingsOf).flatMap(({ effects }) => effects);
