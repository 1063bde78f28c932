import { useId, useState } from 'react';
import { longestWrongText } from '#domain/confirmation/answer.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { faultOf } from '#web/common/problem-words.ts';
import { forgetForm } from '#web/phone/kit/kept-form.ts';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { useSavedDraft } from '#web/phone/kit/use-saved-draft.ts';
import { focusFault } from './focus-fault.ts';
import { isOutOfDate, useAnswer } from './use-answer.ts';
import type { Confirmation } from './use-confirmation.ts';

interface Props {
  readonly page: Confirmation;
  readonly onClose: () => void;
  readonly onDone: () => void;
}
/** Kept on this phone until it is sent: no error and no lost network loses it. */
const name = 'confirmation';
const first = { form: {}, savedAt: null } as const;

/** What is still missing, so that nobody waits for an answer to learn it; the server asks the same. */
function missingIn(parts: readonly string[], text: string): { parts?: string; text?: string } {
  const length = [...text].length;
  return {
    ...(parts.length === 0 && { parts: '请选择哪一部分有误' }),
    ...(length === 0 && { text: '请写明哪里有误、应当是什么' }),
    ...(length > longestWrongText && { text: `最多 ${longestWrongText} 字，请删减 ${length - longestWrongText} 字` }),
  };
}

/** 信息有误: which part, and what. */
export function WrongSheet({ page: { seen, wrongParts, state }, onClose, onDone }: Props) {
  const { form, change } = useSavedDraft({ name, first });
  const [isAsked, setAsked] = useState(false);
  const id = useId();
  const answering = useAnswer(() => {
    forgetForm(name);
    onDone();
  });
  const text = (form.text ?? '').trim();
  const ticked = (form.parts ?? '').split(' ');
  const parts = wrongParts.map(({ part }) => part).filter(part => ticked.includes(part));
  const missing = isAsked ? missingIn(parts, text) : {};
  const faults = {
    parts: missing.parts ?? faultOf(answering.error, 'parts'),
    text: missing.text ?? faultOf(answering.error, 'text'),
  };
  const isStale = isOutOfDate(answering.error);
  const isSaid = faults.parts !== undefined || faults.text !== undefined;
  return (
    <Sheet title="信息有误" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          setAsked(true);
          if (Object.keys(missingIn(parts, text)).length === 0) answering.mutate({ answer: 'wrong', seen, parts, text });
          else focusFault(event.currentTarget);
        }}
      >
        <p className="notice tone-review">
          提交后由学校核对处理。能自行更正的，请同时按页面提示申请修改。
          {state === 'right' && '此前的确认和核验编号随即失效。'}
        </p>
        <fieldset className="field" aria-describedby={faults.parts ? `${id}-parts` : undefined}>
          <legend>哪一部分有误（可多选）</legend>
          {wrongParts.map(({ part, title }) => (
            <label className="tick" key={part}>
              <input
                type="checkbox"
                checked={parts.includes(part)}
                aria-invalid={faults.parts !== undefined}
                onChange={event => {
                  const { checked } = event.currentTarget;
                  change({ parts: [...parts.filter(one => one !== part), ...(checked ? [part] : [])].join(' ') });
                  if (answering.error) answering.reset();
                }}
              />
              <span>{title}</span>
            </label>
          ))}
          {faults.parts && (
            <p className="fault" id={`${id}-parts`}>
              {faults.parts}
            </p>
          )}
        </fieldset>
        <div className="field">
          <label htmlFor={id}>有误的内容</label>
          <p className="note" id={`${id}-hint`}>
            请写明哪里有误、应当是什么
          </p>
          <textarea
            id={id}
            rows={4}
            value={form.text ?? ''}
            aria-invalid={faults.text !== undefined}
            aria-describedby={faults.text ? `${id}-hint ${id}-fault` : `${id}-hint`}
            onInput={event => {
              change({ text: event.currentTarget.value });
              if (answering.error) answering.reset();
            }}
          />
          <p className="note">
            {[...text].length}/{longestWrongText}
          </p>
          {faults.text && (
            <p className="fault" id={`${id}-fault`}>
              {faults.text}
            </p>
          )}
        </div>
        {answering.error && !isSaid && (
          <ProblemNotice error={answering.error}>
            {isStale && (
              <button type="button" className="button button-small" onClick={onClose}>
                查看最新信息
              </button>
            )}
          </ProblemNotice>
        )}
        <button type="submit" className="button button-main button-wide" disabled={answering.isPending || isStale}>
          {answering.isPending ? '正在提交' : '提交'}
        </button>
      </form>
    </Sheet>
  );
}
