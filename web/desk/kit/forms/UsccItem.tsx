import { Checkbox, Form, Input } from 'antd';
import { checkUscc, normalizeUscc, usccFaults } from '#domain/identifiers/uscc.ts';

interface Props {
  readonly label: string;
  readonly hint: string;
  /** Where the form keeps it: `['agreement']`, or nothing for the form's top. */
  readonly within: readonly string[];
}

/** 统一社会信用代码, checked while it is typed. A wrong check character may be confirmed; other faults must be corrected. */
export function UsccItem({ label, hint, within }: Props) {
  const form = Form.useFormInstance();
  const [path, confirmedPath] = [
    [...within, 'uscc'],
    [...within, 'usccConfirmed'],
  ];
  const typed: unknown = Form.useWatch(path, form);
  const code = typeof typed === 'string' ? normalizeUscc(typed) : '';
  const fault = code.length >= 18 ? checkUscc(code) : undefined;

  return (
    <div>
      <Form.Item
        name={path}
        label={label}
        required
        extra={
          fault ? (
            <span className="live-fault" role="status">
              {usccFaults[fault]}
            </span>
          ) : null
        }
      >
        <Input
          className="code"
          maxLength={40}
          placeholder={hint}
          autoComplete="off"
          spellCheck={false}
          onChange={() => form.setFieldValue(confirmedPath, false)}
        />
      </Form.Item>
      {fault === 'check-character' ? (
        <Form.Item name={confirmedPath} valuePropName="checked">
          <Checkbox>代码与证照一致，确认无误</Checkbox>
        </Form.Item>
      ) : null}
    </div>
  );
}
