import { exactTime } from './format.ts';

interface Step {
  readonly label: string;
  readonly state: 'done' | 'current' | 'ahead' | 'failed';
  readonly at: string | null;
}
const words = { done: '已完成', current: '进行中', ahead: '未开始', failed: '未通过' } as const;

/** The steps that are done, the current one, and those ahead. `brief` leaves out the times and the early steps. */
export function StepLine({ steps, brief = false }: { readonly steps: readonly Step[]; readonly brief?: boolean }) {
  const now = steps.findIndex(({ state }) => state === 'current');
  const shown = brief && now > 1 ? steps.slice(now - 1) : steps;
  return (
    <ol className={brief ? 'steps steps-brief' : 'steps'}>
      {shown.map(({ label, state, at }) => (
        <li className={`step step-${state}`} key={`${label} ${at}`} aria-current={state === 'current' ? 'step' : undefined}>
          <span className="step-dot" aria-hidden="true" />
          <span className="step-label">
            {label}
            <span className="unseen">（{words[state]}）</span>
          </span>
          {at && !brief && (
            <time className="step-time" dateTime={at}>
              {exactTime(at)}
            </time>
          )}
        </li>
      ))}
    </ol>
  );
}
