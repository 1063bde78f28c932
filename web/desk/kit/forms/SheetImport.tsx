import { DownloadOutlined } from '@ant-design/icons';
import { type UseQueryResult, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Answer } from '../api/api.ts';
import type { UploadEndpoint } from '../api/upload.ts';
import { type Column, DataTable } from '../list/DataTable.tsx';
import { Loaded } from '../page/Loaded.tsx';
import { Moment } from '../page/Moment.tsx';
import { PageHead } from '../page/PageHead.tsx';
import { StateTag } from '../page/StateTag.tsx';
import { sheetTypes } from './accepted.ts';
import { SendField } from './SendField.tsx';

const largest = { bytes: 2 * 1024 * 1024, sentence: '文件超过 2 MB。请使用模板，删除多余的工作表和格式后上传。' } as const;

interface Run {
  readonly id: number;
  readonly fileName: string;
  readonly at: string;
  readonly rows: number;
}
interface Props<K extends UploadEndpoint, R extends Run> {
  readonly title: string;
  readonly note: string;
  /** The address of the template. */
  readonly template: string;
  readonly back: ReactNode;
  readonly to: K;
  readonly runs: UseQueryResult<readonly R[]>;
  /** First words of the query keys that an import makes stale. */
  readonly makesStale: readonly string[];
  /** What runs are called: 最近的批量导入. */
  readonly runsTitle: string;
  readonly noRuns: string;
  /** After file, time and number of rows. */
  readonly runColumns: readonly Column<R>[];
  readonly outcome: (imported: Answer<K>) => ReactNode;
}

/** A short sheet that is taken in at once: template, upload, an outcome for each row, and the sheets before it. */
export function SheetImport<K extends UploadEndpoint, R extends Run>(props: Props<K, R>) {
  const { title, note, template, back, to, runs, makesStale, runsTitle, noRuns, runColumns, outcome } = props;
  const queryClient = useQueryClient();
  const [imported, setImported] = useState<Answer<K>>();
  const columns: readonly Column<R>[] = [
    { key: 'file', title: '文件', render: ({ fileName }) => fileName },
    { key: 'at', title: '时间', width: 200, render: ({ at }) => <Moment at={at} exact /> },
    { key: 'rows', title: '行数', width: 90, numeric: true, render: ({ rows }) => rows },
    ...runColumns,
  ];
  return (
    <>
      <PageHead title={title} note={note}>
        <a href={template} download className="button-link">
          <DownloadOutlined aria-hidden /> 下载模板
        </a>
        {back}
      </PageHead>
      <section className="card">
        <h2>上传</h2>
        <SendField
          to={to}
          onBegin={() => setImported(undefined)}
          onTaken={answer => setImported(answer)}
          onEnd={() => {
            for (const key of makesStale) void queryClient.invalidateQueries({ queryKey: [key] });
          }}
          largest={largest}
          label="选择 xlsx 文件，或拖到此处"
          hint="请用模板填写，最大 2 MB"
          accept={sheetTypes}
        />
      </section>
      {imported === undefined ? null : outcome(imported)}
      <Loaded query={runs}>
        {rows => (
          <section className="card flush">
            <h2 className="inside">{runsTitle}</h2>
            <DataTable caption={runsTitle} columns={columns} rows={rows} keyOf={({ id }) => id} empty={<p>{noRuns}</p>} />
          </section>
        )}
      </Loaded>
    </>
  );
}

interface Line {
  readonly row: number;
  readonly fault: string | null;
}
interface OutcomeProps<L extends Line> {
  /** 新建 or 导入. */
  readonly word: string;
  readonly done: number;
  /** 个账号, 个机构. */
  readonly unit: string;
  readonly lines: readonly L[];
  /** Between the row's number and its outcome. */
  readonly columns: readonly Column<L>[];
  /** What to do next. */
  readonly next: ReactNode;
}

/** What became of each row. */
export function SheetOutcome<L extends Line>({ word, done, unit, lines, columns, next }: OutcomeProps<L>) {
  const refused = lines.length - done;
  const all: readonly Column<L>[] = [
    { key: 'row', title: '行', width: 70, numeric: true, render: ({ row }) => row },
    ...columns,
    {
      key: 'outcome',
      title: '结果',
      render: ({ fault }) =>
        fault === null ? (
          <StateTag tone="inForce" label={`已${word}`} />
        ) : (
          <StateTag tone="refused" label={`未${word}：${fault}`} />
        ),
    },
  ];
  return (
    <section className="card flush">
      <div className="inside">
        <h2>本次结果</h2>
        <Alert
          type={refused > 0 ? 'warning' : 'success'}
          showIcon
          role="status"
          title={`已${word} ${done} ${unit}${refused > 0 ? `，${refused} 行有误，未${word}` : ''}。`}
          description={next}
        />
      </div>
      <DataTable caption="逐行结果" columns={all} rows={lines} keyOf={({ row }) => row} empty={<p>没有可读取的行。</p>} />
    </section>
  );
}
