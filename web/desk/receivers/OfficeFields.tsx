import { Form } from 'antd';
import type { Field } from '#domain/forms/form-field.ts';
import { FieldInput } from '#web/desk/kit/forms/FieldInput.tsx';
import { RegionField } from '#web/desk/kit/forms/RegionField.tsx';

export type Typed = Readonly<Record<string, string | undefined>>;
interface Props {
  readonly fields: readonly Field[];
  /** The only province that may be served. */
  readonly province?: string | undefined;
  /** What is said below the region served. */
  readonly note: string;
  /** The region served cannot be changed. */
  readonly isRegionFixed?: boolean;
}

const wide = ['name', 'address'];

/** The fields of an office, in the order of their rows. */
export function OfficeFields({ fields, province, note, isRegionFixed = false }: Props) {
  return (
    <div className="form-grid">
      {fields.map(({ key, label, kind, hint, required, maxLength }) => (
        <Form.Item
          key={key}
          name={key}
          label={label}
          required={required}
          className={wide.includes(key) ? 'wide' : ''}
          extra={key === 'servedRegionCode' ? note : null}
        >
          {key === 'servedRegionCode' ? (
            <RegionField placeholder={hint} anyLevel province={province} disabled={isRegionFixed} />
          ) : (
            <FieldInput kind={kind} label={label} hint={hint} maxLength={maxLength} />
          )}
        </Form.Item>
      ))}
    </div>
  );
}
