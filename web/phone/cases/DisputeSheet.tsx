import { useState } from 'react';
import type { FormField } from '#contract/routes/cases.ts';
import { Sheet } from '#web/phone/kit/Sheet.tsx';
import type { Form } from '#web/phone/kit/use-saved-draft.ts';
import type { Dispute } from './shared-draft.ts';

interface Props {
  readonly dispute: Dispute;
  readonly fields: readonly FormField[];
  readonly onSettle: (chosen: Form) => void;
  /** Nothing is decided. */
  readonly onLeave: () => void;
}

const inWords = (field: FormField | undefined, value: string): string =>
  field?.options?.find(({ code }) => code === value)?.name ?? (value || '（空）');

/** One draft, filled in in two windows: field by field, which of the two stays. Everything else has been put together already. */
export function DisputeSheet({ dispute: { mine, theirs, disputed }, fields, onSettle, onLeave }: Props) {
  const [theirsFor, setTheirsFor] = useState<readonly string[]>([]);
  const keepMine = () =>
    onSettle(Object.fromEntries(disputed.map(key => [key, (theirsFor.includes(key) ? theirs : mine)[key] ?? ''])));
  return (
    <Sheet title="另一个页面也修改了这份草稿" onClose={onLeave}>
      <div className="stack">
        <p>两处填写的内容已合并；以下各项两处填写不同，请选择保留哪一个。</p>
        {disputed.map(key => {
          const field = fields.find(one => one.key === key);
          return (
            <fieldset key={key}>
              <legend>{field?.label ?? key}</legend>
              <div className="stack-close">
                {(
                  [
                    [false, '本页', mine],
                    [true, '另一个页面', theirs],
                  ] as const
                ).map(([isTheirs, where, form]) => (
                  <label key={where} className="tick">
                    <input
                      type="radio"
                      name={key}
                      checked={theirsFor.includes(key) === isTheirs}
                      onChange={() => setTheirsFor(list => (isTheirs ? [...list, key] : list.filter(one => one !== key)))}
                    />
                    <span>
                      {where}：{inWords(field, form[key] ?? '')}
                    </span>
                  </label>
                ))}
              </div>
            </fieldset>
          );
        })}
        <button type="button" className="button button-main button-wide" onClick={keepMine}>
          合并并保存
        </button>
      </div>
    </Sheet>
  );
}
