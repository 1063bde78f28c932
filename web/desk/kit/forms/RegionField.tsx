import { Button, Cascader } from 'antd';
import { useRegions } from './use-regions.ts';

interface Props {
  readonly placeholder: string;
  readonly id?: string;
  readonly disabled?: boolean;
  /** A whole province or city may be chosen too. */
  readonly anyLevel?: boolean;
  /** The code of the only province that is offered. */
  readonly province?: string | undefined;
  /** For a field without a label. */
  readonly label?: string;
  readonly value?: string;
  readonly onChange?: (value: string | undefined) => void;
}

/** 省市区: the code of the lowest level, or of any; typing searches over all levels. */
export function RegionField({ placeholder, value, onChange, id, disabled = false, anyLevel = false, province, label }: Props) {
  const { regions, failed, retry } = useRegions();
  if (failed)
    return (
      <Button {...(id ? { id } : {})} onClick={retry}>
        行政区划没有加载成功，点击重试
      </Button>
    );
  return (
    <Cascader
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      options={(regions?.tree ?? []).filter(({ value: code }) => province === undefined || code === province)}
      changeOnSelect={anyLevel}
      value={value ? (regions?.chain(value) ?? []) : []}
      onChange={codes => onChange?.(codes?.at(-1))}
      placeholder={regions ? placeholder : '正在加载行政区划…'}
      disabled={disabled || !regions}
      showSearch={{ limit: 30 }}
      // antd names this list in aria-controls, and gives it to nobody.
      popupRender={columns => <div id={`${id}_list`}>{columns}</div>}
      style={{ width: '100%' }}
    />
  );
}
