import { useId } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { call } from '#web/common/client.ts';
import { faultOf } from '#web/common/problem-words.ts';
import { forgetDrafts, useDraft } from '#web/common/use-draft.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { ActionProblem } from './ActionProblem.tsx';

interface Props {
  readonly page: CasePage;
  readonly onClose: () => void;
  readonly onDone: (page: CasePage) => void;
}

/** 拒绝, with a reason for those who want to give one. */
export function DeclineSheet({ page, onClose, onDone }: Props) {
  const { ref, version } = page;
  const draft = `decline:${ref}:`;
  const [reason, setReason] = useDraft(`${draft}reason`);
  const [text, setText] = useDraft(`${draft}text`);
  const id = useId();
  const declining = useIdempotentCommand(
    (input: { readonly reason?: string; readonly text?: string }, key) =>
      call('POST /api/cases/{ref}/actions/{action}', { params: { ref, action: 'decline' }, body: { version, input }, key }),
    answered => {
      forgetDrafts(draft);
      onDone(answered);
    },
  );
  const textFault = faultOf(declining.error, 'text');
  return (
    <Sheet title="拒绝签约邀请" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          declining.mutate({ ...(reason && { reason }), ...(text.trim() && { text: text.trim() }) });
        }}
      >
        <p className="notice tone-review">拒绝后，这份邀请结束，不能恢复；「{page.employerName}」可以再次向您发送邀请。</p>
        <div className="field">
          <label htmlFor={`${id}-reason`}>原因（选填）</label>
          <select id={`${id}-reason`} value={reason} onChange={event => setReason(event.currentTarget.value)}>
            <option value="">不说明</option>
            {(page.reasons.decline ?? []).map(one => (
              <option key={one} value={one}>
                {one}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor={`${id}-text`}>说明（选填，单位可以看到）</label>
          <textarea
            id={`${id}-text`}
            rows={3}
            maxLength={500}
            value={text}
            aria-invalid={textFault !== undefined}
            aria-describedby={textFault ? `${id}-fault` : undefined}
            onInput={event => setText(event.currentTarget.value)}
          />
          {textFault && (
            <p className="fault" id={`${id}-fault`}>
              {textFault}
            </p>
          )}
        </div>
        {declining.error && !textFault && <ActionProblem error={declining.error} caseRef={ref} onClose={onClose} />}
        <button type="submit" className="button button-main button-wide" disabled={declining.isPending}>
          {declining.isPending ? '正在提交' : '确认拒绝'}
        </button>
      </form>
    </Sheet>
  );
}
