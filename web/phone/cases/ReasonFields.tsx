import { useId } from 'react';

interface Props {
  readonly reasons: readonly string[];
  readonly reason: string;
  readonly text: string;
  readonly onReason: (reason: string) => void;
  readonly onText: (text: string) => void;
  readonly faults: { readonly reason: string | undefined; readonly text: string | undefined };
  readonly optional?: boolean;
}

/** A reason of the list, and a text. */
export function ReasonFields({ reasons, reason, text, onReason, onText, faults, optional = false }: Props) {
  const id = useId();
  const suffix = optional ? '（选填）' : '';
  const fault = (name: 'reason' | 'text') =>
    faults[name] && (
      <p className="fault" id={`${id}-${name}-fault`}>
        {faults[name]}
      </p>
    );
  const described = (name: 'reason' | 'text') => ({
    'aria-invalid': faults[name] !== undefined,
    'aria-describedby': faults[name] ? `${id}-${name}-fault` : undefined,
  });
  return (
    <>
      <div className="field">
        <label htmlFor={`${id}-reason`}>原因{suffix}</label>
        <select
          id={`${id}-reason`}
          value={reason}
          {...described('reason')}
          onChange={event => onReason(event.currentTarget.value)}
        >
          <option value="">{optional ? '不说明' : '请选择'}</option>
          {reasons.map(one => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </select>
        {fault('reason')}
      </div>
      <div className="field">
        <label htmlFor={`${id}-text`}>说明{suffix}</label>
        <textarea
          id={`${id}-text`}
          rows={3}
          maxLength={500}
          value={text}
          {...described('text')}
          onInput={event => onText(event.currentTarget.value)}
        />
        {fault('text')}
      </div>
    </>
  );
}
