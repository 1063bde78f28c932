import { Checkbox } from 'antd';
import type { Marks } from './use-marks.ts';

interface Props {
  readonly marks: Marks;
  readonly name: string;
  readonly label: string;
}

/** 有误: names this field in the return. Nothing where it cannot be named. */
export function FieldMark({ marks, name, label }: Props) {
  if (!marks.may(name)) return null;
  return (
    <Checkbox
      className="field-mark"
      checked={marks.has(name)}
      onChange={() => marks.toggle(name)}
      aria-label={`「${label}」有误`}
    >
      有误
    </Checkbox>
  );
}
