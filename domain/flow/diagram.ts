import { actions } from '../actions/all.ts';
import { roleWords } from '../roles.ts';
import type { Flow, Move } from './flow.ts';
import { type Place, start } from './table.ts';

/** A flow as a Mermaid state diagram: a box per state, an arrow per pair of states, on it who does what. */
export function flowDiagram(flow: Flow): string {
  const boxes = [...Map.groupBy(flow.places.values(), box)].filter(([name]) => name !== box(undefined));
  const steps = flow.moves.flatMap(move => move.landings.map(to => ({ move, arrow: `${box(move.from)} --> ${box(to)}` })));
  return [
    'stateDiagram-v2',
    ...boxes.map(([name, places]) => `  ${name}: ${places.map(place => place.label).join(' / ')}`),
    ...[...Map.groupBy(steps, step => step.arrow)].map(([arrow, steps]) => `  ${arrow}: ${said(steps.map(step => step.move))}`),
    ...boxes.filter(([, [place]]) => place?.kind === 'ends').map(([name]) => `  ${name} --> ${box(undefined)}`),
  ].join('\n');
}

const box = (place: Place | undefined): string => (place && place.id !== start ? place.state : '[*]');

function said(moves: readonly Move[]): string {
  const byAction = [...Map.groupBy(moves, move => move.action)];
  return byAction
    .map(([action, moves]) => `${actions[action].word}（${[...new Set(moves.map(move => roleWords[move.by]))].join('、')}）`)
    .join(' · ');
}
