import { useQueryClient } from '@tanstack/react-query';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { describeProblem } from '#web/common/problem-words.ts';
import { caseKey } from '#web/phone/kit/use-case.ts';

const outdated: readonly string[] = [
  'already-moved',
  'not-possible-here',
  'changed-meanwhile',
  'too-late',
  'other-hold',
  'not-found',
  'lapsed',
];

interface Props {
  readonly error: unknown;
  readonly caseRef: string;
  readonly onClose: () => void;
}

/** Why the act was refused; when the case has changed meanwhile, with a button that shows its present state. */
export function ActionProblem({ error, caseRef, onClose }: Props) {
  const queries = useQueryClient();
  const look = () => {
    onClose();
    void queries.invalidateQueries({ queryKey: caseKey(caseRef) });
  };
  const hasMoved = outdated.includes(describeProblem(error).code);
  return <ProblemNotice error={error} {...(hasMoved && { onRetry: look, retryWord: '查看最新状态' })} />;
}
