/** A flow as the program reads it: plain moves (one place, one role, one action), spread out from the author's table. */
import type { Action } from '../actions/all.ts';
import type { Ask } from '../actions/row.ts';
import type { Facts } from '../facts.ts';
import type { Levels, Role } from '../roles.ts';
import type { Effect } from './effects.ts';
import type { Case, Place, Rule } from './table.ts';

export interface Landing {
  readonly to: Place;
  readonly effects: readonly Effect[];
}
export interface Move {
  readonly action: Action;
  readonly by: Role;
  readonly from: Place;
  /** On its button, here and for this role. */
  readonly word: string;
  /** The form that the actor fills in; the command parses it before it asks for a decision. */
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
  /** The places in which a case is the graduate's reported destination. */
  readonly reported: ReadonlySet<string>;
}
