import { DownloadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useState } from 'react';
import { Link } from 'wouter';
import { type Answer, addressOf } from '#web/desk/kit/api/api.ts';
import { sheetTypes } from '#web/desk/kit/forms/accepted.ts';
import { SendField } from '#web/desk/kit/forms/SendField.tsx';
import { type Column, DataTable } from '#web/desk/kit/list/DataTable.tsx';
import { Loaded } from '#web/desk/kit/page/Loaded.tsx';
import { Moment } from '#web/desk/kit/page/Moment.tsx';
import { PageHead } from '#web/desk/kit/page/PageHead.tsx';
import { StateTag } from '#web/desk/kit/page/StateTag.tsx';
import { importsQuery } from './queries.ts';

type Imported = Answer<'POST /api/receiving-office-imports'>;
type Run = Imported['run'];
type Line = Imported['lines'][number];

const largest = { bytes: 2 * 1024 * 1024, sentence: '文件超过 2 MB。请使用模板，删除多余的工作表和格式后上传。' } as const;
const refusedOf = ({ id }: Run) => addressOf('GET /api/receiving-office-imports/{id}/refused', { id: String(id) });

const lineColumns: readonly Column<Line>[] = [
  { key: 'row', title: '行', width: 70, numeric: true, render: ({ row }) => row },
  { key: 'served', title: '负责地区', width: 220, render: ({ served }) => served },
  { key: 'name', title: '机构名称', width: 300, render: ({ name }) => name },
  {
    key: 'outcome',
    title: '结果',
    render: ({ fault }) =>
      fault === null ? <StateTag tone="inForce" label="已导入" /> : <StateTag tone="refused" label={`未导入：${fault}`} />,
  },
];
const runColumns: readonly Column<Run>[] = [
  { key: 'file', title: '文件', render: ({ fileName }) => fileName },
  { key: 'at', title: '时间', width: 200, render: ({ at }) => <Moment at={at} exact /> },
  { key: 'rows', title: '行数', width: 90, numeric: true, render: ({ rows }) => rows },
  { key: 'added', title: '已导入', width: 90, numeric: true, render: ({ added }) => added },
  {
    key: 'refused',
    title: '未导入的行',
    width: 140,
    render: run =>
      run.added < run.rows ? (
        <a href={refusedOf(run)} download aria-label={`下载未导入的行：${run.fileName}`}>
          下载 {run.rows - run.added} 行
        </a>
      ) : (
        <span className="quiet">没有</span>
      ),
  },
];

/** 批量导入档案接收机构: a sheet, an outcome for each row, the refused rows to mend and send again. */
export default function ImportReceiversPage() {
  const runs = useQuery(importsQuery);
  const queryClient = useQueryClient();
  const [imported, setImported] = useState<Imported>();
  return (
    <>
      <PageHead title="批量导入档案接收机构" note="每行一个机构，最多 500 行。有误的行不导入，其余照常。">
        <a href={addressOf('GET /api/receiving-office-imports/template')} download className="button-link">
          <DownloadOutlined aria-hidden /> 下载模板
        </a>
        <Link href="/receivers">返回列表</Link>
      </PageHead>
      <section className="card">
        <h2>上传</h2>
        <SendField
          to="POST /api/receiving-office-imports"
          onBegin={() => setImported(undefined)}
          onTaken={setImported}
          onEnd={() => {
            void queryClient.invalidateQueries({ queryKey: importsQuery.queryKey });
            void queryClient.invalidateQueries({ queryKey: ['receiving-offices'] });
          }}
          largest={largest}
          label="选择 xlsx 文件，或拖到此处"
          hint="请用模板填写，最大 2 MB"
          accept={sheetTypes}
        />
      </section>
      {imported ? <Outcome imported={imported} /> : null}
      <Loaded query={runs}>
        {rows => (
          <section className="card flush">
            <h2 className="inside">最近的批量导入</h2>
            <DataTable
              caption="最近的批量导入"
              columns={runColumns}
              rows={rows}
              keyOf={run => run.id}
              empty={<p>还没有批量导入过机构。</p>}
            />
          </section>
        )}
      </Loaded>
    </>
  );
}

function Outcome({ imported: { run, lines } }: { readonly imported: Imported }) {
  const refused = run.rows - run.added;
  return (
    <section className="card flush">
      <div className="inside">
        <h2>本次结果</h2>
        <Alert
          type={refused > 0 ? 'warning' : 'success'}
          showIcon
          role="status"
          title={`已导入 ${run.added} 个机构${refused > 0 ? `，${refused} 行有误，未导入` : ''}。`}
          description={
            refused > 0 ? (
              <>
                请
                <a href={refusedOf(run)} download>
                  下载未导入的行
                </a>
                ，按「错误原因」改正后直接上传。
              </>
            ) : undefined
          }
        />
      </div>
      <DataTable caption="逐行结果" columns={lineColumns} rows={lines} keyOf={({ row }) => row} empty={<p>没有可读取的行。</p>} />
    </section>
  );
}
