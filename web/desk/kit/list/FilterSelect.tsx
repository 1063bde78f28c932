import { Select } from 'antd';

interface Props {
  readonly label: string;
  readonly width: number;
  readonly value: string | undefined;
  readonly options: readonly { readonly code: string; readonly name: string }[];
  readonly onChange: (value: string | undefined) => void;
}

/** One thing that a list may be narrowed by; not shown where there is nothing to choose. */
export function FilterSelect({ label, width, value, options, onChange }: Props) {
  if (options.length === 0 && !value) return null;
  return (
    <Select
      aria-label={label}
      placeholder={label}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      popupMatchSelectWidth={false}
      value={value}
      options={options.map(({ code, name }) => ({ value: code, label: name }))}
      style={{ width }}
      onChange={onChange}
    />
  );
}
