import { TableOutlined } from '@ant-design/icons';
import { Button, Checkbox, Popover } from 'antd';

interface Props {
  readonly columns: readonly { readonly key: string; readonly title: string }[];
  readonly chosen: readonly string[];
  readonly onChoose: (columns: readonly string[] | undefined) => void;
}

/** 显示列: which columns the table has, remembered in this browser. */
export function ColumnChoice({ columns, chosen, onChoose }: Props) {
  const choice = (
    <div className="column-choice">
      <Checkbox.Group
        value={[...chosen]}
        options={columns.map(({ key, title }) => ({ value: key, label: title }))}
        onChange={picked => onChoose(columns.map(({ key }) => key).filter(key => picked.includes(key)))}
      />
      <Button size="small" onClick={() => onChoose(undefined)}>
        恢复默认
      </Button>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" content={choice} title="显示的列">
      <Button icon={<TableOutlined aria-hidden />}>列</Button>
    </Popover>
  );
}
