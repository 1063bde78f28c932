import { useId } from 'react';
import type { FormField as Shape } from '#contract/routes/cases.ts';
import { RegionField } from './RegionField.tsx';

interface Props {
  readonly field: Shape;
  readonly value: string;
  readonly fault: string | undefined;
  readonly onValue: (value: string) => void;
  /** In place of the field's own hint. */
  readonly hint?: string | undefined;
  /** Of a region: the province that may not be left. */
  readonly within?: string | undefined;
}

const inputKinds = {
  text: { type: 'text' },
  phone: { type: 'tel', inputMode: 'tel' },
  email: { type: 'email', inputMode: 'email', autoComplete: 'off' },
  date: { type: 'date' },
  month: { type: 'month' },
} as const;

/**
 * One field of a form that came as data: native controls, the fault under it. A line has no greatest length here: what is pasted with
 * spaces or a label would lose its end before it is trimmed.
 */
export function FormField({ field, value, fault, onValue, hint: ownHint, within }: Props) {
  const id = useId();
  const { kind, label, hint, required, fixed, maxLength, options } = field;
  // 请选择 and 选填 are left out of the hint: the control and the label say them already.
  const said = ownHint ?? (fixed ? '来自学生名单，不能修改' : hint.replace(/^选填，?/, '').replace(/^请选择.*/, ''));
  const described = [said && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(' ') || undefined;
  const common = {
    id,
    'aria-invalid': fault !== undefined,
    'aria-describedby': described,
    'aria-required': required,
    disabled: fixed,
  };
  return (
    <div className="field">
      <label htmlFor={id}>
        {label}
        {!required && <span className="soft">（选填）</span>}
      </label>
      {said && (
        <p className="note" id={`${id}-hint`}>
          {said}
        </p>
      )}
      {fixed && !options && kind !== 'region' ? (
        <output id={id} className="fixed-value">
          {value || '--'}
        </output>
      ) : options ? (
        <select {...common} value={value} onChange={event => onValue(event.currentTarget.value)}>
          <option value="">请选择</option>
          {options.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </select>
      ) : kind === 'region' ? (
        <RegionField {...common} label={label} value={value} within={within} onValue={onValue} />
      ) : kind === 'textarea' ? (
        <>
          <textarea
            {...common}
            rows={4}
            maxLength={maxLength}
            value={value}
            onInput={event => onValue(event.currentTarget.value)}
          />
          <p className="note">
            {value.length}/{maxLength}
          </p>
        </>
      ) : (
        <input
          {...common}
          {...(kind === 'code' || kind === 'choice' ? inputKinds.text : inputKinds[kind])}
          value={kind === 'month' ? value.replace(/^(\d{4})(\d{2})$/, '$1-$2') : value}
          onInput={event => onValue(event.currentTarget.value)}
        />
      )}
      {fault && (
        <p className="fault" id={`${id}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
