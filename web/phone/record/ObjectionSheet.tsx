import { useQueryClient } from '@tanstack/react-query';
import { useId } from 'react';
import { call } from '#web/common/client.ts';
import { ProblemNotice } from '#web/common/ProblemNotice.tsx';
import { faultOf } from '#web/common/problem-words.ts';
import { forgetDrafts, useDraft } from '#web/common/use-draft.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import { objectionsKey, recordKey } from './use-record.ts';

interface Props {
  /** The entry that is objected to; null for the record as a whole. */
  readonly about: string | null;
  readonly title: string;
  readonly onClose: () => void;
}
const longest = 1000;

/** 提出异议: what is wrong in the graduate's view. The school must answer. */
export function ObjectionSheet({ about, title, onClose }: Props) {
  const draft = `object:${about ?? ''}:`;
  const [text, setText] = useDraft(`${draft}text`);
  const id = useId();
  const queries = useQueryClient();
  const objecting = useIdempotentCommand(
    (said: string, key) => call('POST /api/graduate/objections', { body: { about, text: said }, key }),
    () => {
      forgetDrafts(draft);
      for (const queryKey of [recordKey, objectionsKey]) void queries.invalidateQueries({ queryKey });
      onClose();
    },
  );
  const fault = faultOf(objecting.error, 'text');
  return (
    <Sheet title="提出异议" onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={event => {
          event.preventDefault();
          objecting.mutate(text.trim());
        }}
      >
        <p className="notice tone-review">
          {about === null ? '针对登记记录整体' : `针对「${title}」`}提出异议。提交后由学校核对并答复，答复会通知您，并显示在本页。
        </p>
        <div className="field">
          <label htmlFor={id}>异议内容</label>
          <p className="note" id={`${id}-hint`}>
            请写明哪里有误、应当是什么
          </p>
          <textarea
            id={id}
            rows={5}
            maxLength={longest}
            value={text}
            aria-invalid={fault !== undefined}
            aria-describedby={fault ? `${id}-hint ${id}-fault` : `${id}-hint`}
            onInput={event => {
              setText(event.currentTarget.value);
              if (objecting.error) objecting.reset();
            }}
          />
          <p className="note">
            {[...text].length}/{longest}
          </p>
          {fault && (
            <p className="fault" id={`${id}-fault`}>
              {fault}
            </p>
          )}
        </div>
        {objecting.error && !fault && <ProblemNotice error={objecting.error} />}
        <button type="submit" className="button button-main button-wide" disabled={objecting.isPending}>
          {objecting.isPending ? '正在提交' : '提交异议'}
        </button>
      </form>
    </Sheet>
  );
}
