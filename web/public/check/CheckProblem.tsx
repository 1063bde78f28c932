import { NoAnswer, RequestRefused } from '#contract/client.ts';
import { describeProblem } from '#web/common/problem-words.ts';

const remedies: Readonly<Record<string, string>> = {
  'checks-too-many': '同一网络或同一编号的核验次数有限，已输入的内容会保留。如有多份需要核验，请改用扫描二维码。',
  'check-proof-needed': '安全验证没有完成，请再试一次。',
};

interface Props {
  readonly error: unknown;
  /** What is not known without a network. */
  readonly offline: string;
  readonly onRetry?: () => void;
}

/** What went wrong with the question itself: no answer is known, which is neither found nor not found. */
export function CheckProblem({ error, offline, onRetry }: Props) {
  const { sentence, remedy } = describeProblem(error);
  const isOffline = error instanceof NoAnswer;
  const special = error instanceof RequestRefused ? remedies[error.problem.code] : undefined;
  return (
    <div className="notice tone-waiting" role="alert">
      <p className="notice-title">{isOffline ? '当前没有网络，未能在线核验' : sentence}</p>
      <p>{isOffline ? offline : (special ?? remedy)}</p>
      {onRetry && (
        <button type="button" className="button button-small" onClick={onRetry}>
          重新核验
        </button>
      )}
    </div>
  );
}
