import { Form } from 'antd';
import type { Field } from '#domain/forms/form-field.ts';
import { FieldInput } from '#web/desk/kit/forms/FieldInput.tsx';
import { RegionField } from '#web/desk/kit/forms/RegionField.tsx';

export type Typed = Readonly<Record<string, string | undefined>>;
interface Props {
  readonly fields: readonly Field[];
  /** The only province that may be served. */
  readonly province?: string | undefined;
  /** The region served cannot be changed. */
  readonly isRegionFixed?: boolean;
}

const wide = ['name', 'address'];
const below = '写明的地区和它以下的地区都适用，下级另有机构的除外。';

/** The fields of an office, in the order of their rows. */
export function OfficeFields({ fields, province, isRegionFixed = false }: Props) {
  return (
    <div className="form-grid">
      {fields.map(({ key, label, kind, hint, required, maxLength }) => (
        <Form.Item
          key={key}
          name={key}
          label={label}
          required={required}
          className={wide.includes(key) ? 'wide' : ''}
          extra={key === 'servedRegionCode' ? below : null}
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
