import { useId, useState } from 'react';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { focusFault } from './focus-fault.ts';
import { isOutOfDate, useAnswer } from './use-answer.ts';
import type { Confirmation } from './use-confirmation.ts';

interface Props {
  readonly page: Confirmation;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** 信息无误，确认登记去向: read, ticked, sent. */
export function RightSheet({ page: { seen, consent, state }, onClose, onDone }: Props) {
  const [isTicked, setTicked] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const fault = useId();
  const answering = useAnswer(onDone);
  const isStale = isOutOfDate(answering.error);
  return (
    <Sheet title="确认登记去向" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          setMissing(!isTicked);
          if (!isTicked) focusFault(event.currentTarget);
          if (isTicked) answering.mutate({ answer: 'right', seen });
        }}
      >
        <p className="notice tone-review">
          {state === 'wrong' ? '确认后，此前反映的问题视为已解决。' : '确认后，可办理核验授权。'}
          信息有变更的，确认自动失效，需重新确认。
        </p>
        <div className="field">
          <label className="tick">
            <input
              type="checkbox"
              checked={isTicked}
              aria-invalid={isMissing}
              aria-describedby={isMissing ? fault : undefined}
              onChange={event => {
                setTicked(event.currentTarget.checked);
                setMissing(false);
              }}
            />
            <span>{consent}</span>
          </label>
          {isMissing && (
            <p className="fault" id={fault}>
              请先核对并勾选
            </p>
          )}
        </div>
        {answering.error && (
          <ProblemNotice error={answering.error}>
            {isStale && (
              <button type="button" className="button button-small" onClick={onClose}>
                查看最新信息
              </button>
            )}
          </ProblemNotice>
        )}
        <button type="submit" className="button button-main button-wide" disabled={answering.isPending || isStale}>
          {answering.isPending ? '正在提交' : '确认无误'}
        </button>
      </form>
    </Sheet>
  );
}
