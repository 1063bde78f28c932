import { Form } from 'antd';
import type { ReactNode } from 'react';
import type { FormField } from '#contract/routes/cases.ts';
import { FieldInput } from './FieldInput.tsx';
import { groupsOf } from './form-groups.ts';
import { UsccItem } from './UsccItem.tsx';

const wideKinds: readonly FormField['kind'][] = ['textarea', 'choice'];

interface Props {
  readonly fields: readonly FormField[];
  /** A matter's own control in place of the usual one. It gets what Form.Item passes down: id, value, onChange. */
  readonly control?: (field: FormField) => ReactNode;
}

/** The fields of a form that the server describes, group by group. */
export function FormFields({ fields, control }: Props) {
  return groupsOf(fields).map(([group, members]) => (
    <section key={group}>
      <h3>{group}</h3>
      <div className="form-grid">
        {members.map(field => {
          const { key, label, kind, hint, required, fixed, maxLength, options } = field;
          return key === 'uscc' ? (
            <UsccItem key={key} label={label} hint={hint} within={['form']} />
          ) : (
            <Form.Item
              key={key}
              name={['form', key]}
              label={label}
              required={required && !fixed}
              className={wideKinds.includes(kind) ? 'wide' : ''}
              {...(fixed ? { extra: '来自学生名单，不能修改' } : {})}
            >
              {control?.(field) ?? (
                <FieldInput
                  kind={kind}
                  label={label}
                  hint={hint}
                  maxLength={maxLength}
                  table={options ?? undefined}
                  disabled={fixed}
                />
              )}
            </Form.Item>
          );
        })}
      </div>
    </section>
  ));
}
