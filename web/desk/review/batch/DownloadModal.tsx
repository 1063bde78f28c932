import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Modal } from 'antd';
import { type ExportKey, exportColumns, exportKeys, usualKeys } from '#contract/parts/export-columns.ts';
import { call } from '#web/desk/kit/api/api.ts';
import { useTableChoice } from '#web/desk/kit/list/use-table-choice.ts';

const rightsQuery = {
  queryKey: ['export-rights'],
  queryFn: ({ signal }: { signal: AbortSignal }) => call('GET /api/desk/exports/rights', { signal }),
  staleTime: 60_000,
};
const groups = [...new Set(exportColumns.map(({ group }) => group))];
const isPersonal = (key: ExportKey) => exportColumns.some(column => column.key === key && 'personal' in column);

interface Props {
  readonly open: boolean;
  readonly busy: boolean;
  readonly onCancel: () => void;
  readonly onDownload: (keys: readonly ExportKey[]) => Promise<void>;
}

/** Which columns the sheet has; remembered in this browser. Says beforehand whether numbers come in full. */
export function DownloadModal({ open, busy, onCancel, onDownload }: Props) {
  const choice = useTableChoice('download');
  const rights = useQuery({ ...rightsQuery, enabled: open });
  const chosen = choice.columns ? exportKeys.filter(key => choice.columns?.includes(key)) : usualKeys;
  const choose = (columns: readonly string[] | undefined) => choice.choose({ columns });
  const pick = (group: string, picked: readonly string[]) => {
    const others = exportColumns.filter(column => column.group !== group && chosen.includes(column.key)).map(({ key }) => key);
    choose([...others, ...picked]);
  };
  const personal = chosen.some(isPersonal);
  return (
    <Modal
      title="下载当前查询数据"
      open={open}
      okText="下载"
      confirmLoading={busy}
      okButtonProps={{ disabled: chosen.length === 0 }}
      onOk={() => void onDownload(chosen)}
      onCancel={onCancel}
      width={640}
    >
      <p className="quiet">下载列表当前筛选出的全部记录（xlsx）。超过 2,000 行的在后台生成，完成后下载。</p>
      {groups.map(group => (
        <fieldset key={group} className="download-columns">
          <legend>{group}</legend>
          <Checkbox.Group
            value={[...chosen]}
            options={exportColumns
              .filter(column => column.group === group)
              .map(({ key, title }) => ({ value: key, label: title }))}
            onChange={picked => pick(group, picked)}
          />
        </fieldset>
      ))}
      <Button size="small" onClick={() => choose(undefined)}>
        恢复默认
      </Button>
      {personal && rights.data ? (
        <Alert
          type={rights.data.full ? 'warning' : 'info'}
          showIcon
          className="foot-alert"
          title={
            rights.data.full
              ? '文件将含有完整的证件号码、手机号码，请妥善保管；本次下载会记入审计。'
              : '证件号码、手机号码按本校设置以掩码显示。'
          }
        />
      ) : null}
    </Modal>
  );
}
