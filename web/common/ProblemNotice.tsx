import type { ReactNode } from 'react';
import { describeProblem } from './problem-words.ts';

interface Props {
  readonly error: unknown;
  readonly onRetry?: (() => unknown) | undefined;
  readonly retryWord?: string;
  readonly children?: ReactNode;
}

/** What went wrong, what to do, and the button that does it. */
export function ProblemNotice({ error, onRetry, retryWord = '重试', children }: Props) {
  const { sentence, remedy } = describeProblem(error);
  return (
    <div className="notice tone-refused" role="alert">
      <p className="notice-title">{sentence}</p>
      {remedy && !sentence.includes(remedy.replace('。', '')) && <p>{remedy}</p>}
      {children}
      {onRetry && (
        <button type="button" className="button button-small" onClick={() => onRetry()}>
          {retryWord}
        </button>
      )}
    </div>
  );
}
