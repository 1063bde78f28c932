import { Form } from 'antd';
import type { FormField } from '#contract/routes/cases.ts';
import { FieldInput } from './FieldInput.tsx';
import { groupsOf } from './form-groups.ts';
import { UsccItem } from './UsccItem.tsx';

const wideKinds: readonly FormField['kind'][] = ['textarea', 'choice'];

/** The fields of a form that the server describes, group by group. */
export function FormFields({ fields }: { readonly fields: readonly FormField[] }) {
  return groupsOf(fields).map(([group, members]) => (
    <section key={group}>
      <h3>{group}</h3>
      <div className="form-grid">
        {members.map(({ key, label, kind, hint, required, fixed, maxLength, options }) =>
          key === 'uscc' ? (
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
              <FieldInput
                kind={kind}
                label={label}
                hint={hint}
                maxLength={maxLength}
                table={options ?? undefined}
                disabled={fixed}
              />
            </Form.Item>
          ),
        )}
      </div>
    </section>
  ));
}
