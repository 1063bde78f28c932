import { Alert } from 'antd';

interface Props {
  readonly columns: readonly { readonly header: string; readonly label: string | null }[];
  readonly absent: readonly string[];
}

/** The meaning that was found for each of the file's columns. */
export function BatchColumns({ columns, absent }: Props) {
  const unknown = columns.filter(({ label }) => label === null).map(({ header }) => header);
  const renamed = columns.filter(({ header, label }) => label !== null && header.replace(/\*$/, '') !== label);
  return (
    <section className="card">
      <h2>表头对应</h2>
      {unknown.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          className="door-alert"
          title={`${unknown.length} 列不认识，已忽略：${unknown.join('、')}`}
        />
      ) : (
        <p className="quiet">全部 {columns.length} 列都已识别。</p>
      )}
      {renamed.length > 0 ? (
        <p className="quiet">{renamed.map(({ header, label }) => `「${header}」作为「${label}」`).join('，')}。</p>
      ) : null}
      {absent.length > 0 ? <p className="quiet">文件中没有的列按默认条款填写：{absent.join('、')}。</p> : null}
    </section>
  );
}
