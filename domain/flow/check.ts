/** What a table must satisfy before the program starts. */

import { allLevels } from '../roles.ts';
import { requestEffects } from './effects.ts';
import type { Flow } from './flow.ts';
import { effectsOf } from './landings.ts';
import { start } from './table.ts';

/** Calls `fail` for two rows in one place, an exit from an end, a dead end, an unreachable state, or one who is waited for and cannot move. */
export function checkFlow({ places, moves }: Flow, fail: (what: string) => never): void {
  const seen = new Set<string>();
  const reached = new Set<string>([start]);
  for (const { from, action, by } of moves) {
    const key = `${from.id}: ${action} by ${by}`;
    if (from.kind === 'ends') fail(`an exit from an end, ${key}`);
    if (seen.has(key)) fail(`two rows for ${key}`);
    seen.add(key);
  }
  // A set grows while it is walked: each newly reached place is visited in turn.
  for (const id of reached)
    for (const { from, landings } of moves) {
      if (from.id === id) for (const to of landings) reached.add(to.id);
    }
  for (const { id, kind, label, waitsFor, runsOut } of places.values()) {
    const exits = moves.filter(move => move.from.id === id && move.landings.some(to => to.id !== id));
    if (label.includes('{')) fail(`the label of ${id} names nobody`);
    if (!reached.has(id)) fail(`nobody reaches ${id}`);
    if (kind !== 'ends' && exits.length === 0) fail(`${id} is a dead end`);
    if (allLevels.every(level => waitsFor.includes(level))) fail(`${id} waits for two levels at once`);
    if (runsOut && !exits.some(move => move.by === 'clock')) fail(`${id} runs out, but the clock cannot move it`);
    for (const role of waitsFor) if (!exits.some(move => move.by === role)) fail(`${id} waits for ${role}, who cannot move it`);
  }
}

/** Throws when the table of a case names an effect that is carried out for requests alone. */
export function checkCaseEffects(flow: Flow): void {
  for (const { kind } of effectsOf(flow))
    if (requestEffects.has(kind)) throw new Error(`flow ${flow.name}: "${kind}" is carried out for requests alone`);
}
