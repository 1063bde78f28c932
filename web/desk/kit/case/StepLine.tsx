import { CheckOutlined, CloseOutlined } from '@ant-design/icons';
import type { CasePage } from '#contract/routes/cases.ts';
import { Moment } from '../page/Moment.tsx';

const stateWords = { done: '已完成', current: '进行中', ahead: '未开始', failed: '未通过' } as const;

/** The steps that are done, the current one, and those ahead. */
export function StepLine({ steps }: { readonly steps: CasePage['steps'] }) {
  return (
    <ol className="steps" aria-label="办理进度">
      {steps.map((step, index) => (
        <li
          key={`${step.label} ${step.at}`}
          className={`step ${step.state}`}
          aria-current={step.state === 'current' ? 'step' : undefined}
        >
          <span className="step-mark" aria-hidden="true">
            {step.state === 'done' ? (
              <CheckOutlined aria-hidden />
            ) : step.state === 'failed' ? (
              <CloseOutlined aria-hidden />
            ) : (
              index + 1
            )}
          </span>
          <span>
            {step.label}
            <span className="unseen">（{stateWords[step.state]}）</span>
            <span className="step-time">{step.at ? <Moment at={step.at} exact /> : null}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}
