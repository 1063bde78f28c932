import type { Move } from './flow.ts';
import { landingsOf } from './landings.ts';

/** The places in which a case is the graduate's reported destination: from the step that reports it until it is cleared or ends. */
export function reportedPlaces(moves: readonly Move[]): ReadonlySet<string> {
  const steps = moves.flatMap(move =>
    landingsOf(move).map(({ to, effects }) => ({ from: move.from.id, to, kinds: effects.map(({ kind }) => kind) })),
  );
  const kept = steps.filter(({ to, kinds }) => to.kind !== 'ends' && !kinds.includes('clearReport'));
  const reported = new Set(kept.filter(({ kinds }) => kinds.includes('report')).map(({ to }) => to.id));
  // A set grows while it is walked: each newly reached state is visited in turn.
  for (const place of reported) for (const { from, to } of kept) if (from === place) reported.add(to.id);
  return reported;
}
