import { Alert } from 'antd';

interface Props {
  /** Headers of the file, with the columns that they were read as. */
  readonly columns: readonly { readonly header: string; readonly label: string | null }[];
  /** Optional columns that the file does not have. */
  readonly absent: readonly string[];
}

/** How the headers of an uploaded sheet were understood. */
export function ColumnMapping({ columns, absent }: Props) {
  const unknown = columns.filter(column => column.label === null).map(column => column.header);
  return (
    <>
      <h3>表头对应</h3>
      {unknown.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          className="door-alert"
          title={`${unknown.length} 列不认识，将被忽略：${unknown.join('、')}`}
        />
      ) : (
        <p className="quiet">全部 {columns.length} 列都已识别。</p>
      )}
      {absent.length > 0 ? <p className="quiet">文件中没有的选填列（原值保留）：{absent.join('、')}</p> : null}
      <ul className="mapping">
        {columns
          .filter(({ header, label }) => header !== label)
          .map(({ header, label }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: headers may repeat, and the list never changes order
            <li key={`${index} ${header}`} className={label === null ? 'unknown' : undefined}>
              {header || '（空表头）'} <span className="quiet">→</span> {label ?? '不导入'}
            </li>
          ))}
      </ul>
    </>
  );
}
