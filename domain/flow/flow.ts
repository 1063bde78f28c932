/** A flow as the program reads it: plain moves (one place, one role, one action), spread out from the author's table. */
import type { Action } from '../actions.ts';
import type { Facts } from '../facts.ts';
import type { Levels, Role } from '../roles.ts';
import type { Effect } from './effects.ts';
import type { Ask, Case, Place, Rule } from './table.ts';

export interface Landing {
  readonly to: Place;
  readonly effects: readonly Effect[];
}
export interface Move {
  readonly action: Action;
  readonly by: Role;
  readonly from: Place;
  readonly asks: Ask | undefined;
  readonly needs: readonly Rule[];
  readonly levels: (kase: Case, facts: Facts) => Levels;
  readonly land: (levels: Levels) => Landing;
  /** Every place that it can lead to, over the settings a school may have. */
  readonly landings: readonly Place[];
}
export interface Flow {
  readonly name: string;
  readonly title: string;
  readonly places: ReadonlyMap<string, Place>;
  readonly moves: readonly Move[];
}
