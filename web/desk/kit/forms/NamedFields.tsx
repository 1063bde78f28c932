import { Button, Input } from 'antd';
import { useId } from 'react';
import type { ReturnedField } from '#contract/routes/cases.ts';

interface Props {
  readonly fields: readonly ReturnedField[];
  /** By the place of the field in the list. */
  readonly faultAt: (index: number) => string | undefined;
  /** Without a text: it is named no more. */
  readonly onSay: (key: string, text: string | undefined) => void;
}

/** The fields that are sent back, each with what is said of it. */
export function NamedFields({ fields, faultAt, onSay }: Props) {
  const id = useId();
  return (
    <ul className="named-fields" aria-label="有误的项">
      {fields.map(({ key, label, text }, index) => {
        const fault = faultAt(index);
        return (
          <li key={key}>
            <label htmlFor={`${id}-${key}`}>{label}</label>
            <Input.TextArea
              id={`${id}-${key}`}
              rows={2}
              maxLength={200}
              value={text}
              status={fault ? 'error' : ''}
              aria-describedby={fault ? `${id}-${key}-fault` : undefined}
              onChange={event => onSay(key, event.target.value)}
            />
            <Button size="small" type="text" aria-label={`取消标出「${label}」`} onClick={() => onSay(key, undefined)}>
              取消标出
            </Button>
            {fault ? (
              <p className="fault" id={`${id}-${key}-fault`}>
                {fault}
              </p>
            ) : null}
          </li>
        );
      })}
    </ul>
  );
}
