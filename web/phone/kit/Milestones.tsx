import type { GraduateCard } from '#contract/routes/cases.ts';
import { exactTime } from '#web/common/format.ts';

const words = { done: '已完成', current: '进行中', ahead: '未开始', failed: '未通过' } as const;

/** The four steps of a case in one line; what was gone through more than once is in 办理记录. */
export const Milestones = ({ steps, brief = false }: { readonly steps: GraduateCard['steps']; readonly brief?: boolean }) => (
  <ol className="milestones" aria-label="办理进度">
    {steps.map(({ label, state, at }) => (
      <li className={`milestone step-${state}`} key={label} aria-current={state === 'current' ? 'step' : undefined}>
        <span className="step-dot" aria-hidden="true" />
        <span className="step-label">
          {label}
          <span className="unseen">（{words[state]}）</span>
        </span>
        {at && !brief && (
          <time className="step-time" dateTime={at} title={exactTime(at)}>
            {exactTime(at, 'day').replace(/^\d+年/, '')}
          </time>
        )}
      </li>
    ))}
  </ol>
);
