import { useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Radio, Select } from 'antd';
import { useState } from 'react';
import { type Answer, call, sentenceFor } from '#web/desk/kit/api/api.ts';
import { usePress } from '#web/desk/kit/api/use-press.ts';
import { ColumnMapping } from '#web/desk/kit/forms/ColumnMapping.tsx';
import { importsQuery } from './queries.ts';

type Mode = Answer<'GET /api/roster/imports/{id}'>['mode'];
const modes: readonly { readonly value: Mode; readonly label: string; readonly note: string }[] = [
  { value: 'valid-rows', label: '只导入无误的行', note: '有误的行不导入，可下载后改正再上传。' },
  { value: 'all-or-nothing', label: '全部无误才导入', note: '只要有一行有误，整个文件都不导入。' },
];

interface Props {
  readonly uploaded: Answer<'POST /api/roster/files'>;
  readonly cohorts: readonly number[];
  readonly onCancel: () => void;
  readonly onStarted: (id: number) => void;
}

/** The meaning of the file's columns, the cohort, and how strict the import is. */
export function StartImport({ uploaded, cohorts, onCancel, onStarted }: Props) {
  const { fileId, fileName, columns, absent } = uploaded;
  // The year that is being prepared; the one before is still open until 31 January.
  const [cohort, setCohort] = useState(cohorts.length > 0 ? Math.max(...cohorts) : undefined);
  const [mode, setMode] = useState<Mode>('valid-rows');
  const [sending, setSending] = useState(false);
  const [fault, setFault] = useState<string>();
  const queryClient = useQueryClient();
  const press = usePress();

  const start = async () => {
    if (cohort === undefined) return;
    setFault(undefined);
    setSending(true);
    try {
      const body = { fileId, fileName, cohort, mode };
      const run = await press(JSON.stringify(body), key => call('POST /api/roster/imports', { body, key }));
      void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey });
      onStarted(run.id);
    } catch (error) {
      setFault(sentenceFor(error));
    } finally {
      setSending(false);
    }
  };

  return (
    <>
      <p>
        文件：<strong className="wrap">{fileName}</strong>
      </p>
      <ColumnMapping columns={columns} absent={absent} />
      <h3>导入到</h3>
      <Select
        aria-label="届别"
        value={cohort ?? null}
        options={cohorts.map(year => ({ value: year, label: `${year} 届` }))}
        onChange={value => setCohort(value ?? undefined)}
        style={{ width: 160 }}
        placeholder="请选择届别"
      />
      <h3>遇到有误的行</h3>
      <Radio.Group value={mode} onChange={event => setMode(event.target.value)} aria-label="遇到有误的行">
        {modes.map(({ value, label, note }) => (
          <p key={value}>
            <Radio value={value}>
              {label}
              <span className="quiet">：{note}</span>
            </Radio>
          </p>
        ))}
      </Radio.Group>
      {fault ? <Alert type="error" showIcon title={fault} className="door-alert above" role="alert" /> : null}
      <div className="buttons above">
        <Button type="primary" onClick={() => void start()} loading={sending} disabled={cohort === undefined}>
          开始导入
        </Button>
        <Button onClick={onCancel} disabled={sending}>
          换一个文件
        </Button>
      </div>
    </>
  );
}
