import type { Flow } from './flow.ts';
import { landingsOf } from './landings.ts';

/** The states in which a case is the graduate's reported destination: from the step that reports it until it is cleared or ends. */
export function reportedPlaces({ moves }: Flow): ReadonlySet<string> {
  const steps = moves.flatMap(move =>
    landingsOf(move).map(({ to, effects }) => ({ from: move.from.id, to, kinds: effects.map(({ kind }) => kind) })),
  );
  const open = steps.filter(({ to, kinds }) => to.kind !== 'ends' && !kinds.includes('clearReport'));
  const reported = new Set(open.filter(({ kinds }) => kinds.includes('report')).map(({ to }) => to.id));
  // A set grows while it is walked: each newly reached state is visited in turn.
  for (const place of reported) for (const { from, to } of open) if (from === place) reported.add(to.id);
  return reported;
}
