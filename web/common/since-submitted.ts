/** What became of a form around its last submission, out of a case's history. */
import type { CasePage } from '#contract/routes/cases.ts';

type Entry = CasePage['history'][number];
const inOrder = (history: readonly Entry[]): Entry[] => history.toSorted((one, other) => one.seq - other.seq);

/** What reviewers have changed since the graduate handed it in, oldest first. */
export function amendmentsIn(history: readonly Entry[]): Entry[] {
  const steps = inOrder(history);
  const last = steps.findLastIndex(({ action }) => action === 'submit');
  return steps.slice(last + 1).filter(({ action, changes }) => action === 'amend' && changes.length > 0);
}

/** The last submission, where it was not the first: its changes are those against the one before. */
export function resubmissionIn(history: readonly Entry[]): Entry | undefined {
  const submissions = inOrder(history).filter(({ action }) => action === 'submit');
  return submissions.length > 1 ? submissions.at(-1) : undefined;
}

/** From which type to which, where the type changed. */
export const typeChangeOf = ({ changes }: Entry) => changes.find(({ key }) => key === 'destinationType');
