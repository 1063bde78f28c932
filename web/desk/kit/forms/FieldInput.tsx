import { Input, Radio, Select } from 'antd';
import { type CodeTable, offeredEntries } from '#domain/codes/code-table.ts';
import { RegionField } from './RegionField.tsx';

interface Props {
  readonly kind: 'text' | 'textarea' | 'code' | 'region' | 'phone' | 'email' | 'date' | 'month' | 'choice';
  /** For a group of buttons, which a label cannot point at. */
  readonly label: string;
  readonly hint: string;
  readonly maxLength: number;
  readonly table?: CodeTable | undefined;
  readonly disabled?: boolean;
  /** Given by the form's item. */
  readonly id?: string;
  readonly value?: string;
  readonly onChange?: (value: unknown) => void;
}

const optionsOf = (table: CodeTable = []) => offeredEntries(table).map(({ code, name }) => ({ value: code, label: name }));

/** The control for one field. It gets what Form.Item passes down: id, value, onChange. */
export function FieldInput({ kind, label, hint, maxLength, table, ...item }: Props) {
  switch (kind) {
    case 'textarea':
      return <Input.TextArea {...item} rows={4} maxLength={maxLength} showCount placeholder={hint} />;
    case 'code':
      return (
        <Select {...item} options={optionsOf(table)} placeholder={hint} showSearch={{ optionFilterProp: 'label' }} allowClear />
      );
    case 'choice':
      return <Radio.Group {...item} aria-label={label} options={optionsOf(table)} />;
    case 'region':
      return <RegionField {...item} placeholder={hint} />;
    case 'date':
      return <Input {...item} type="date" max="2099-12-31" />;
    case 'month':
      return <Input {...item} type="month" max="2099-12" />;
    case 'phone':
      return <Input {...item} type="tel" maxLength={Math.max(maxLength, 20)} placeholder={hint} />;
    case 'email':
      return <Input {...item} type="email" maxLength={maxLength} placeholder={hint} />;
    case 'text':
      return <Input {...item} maxLength={maxLength} placeholder={hint} />;
  }
}
